"""One player's gradients, weights and updates, taken where they happen: in its backward pass and its optimiser's step."""

from typing import Any, Callable, List, Optional, Sequence

import torch
from torch import Tensor, nn
from torch.nn.parallel import DistributedDataParallel

from ..cadence import Cadence, is_due
from ..game_log import GameLog
from .fetch import Fetch
from .gradient_counts import gradient_counts


class Player:
    """
    Gradients are kept as the backward pass leaves them, before clipping (under DistributedDataParallel: as the
    optimiser gets them, since only those are averaged over ranks). Where a player steps several times in a training
    step, its first one is measured.
    """

    def __init__(self, name: str, module: nn.Module, optimizer: torch.optim.Optimizer, log: GameLog, fetch: Fetch) -> None:
        self.name = name
        self.module = unwrapped(module)
        self.optimizer = unwrapped_optimizer(optimizer)
        self._log = log
        self._fetch = fetch
        trainable = [(n, p) for n, p in self.module.named_parameters() if p.requires_grad]
        self.layers = [n.replace(".", "/") for n, _ in trainable]
        self.parameters = [p for _, p in trainable]
        self._gradients: List[Optional[Tensor]] = [None] * len(trainable)
        self._before: Optional[List[Tensor]] = None
        self._weight_norms: Optional[Tensor] = None
        self._scaler: Any = None
        self._step = 0
        self._is_armed = False
        self._with_histograms = False
        self._hooks: List[Any] = []
        if not isinstance(module, DistributedDataParallel):
            for index, parameter in enumerate(self.parameters):
                hook = parameter.register_post_accumulate_grad_hook(self._keeping(index))  # type: ignore[no-untyped-call]
                self._hooks.append(hook)
        self._hooks.append(self.optimizer.register_step_pre_hook(self._before_step))
        self._hooks.append(self.optimizer.register_step_post_hook(self._after_step))

    def use_scaler(self, scaler: Any) -> None:
        """A `torch.amp.GradScaler`: gradients are divided by its scale before they are measured."""
        self._scaler = scaler

    def arm(self, step: int, cadence: Cadence) -> None:
        """Before the forward passes of `step`."""
        self._step = step
        self._with_histograms = is_due(step, cadence.histograms)
        self._is_armed = is_due(step, cadence.layers) or self._with_histograms

    def log_settings(self, step: int) -> None:
        """Learning rate (of the first group) and, once for both players, the factor of mixed precision."""
        rate = float(self.optimizer.param_groups[0]["lr"])
        self._log.events.scalar(f"{self.name}/learning_rate", step, rate)
        if self._scaler is not None and self.name == "generator":
            self._log.events.scalar("mixed_precision/scale", step, self._scaler.get_scale())

    def disarm(self) -> None:
        """Steps until the next `arm` are not measured."""
        self._is_armed = False

    def remove(self) -> None:
        for hook in self._hooks:
            hook.remove()
        self._hooks.clear()

    def _keeping(self, index: int) -> Callable[[Tensor], None]:
        def keep(parameter: Tensor) -> None:
            if self._is_armed and parameter.grad is not None:
                self._gradients[index] = parameter.grad.detach().clone()

        return keep

    def _before_step(self, *_: Any) -> None:
        if not self._is_armed:
            return
        self._is_armed = False
        kept = [g if g is not None else p.grad for g, p in zip(self._gradients, self.parameters)]
        was_kept = [g is not None for g in self._gradients]
        self._gradients = [None] * len(self.parameters)
        scale = 1.0 if self._scaler is None else self._scaler.get_scale()
        present = [i for i, gradient in enumerate(kept) if gradient is not None]
        gradients = []
        for i in present:
            gradient = kept[i]
            assert gradient is not None
            gradients.append(gradient.detach() / scale if was_kept[i] and scale != 1 else gradient.detach())
        if gradients:
            self._measure([self.layers[i] for i in present], gradients)
        self._before = [p.detach().clone() for p in self.parameters]
        self._weight_norms = norms_of(self._before)

    def _after_step(self, *_: Any) -> None:
        if self._before is None or self._weight_norms is None:
            return
        updates = norms_of([p.detach() - before for p, before in zip(self.parameters, self._before)])
        step, layers, count = self._step, self.layers, len(self.layers)

        def receive(values: Sequence[float]) -> None:
            for i, layer in enumerate(layers):
                weight, update = values[i], values[count + i]
                self._log.log_update(step, self.name, layer, weight_norm=weight, update_norm=update)

        self._fetch.later(torch.cat([self._weight_norms, updates]), receive)
        self._before = self._weight_norms = None

    def _measure(self, layers: List[str], gradients: List[Tensor]) -> None:
        step, count = self._step, len(layers)
        if self._with_histograms:
            self._count(layers, gradients)
        norms = norms_of(gradients)
        non_finite = _non_finite_counts(gradients, norms)

        def receive(values: Sequence[float]) -> None:
            for i, layer in enumerate(layers):
                self._log.events.scalar(f"{self.name}/gradient_norm/{layer}", step, values[i])
                self._log.log_non_finite(step, self.name, f"gradients/{layer}", int(values[count + i]))

        self._fetch.later(torch.cat([norms, non_finite.to(norms.dtype)]), receive)

    def _count(self, layers: List[str], gradients: List[Tensor]) -> None:
        step = self._step
        for layer, gradient in zip(layers, gradients):
            if gradient.device.type == "cpu":
                self._log.log_gradient(step, self.name, layer, gradient.float().numpy())
                continue

            def receive(values: Sequence[float], layer: str = layer) -> None:
                self._log.log_gradient_counts(step, self.name, layer, values)

            self._fetch.later(gradient_counts(gradient), receive)


def norms_of(tensors: Sequence[Tensor]) -> Tensor:
    """[tensorCount] ‖·‖₂ in float32 at least."""
    return torch.stack([torch.linalg.vector_norm(tensor.float()) for tensor in tensors])


def _non_finite_counts(gradients: Sequence[Tensor], norms: Tensor) -> Tensor:
    """[tensorCount]; where a look at the norms costs no wait for a device, only those that have any are counted."""
    if norms.device.type == "cpu" and bool(torch.isfinite(norms).all()):
        return torch.zeros_like(norms)
    return torch.stack([(~torch.isfinite(gradient)).sum() for gradient in gradients])


def unwrapped(module: nn.Module) -> nn.Module:
    """What DistributedDataParallel, DataParallel or `torch.compile` wraps."""
    inner = getattr(module, "_orig_mod", module)
    inner = inner.module if isinstance(inner, (DistributedDataParallel, nn.DataParallel)) else inner
    return inner if inner is module else unwrapped(inner)


def unwrapped_optimizer(optimizer: Any) -> torch.optim.Optimizer:
    """What Lightning's or Accelerate's optimiser wraps."""
    inner = getattr(optimizer, "optimizer", optimizer)
    return optimizer if inner is optimizer else unwrapped_optimizer(inner)
