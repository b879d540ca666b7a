"""Which units of a Keras layer are dead or saturated, and which activations have limits."""

from typing import Any, List, Optional, Sequence, Tuple

import keras
import numpy as np

_RANGES = {"tanh": (-1.0, 1.0), "sigmoid": (0.0, 1.0), "hard_sigmoid": (0.0, 1.0)}
_RECTIFIERS = ("relu", "relu6")
_SQUASHERS = {"tanh": (1.0, 0.0), "sigmoid": (2.0, -1.0)}
"""Factor and offset that bring the output to −1…1."""
SATURATED_FROM, SATURATED_SHARE = 0.95, 0.95
"""Of the range, and of the probe from which on a unit counts as saturated."""
_RECTIFYING_LAYERS = (keras.layers.ReLU,)


def activation_of(layer: Any) -> str:
    return getattr(getattr(layer, "activation", None), "__name__", "linear")


def last_activation(model: Any) -> str:
    """Of the last layer that is not merely a reshape."""
    shaping = (keras.layers.Reshape, keras.layers.Flatten)
    layers = [layer for layer in model.layers if not isinstance(layer, shaping)]
    return activation_of(layers[-1]) if layers else "linear"


def range_of(generator: Any) -> Optional[Tuple[float, float]]:
    return _RANGES.get(last_activation(generator))


def is_graph(model: Any) -> bool:
    """Whether its inner outputs can be asked for: Sequential and functional models, once built."""
    return bool(getattr(model, "inputs", None))


def unit_layers_of(model: Any) -> List[Any]:
    """Those whose units can be dead or at a limit."""
    if not is_graph(model):
        return []
    kinds = (*_RECTIFIERS, *_SQUASHERS)
    return [layer for layer in model.layers if activation_of(layer) in kinds or isinstance(layer, _RECTIFYING_LAYERS)]


class UnitCounts:
    """What the units of one layer did on some samples."""

    def __init__(self, layer: Any) -> None:
        self._squasher = _SQUASHERS.get(activation_of(layer))
        self.layer_name = str(layer.name)
        self.kind = "dead_units" if self._squasher is None else "saturated_units"
        self.seen = 0
        self.of_units = np.zeros(0)
        """Of each unit the largest value, or how many values were near a limit."""

    def add(self, outputs: "np.ndarray") -> None:
        """`outputs`: [… × unitCount]."""
        values = outputs.reshape(-1, outputs.shape[-1])
        if self._squasher is None:
            found = values.max(0)
            self.of_units = np.maximum(self.of_units, found) if self.seen else found
        else:
            factor, offset = self._squasher
            found = np.count_nonzero(np.abs(values * factor + offset) > SATURATED_FROM, axis=0)
            self.of_units = self.of_units + found if self.seen else found
        self.seen += len(values)


def share_of(counts: Sequence[UnitCounts]) -> float:
    """Of the units of one layer, by all its counts together: those that were zero throughout, or nearly always at a limit."""
    of_units = np.stack([part.of_units for part in counts])
    if counts[0].kind == "dead_units":
        return float(np.mean(of_units.max(0) <= 0))
    return float(np.mean(of_units.sum(0) / sum(part.seen for part in counts) > SATURATED_SHARE))
