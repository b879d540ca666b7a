"""One player's gradients, weights and updates, taken where they happen: in its backward pass and its optimiser's step."""

from typing import Any, Callable, Dict, Iterable, Iterator, List, Optional, Sequence

import torch
from torch import Tensor, nn
from torch.nn.parallel import DistributedDataParallel

from ..cadence import Cadence, is_due
from ..game_log import GameLog
from .direction import Direction
from .fetch import Fetch
from .gradient_counts import gradient_counts


_EXACT_ENOUGH = (torch.float32, torch.float64)


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
        self._before: List[Tensor] = []
        self._weight_norms: Optional[Tensor] = None
        self._direction = Direction(name, log, fetch)
        self._scaler: Any = None
        self._step = 0
        self._cadence = Cadence()
        self._is_armed = False
        self._sees_backward_passes = not isinstance(module, DistributedDataParallel)
        self._gradient_hooks: List[Any] = []
        self._step_hooks = [
            self.optimizer.register_step_pre_hook(self._before_step),
            self.optimizer.register_step_post_hook(self._after_step),
        ]

    def use_scaler(self, scaler: Any) -> None:
        """A `torch.amp.GradScaler`: gradients are divided by its scale before they are measured."""
        self._scaler = scaler

    def arm(self, step: int, cadence: Cadence) -> None:
        """Before the forward passes of `step`; gradients are looked at only in the steps that are due."""
        self._step, self._cadence = step, cadence
        self._is_armed = self._is_due(cadence.layers) or self._is_due(cadence.histograms) or self._is_near_direction()
        if not self._is_armed:
            self._unhook()
        elif self._sees_backward_passes and not self._gradient_hooks:
            for index, parameter in enumerate(self.parameters):
                hook = parameter.register_post_accumulate_grad_hook(self._keeping(index))  # type: ignore[no-untyped-call]
                self._gradient_hooks.append(hook)

    def log_settings(self, step: int) -> None:
        """Learning rate (of the first group) and, once for both players, the factor of mixed precision."""
        rate = float(self.optimizer.param_groups[0]["lr"])
        self._log.events.scalar(f"{self.name}/learning_rate", step, rate)
        if self._scaler is not None and self.name == "generator":
            self._log.events.scalar("mixed_precision/scale", step, self._scaler.get_scale())

    def disarm(self) -> None:
        """Steps until the next `arm` are not measured."""
        self._is_armed = False
        self._unhook()

    def remove(self) -> None:
        self.disarm()
        for hook in self._step_hooks:
            hook.remove()

    def _is_due(self, every: int) -> bool:
        return is_due(self._step, every)

    def _is_near_direction(self) -> bool:
        """Whether this step is compared with the one before or will be with the next."""
        return self._is_due(self._cadence.direction) or is_due(self._step + 1, self._cadence.direction)

    def _unhook(self) -> None:
        for hook in self._gradient_hooks:
            hook.remove()
        self._gradient_hooks = []
        self._gradients = [None] * len(self.parameters)

    def _keeping(self, index: int) -> Callable[[Tensor], None]:
        def keep(parameter: Tensor) -> None:
            if self._is_armed and parameter.grad is not None:
                self._gradients[index] = parameter.grad.detach().clone()

        return keep

    def _before_step(self, *_: Any) -> None:
        if not self._is_armed:
            return
        gradients = self._taken()
        self.disarm()
        if gradients:
            self._measure(gradients)
        if self._is_due(self._cadence.layers):
            self._before = []
            self._weight_norms = norms_of(self._copied_weights())

    def _taken(self) -> Dict[str, Tensor]:
        """By layer: unscaled where they were kept in the backward pass; what the optimiser gets is unscaled already."""
        scale = 1.0 if self._scaler is None else self._scaler.get_scale()
        out = {}
        for layer, parameter, kept in zip(self.layers, self.parameters, self._gradients):
            if kept is not None:
                out[layer] = kept / scale if scale != 1 else kept
            elif parameter.grad is not None:
                out[layer] = parameter.grad.detach().clone()  # who reads it later must not see the next backward pass
        return {layer: gradient.to_dense() if gradient.is_sparse else gradient for layer, gradient in out.items()}

    def _copied_weights(self) -> Iterator[Tensor]:
        for parameter in self.parameters:
            self._before.append(parameter.detach().clone())
            yield self._before[-1]

    def _after_step(self, *_: Any) -> None:
        if self._weight_norms is None:
            return
        updates = norms_of(_differences(self._before, [parameter.detach() for parameter in self.parameters]))
        step, layers, count = self._step, self.layers, len(self.layers)

        def receive(values: Sequence[float]) -> None:
            for i, layer in enumerate(layers):
                weight, update = values[i], values[count + i]
                self._log.log_update(step, self.name, layer, weight_norm=weight, update_norm=update)

        self._fetch.later(torch.cat([self._weight_norms, updates]), receive)
        self._before, self._weight_norms = [], None

    def _measure(self, gradients: Dict[str, Tensor]) -> None:
        step = self._step
        if self._is_due(self._cadence.histograms):
            self._count(gradients)
        norms = norms_of(list(gradients.values()))
        if self._is_near_direction():
            turns = (is_due(at, self._cadence.direction) for at in (step, step + 1))
            self._direction.take(step, gradients, norms, is_due=next(turns), is_next=next(turns))
        if self._is_due(self._cadence.layers):
            self._report(gradients, norms)

    def _report(self, gradients: Dict[str, Tensor], norms: Tensor) -> None:
        step, layers, count = self._step, list(gradients), len(gradients)
        non_finite = _non_finite_counts(list(gradients.values()), norms)

        def receive(values: Sequence[float]) -> None:
            for i, layer in enumerate(layers):
                self._log.events.scalar(f"{self.name}/gradient_norm/{layer}", step, values[i])
                self._log.log_non_finite(step, self.name, f"gradients/{layer}", int(values[count + i]))

        self._fetch.later(torch.cat([norms, non_finite.to(norms.dtype)]), receive)

    def _count(self, gradients: Dict[str, Tensor]) -> None:
        step = self._step
        for layer in self._cadence.layers_in_turn(step, list(gradients)):
            gradient = gradients[layer]
            if gradient.device.type == "cpu":
                self._log.log_gradient(step, self.name, layer, gradient.float().numpy())
                continue

            def receive(values: Sequence[float], layer: str = layer) -> None:
                self._log.log_gradient_counts(step, self.name, layer, values)

            self._fetch.later(gradient_counts(gradient), receive)


def norms_of(tensors: Iterable[Tensor]) -> Tensor:
    """
    [tensorCount] ‖·‖₂ in float32 at least. On a CPU by products, which take a fifth of a norm's time (measured), and
    of each as soon as it is made, while it lies in the cache.
    """
    squares: List[Tensor] = []
    elsewhere: List[Tensor] = []
    for tensor in tensors:
        wide = tensor if tensor.dtype in _EXACT_ENOUGH else tensor.float()
        if wide.device.type == "cpu":
            flat = wide.reshape(-1)
            squares.append(torch.dot(flat, flat))
        else:
            elsewhere.append(wide)
    return torch.stack(torch._foreach_norm(elsewhere)) if elsewhere else torch.stack(squares).sqrt()


def _differences(before: List[Tensor], after: List[Tensor]) -> Iterable[Tensor]:
    """Written into `before`; on a CPU when they are asked for."""
    if before[0].device.type == "cpu":
        return (old.sub_(new) for old, new in zip(before, after))
    torch._foreach_sub_(before, after)
    return before


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
