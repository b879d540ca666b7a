"""Looks at both players on fixed banks, in inference mode: logits, dead units, pictures, features."""

from typing import Any, Dict, List, Mapping, Optional, Sequence

import keras
import numpy as np
import tensorflow as tf

from ..bank_turn import BankTurn
from ..game_log import GameLog
from .look_through import LookThrough
from .units import UnitCounts, is_graph, last_activation, range_of, share_of, unit_layers_of


class Probe:
    """
    `banks`: noise, real, held_out; one pass a bank for all that is due at a step. Layers inside a subclassed model
    cannot be seen; its outputs can.
    """

    def __init__(self, generator: Any, discriminator: Any, banks: Mapping[str, Any], log: GameLog, bank_slice: int) -> None:
        self._banks = {side: tf.convert_to_tensor(bank) for side, bank in banks.items()}
        self._log = log
        self._turn = BankTurn([len(bank) for bank in self._banks.values()], bank_slice)
        self._feature_layer = _feature_layer_of(discriminator)
        self._unit_layers = {"generator": unit_layers_of(generator), "discriminator": unit_layers_of(discriminator)}
        judged = [] if self._feature_layer is None else [self._feature_layer]
        self._encoder = ".".join(["discriminator", *(layer.name for layer in judged)])
        self._generate = LookThrough(generator, self._unit_layers["generator"])
        self._judge = LookThrough(discriminator, self._unit_layers["discriminator"] + judged)
        self._gives_probabilities = last_activation(discriminator) == "sigmoid"
        self._value_range = range_of(generator) or (-1.0, 1.0)
        self._generated: Dict[int, Any] = {}
        self._units: "Dict[str, Dict[int, List[UnitCounts]]]" = {"generator": {}, "discriminator": {}}
        self._outputs: "Dict[str, Dict[int, np.ndarray]]" = {}
        self._features: "Dict[str, Dict[int, np.ndarray]]" = {}
        self._has_begun = False

    def run(self, step: int, *, outputs: bool, samples: bool, features: bool, is_in_turn: bool) -> None:
        """`is_in_turn`: the next slice of the banks is looked at, else all of them."""
        due = self._turn.due(is_in_turn)
        for at in due:
            self._look(at, outputs, features)
        if not self._has_begun and self._turn.slice_count > 1:
            self._log.events.text("nashboard/probe", step, self._turn.note)
        if outputs:
            self._log_outputs(step)
        if features:
            for side, seen in self._features.items():
                self._log.log_features(step, self._encoder, **{side: _whole(seen)})
        if samples and self._turn.ends_with(due):
            self._show(step)
        self._has_begun = True

    def _look(self, at: int, outputs: bool, features: bool) -> None:
        noise = self._rows("noise", at)
        generated, hidden = self._generate(noise)
        self._generated[at] = generated
        if outputs:
            self._units["generator"][at] = _counted(self._unit_layers["generator"], [hidden])
        if not (outputs or features):
            return
        judged = {"fake": self._judge(generated)}
        judged.update((side, self._judge(self._rows(side, at))) for side in ("real", "held_out") if side in self._banks)
        if outputs:
            self._units["discriminator"][at] = _counted(self._unit_layers["discriminator"], [seen for _, seen in judged.values()])
        for side, (output, seen) in judged.items():
            self._outputs.setdefault(side, {})[at] = np.asarray(output)
            if features and self._feature_layer is not None:
                inner = np.asarray(seen[-1])
                self._features.setdefault(side, {})[at] = inner.reshape(len(inner), -1, inner.shape[-1]).mean(1)

    def _rows(self, side: str, at: int) -> Any:
        bank = self._banks[side]
        return bank[self._turn.rows(at, len(bank))] if self._turn.slice_count > 1 else bank

    def _log_outputs(self, step: int) -> None:
        for player, slices in self._units.items():
            for counts in zip(*slices.values()):
                tag = f"{player}/{counts[0].kind}/{counts[0].layer_name}"
                self._log.events.scalar(tag, step, share_of(counts))
        logits = {side: self._logits(_whole(seen)) for side, seen in self._outputs.items()}
        if "real" in logits:
            self._log.log_logits(step, **logits)
            self._log.log_accuracy(step, real=float(np.mean(logits["real"] > 0)), fake=float(np.mean(logits["fake"] < 0)))

    def _logits(self, outputs: "np.ndarray") -> "np.ndarray":
        if not self._gives_probabilities:
            return outputs
        with np.errstate(divide="ignore"):
            probabilities = outputs.astype(np.float64)
            return np.log(probabilities) - np.log1p(-probabilities)

    def _show(self, step: int) -> None:
        generated = _whole({at: np.asarray(batch) for at, batch in self._generated.items()})
        if generated.ndim != 4:
            return
        self._log.log_samples(step, "fixed_noise", generated, value_range=self._value_range)
        if not self._has_begun and "real" in self._banks:
            self._log.log_samples(step, "real", self._banks["real"], value_range=self._value_range)


def _feature_layer_of(discriminator: Any) -> Optional[Any]:
    """The last before the judgement."""
    hidden = discriminator.layers[:-1] if is_graph(discriminator) else []
    judged = [layer for layer in hidden if not isinstance(layer, (keras.layers.Flatten, keras.layers.Dropout))]
    return judged[-1] if judged else None


def _counted(layers: Sequence[Any], passes: "Sequence[Sequence[Any]]") -> List[UnitCounts]:
    """`passes`: of each pass, the outputs of the layers first."""
    out = [UnitCounts(layer) for layer in layers]
    for outputs in passes:
        for counts, values in zip(out, outputs):
            counts.add(np.asarray(values))
    return out


def _whole(slices: "Dict[int, np.ndarray]") -> "np.ndarray":
    """Of all slices, in the bank's order."""
    return next(iter(slices.values())) if len(slices) == 1 else np.concatenate(list(slices.values()))
