"""Looks at both players on fixed banks, in inference mode: logits, dead units, pictures, features."""

from typing import Any, Dict, List, Optional, Tuple

import keras
import numpy as np
import tensorflow as tf

from ..game_log import GameLog

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


class Probe:
    """`real`, `held_out`: [sampleCount × …]. Layers inside a subclassed model cannot be seen; its outputs can."""

    def __init__(self, generator: Any, discriminator: Any, banks: Any, log: GameLog) -> None:
        self._generator, self._discriminator = generator, discriminator
        self._banks, self._log = banks, log
        self._extractors: Dict[Tuple[int, bool], Any] = {}
        self._unit_layers = {"generator": _unit_layers(generator), "discriminator": _unit_layers(discriminator)}
        hidden = discriminator.layers[:-1] if _is_graph(discriminator) else []
        judged = [layer for layer in hidden if not isinstance(layer, (keras.layers.Flatten, keras.layers.Dropout))]
        self._feature_layer = judged[-1] if judged else None
        self._gives_probabilities = last_activation(discriminator) == "sigmoid"
        self._value_range = range_of(generator) or (-1.0, 1.0)

    def run(self, step: int, *, outputs: bool, samples: bool, features: bool) -> None:
        generated = self._generator(self._banks["noise"], training=False)
        given = [("fake", generated), *((side, self._banks.get(side)) for side in ("real", "held_out"))]
        sides = [(side, batch) for side, batch in given if batch is not None]
        if outputs:
            self._log_outputs(step, sides)
            self._log_units(step, "generator", self._generator, [self._banks["noise"]])
            self._log_units(step, "discriminator", self._discriminator, [batch for _, batch in sides])
        if features and self._feature_layer is not None:
            extract = self._extractor(self._discriminator, self._feature_layer.output)
            for side, batch in sides:
                seen = np.asarray(extract(batch, training=False))
                flat = seen.reshape(len(seen), -1, seen.shape[-1]).mean(1)
                self._log.log_features(step, f"discriminator.{self._feature_layer.name}", **{side: flat})
        if samples and len(generated.shape) == 4:
            self._log.log_samples(step, "fixed_noise", generated, value_range=self._value_range)
            if step == 0 and self._banks.get("real") is not None:
                self._log.log_samples(step, "real", self._banks["real"], value_range=self._value_range)

    def _log_outputs(self, step: int, sides: "List[Tuple[str, Any]]") -> None:
        logits = {side: self._logits(np.asarray(self._discriminator(batch, training=False))) for side, batch in sides}
        if "real" in logits:
            self._log.log_logits(step, **logits)
            self._log.log_accuracy(step, real=float(np.mean(logits["real"] > 0)), fake=float(np.mean(logits["fake"] < 0)))

    def _logits(self, outputs: "np.ndarray") -> "np.ndarray":
        if not self._gives_probabilities:
            return outputs
        with np.errstate(divide="ignore"):
            probabilities = outputs.astype(np.float64)
            return np.log(probabilities) - np.log1p(-probabilities)

    def _log_units(self, step: int, player: str, model: Any, batches: List[Any]) -> None:
        """A unit is judged by all the batches together."""
        layers = self._unit_layers[player]
        if not layers:
            return
        extract = self._extractor(model, [layer.output for layer in layers])
        seen = [tf.nest.flatten(extract(batch, training=False)) for batch in batches]
        for layer, parts in zip(layers, zip(*seen)):
            values = np.concatenate([np.asarray(part).reshape(-1, part.shape[-1]) for part in parts])
            activation = activation_of(layer)
            if activation in _SQUASHERS:
                factor, offset = _SQUASHERS[activation]
                is_far = np.mean(np.abs(values * factor + offset) > SATURATED_FROM, axis=0) > SATURATED_SHARE
                self._log.events.scalar(f"{player}/saturated_units/{layer.name}", step, float(np.mean(is_far)))
            else:
                self._log.log_dead_units(step, player, layer.name, float(np.mean(values.max(0) <= 0)))

    def _extractor(self, model: Any, outputs: Any) -> Any:
        """Made once a model: Keras takes milliseconds to make one."""
        key = (id(model), isinstance(outputs, list))
        if key not in self._extractors:
            self._extractors[key] = keras.Model(model.inputs, outputs)
        return self._extractors[key]


def _is_graph(model: Any) -> bool:
    """Whether its inner outputs can be asked for: Sequential and functional models, once built."""
    return bool(getattr(model, "inputs", None))


def _unit_layers(model: Any) -> List[Any]:
    """Those whose units can be dead or at a limit."""
    if not _is_graph(model):
        return []
    kinds = (*_RECTIFIERS, *_SQUASHERS)
    return [layer for layer in model.layers if activation_of(layer) in kinds or isinstance(layer, _RECTIFYING_LAYERS)]
