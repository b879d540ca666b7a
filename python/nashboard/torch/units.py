"""Which units are dead or saturated on a probe, seen at the activation modules."""

from typing import Any, Dict, List, Sequence, Tuple

import torch
from torch import Tensor, nn

SATURATED_FROM = 0.95
"""Of the activation's range: beyond it the derivative of tanh is below a tenth of its largest."""
SATURATED_SHARE = 0.95
"""Of the probe, from which on a unit counts as saturated."""
_RECTIFIERS = (nn.ReLU, nn.ReLU6)
_SQUASHERS = (nn.Tanh, nn.Sigmoid)


def activations_of(module: nn.Module) -> "List[Tuple[str, nn.Module]]":
    """Layer and module of each activation that can be dead or saturated."""
    kinds = _RECTIFIERS + _SQUASHERS
    return [(name.replace(".", "/") or "output", part) for name, part in module.named_modules() if isinstance(part, kinds)]


class UnitProbe:
    """While entered, looks at every activation of each forward pass."""

    def __init__(self, activations: "Sequence[Tuple[str, nn.Module]]") -> None:
        """`activations`: those of `activations_of` the network."""
        self._activations = activations
        self._hooks: List[Any] = []
        self.largest: Dict[str, Tensor] = {}
        """By layer that rectifies, of each unit over all passes."""
        self.far_and_seen: Dict[str, Tuple[Tensor, int]] = {}
        """By layer with limits: of each unit how many values were near one, and of how many."""

    def __enter__(self) -> "UnitProbe":
        self._hooks = [part.register_forward_hook(self._taking(layer)) for layer, part in self._activations]
        return self

    def __exit__(self, *_: object) -> None:
        for hook in self._hooks:
            hook.remove()

    def _taking(self, layer: str) -> Any:
        def take(part: nn.Module, _: Tuple[Any, ...], output: Tensor) -> None:
            values = output.detach() if output.ndim > 1 else output.detach()[None]
            all_but_units = [axis for axis in range(values.ndim) if axis != 1]
            if isinstance(part, _RECTIFIERS):
                largest, before = values.amax(all_but_units), self.largest.get(layer)
                self.largest[layer] = largest if before is None else torch.maximum(before, largest)
                return
            centred = values if isinstance(part, nn.Tanh) else values * 2 - 1
            far = (centred.abs() > SATURATED_FROM).sum(all_but_units)
            far_before, seen_before = self.far_and_seen.get(layer, (0, 0))
            self.far_and_seen[layer] = (far + far_before, values.numel() // values.shape[1] + seen_before)

        return take


def dead_shares(probes: Sequence[UnitProbe]) -> Dict[str, Tensor]:
    """By layer, of units that rectify: the share that was zero in all probes."""
    return {
        layer: (torch.stack([probe.largest[layer] for probe in probes]).amax(0) <= 0).float().mean()
        for layer in probes[0].largest
    }


def saturated_shares(probes: Sequence[UnitProbe]) -> Dict[str, Tensor]:
    """By layer, of units with limits: the share that was near one for more than `SATURATED_SHARE` of all probes."""
    out = {}
    for layer in probes[0].far_and_seen:
        far, seen = zip(*(probe.far_and_seen[layer] for probe in probes))
        out[layer] = (torch.stack(far).sum(0) / sum(seen) > SATURATED_SHARE).float().mean()
    return out


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
