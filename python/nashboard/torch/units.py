"""Which units are dead or saturated on a probe, seen at the activation modules."""

from typing import Any, Dict, List, Tuple

import torch
from torch import Tensor, nn

SATURATED_FROM = 0.95
"""Of the activation's range: beyond it the derivative of tanh is below a tenth of its largest."""
SATURATED_SHARE = 0.95
"""Of the probe, from which on a unit counts as saturated."""
_RECTIFIERS = (nn.ReLU, nn.ReLU6)
_SQUASHERS = (nn.Tanh, nn.Sigmoid)


class UnitProbe:
    """While entered, takes the shares at every activation that a forward pass goes through; the last pass counts."""

    def __init__(self, module: nn.Module) -> None:
        self.dead: Dict[str, Tensor] = {}
        self.saturated: Dict[str, Tensor] = {}
        self._module = module
        self._hooks: List[Any] = []

    def __enter__(self) -> "UnitProbe":
        for name, part in self._module.named_modules():
            if isinstance(part, _RECTIFIERS + _SQUASHERS):
                self._hooks.append(part.register_forward_hook(self._taking(name.replace(".", "/") or "output")))
        return self

    def __exit__(self, *_: object) -> None:
        for hook in self._hooks:
            hook.remove()

    def _taking(self, layer: str) -> Any:
        def take(part: nn.Module, _: Tuple[Any, ...], output: Tensor) -> None:
            by_unit = output.detach().transpose(0, 1).flatten(1) if output.ndim > 1 else output[None]
            if isinstance(part, _RECTIFIERS):
                self.dead[layer] = (by_unit.amax(1) <= 0).float().mean()
                return
            centred = by_unit if isinstance(part, nn.Tanh) else by_unit * 2 - 1
            is_far = (centred.abs() > SATURATED_FROM).float().mean(1) > SATURATED_SHARE
            self.saturated[layer] = is_far.float().mean()

        return take


class FeatureProbe:
    """While entered, keeps the output of one module: [sampleCount × featureCount], averaged over places."""

    def __init__(self, module: nn.Module) -> None:
        self._module = module
        self.features = torch.zeros(0)

    def __enter__(self) -> "FeatureProbe":
        self._hook = self._module.register_forward_hook(self._take)
        return self

    def __exit__(self, *_: object) -> None:
        self._hook.remove()

    def _take(self, _: nn.Module, __: Tuple[Any, ...], output: Tensor) -> None:
        self.features = output.detach().flatten(2).mean(2) if output.ndim > 2 else output.detach()


def feature_layer_of(discriminator: nn.Module) -> "Tuple[str, nn.Module] | None":
    """The last activation: what the judgement is made from. None where there is no activation module."""
    activations = (*_RECTIFIERS, nn.LeakyReLU, nn.ELU, nn.GELU, nn.SiLU, nn.PReLU)
    found = [(name, part) for name, part in discriminator.named_modules() if isinstance(part, activations)]
    return found[-1] if found else None
