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
    """While entered, looks at every activation of each forward pass; the shares are those of all passes together."""

    def __init__(self, module: nn.Module) -> None:
        self._module = module
        self._hooks: List[Any] = []
        self._largest: Dict[str, Tensor] = {}
        self._far_and_seen: Dict[str, Tuple[Tensor, int]] = {}

    def __enter__(self) -> "UnitProbe":
        for name, part in self._module.named_modules():
            if isinstance(part, _RECTIFIERS + _SQUASHERS):
                self._hooks.append(part.register_forward_hook(self._taking(name.replace(".", "/") or "output")))
        return self

    def __exit__(self, *_: object) -> None:
        for hook in self._hooks:
            hook.remove()

    def dead(self) -> Dict[str, Tensor]:
        """By layer, of units that rectify: the share that was zero throughout."""
        return {layer: (largest <= 0).float().mean() for layer, largest in self._largest.items()}

    def saturated(self) -> Dict[str, Tensor]:
        """By layer, of units with limits: the share that was near one for more than `SATURATED_SHARE` of the probe."""
        shares = self._far_and_seen.items()
        return {layer: (far / seen > SATURATED_SHARE).float().mean() for layer, (far, seen) in shares}

    def _taking(self, layer: str) -> Any:
        def take(part: nn.Module, _: Tuple[Any, ...], output: Tensor) -> None:
            values = output.detach() if output.ndim > 1 else output.detach()[None]
            all_but_units = [axis for axis in range(values.ndim) if axis != 1]
            if isinstance(part, _RECTIFIERS):
                largest, before = values.amax(all_but_units), self._largest.get(layer)
                self._largest[layer] = largest if before is None else torch.maximum(before, largest)
                return
            centred = values if isinstance(part, nn.Tanh) else values * 2 - 1
            far = (centred.abs() > SATURATED_FROM).sum(all_but_units)
            far_before, seen_before = self._far_and_seen.get(layer, (0, 0))
            self._far_and_seen[layer] = (far + far_before, values.numel() // values.shape[1] + seen_before)

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
