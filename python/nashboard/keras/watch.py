"""Watches a TensorFlow or Keras game: one call before the loop, one a step."""

import os
import sys
from typing import Any, List, Mapping, Optional, Union

import keras
import numpy as np
import tensorflow as tf

from ..cadence import Cadence, is_due
from ..event_log import EventLog
from ..game_log import GameLog
from ..hyperparameter_content import HyperparameterValue
from ..preflight import Concern, check_layout, check_range, check_scale
from ..stop_hook import Stop, StopHook
from .gradient_tap import GradientTap
from .probe import Probe, range_of

BANK_SAMPLES = 64
"""Of each bank: one film strip, and a standard error of an eighth of a standard deviation."""
NOISE_SEED = 0
"""Of the probes' noise where none is given."""


class Watch:
    """
    Made before the step is first run, so that a `tf.function` is traced with it. `noise`: the generator's input for
    probes, by default standard normal; `real_samples`, `held_out_samples`: [sampleCount × …], 64 are used.
    """

    def __init__(
        self,
        generator: Any,
        discriminator: Any,
        generator_optimizer: Any,
        discriminator_optimizer: Any,
        *,
        log_dir: "Union[str, os.PathLike[str]]",
        cadence: Cadence = Cadence(),
        noise: Any = None,
        real_samples: Any = None,
        held_out_samples: Any = None,
        hyperparameters: Optional[Mapping[str, HyperparameterValue]] = None,
        stop_hook: Optional[StopHook] = None,
    ) -> None:
        self.log = GameLog(EventLog(log_dir))
        self.concerns: List[Concern] = []
        """What preflight found."""
        self.current_step = 0
        self._cadence = cadence
        self._stop = stop_hook or StopHook(self.log.events.directory)
        if hyperparameters is not None:
            self.log.log_hyperparameters(hyperparameters)
        given = _standard_normal(generator) if noise is None else noise
        banks = {"noise": given[:BANK_SAMPLES]}
        for side, samples in (("real", real_samples), ("held_out", held_out_samples)):
            if samples is not None:
                banks[side] = tf.identity(samples[:BANK_SAMPLES])
        self._taps = {
            "generator": GradientTap("generator", generator_optimizer, generator.trainable_variables, self._report),
            "discriminator": GradientTap(
                "discriminator", discriminator_optimizer, discriminator.trainable_variables, self._report
            ),
        }
        self._probe = Probe(generator, discriminator, banks, self.log)
        self._before: "Mapping[str, List[Any]]" = {}
        self._check(generator, banks)
        self._arm()

    def step(
        self, *, generator_loss: Any, discriminator_loss: Any, scalars: Optional[Mapping[str, Any]] = None
    ) -> None:
        """Once at the end of each training step, outside any `tf.function`."""
        step = self.current_step
        self.log.log_losses(step, generator=float(generator_loss), discriminator=float(discriminator_loss))
        for tag, value in (scalars or {}).items():
            self.log.events.scalar(tag, step, float(value))
        if self._before:
            for player, tap in self._taps.items():
                self._log_layers(step, player, tap)
        due = {
            "outputs": is_due(step, self._cadence.probe),
            "samples": is_due(step, self._cadence.samples),
            "features": is_due(step, self._cadence.features),
        }
        if any(due.values()):
            self._probe.run(step, **due)
        self.current_step = step + 1
        self._arm()

    def should_stop(self, severity: int = 4) -> Optional[Stop]:
        """A confirmed finding of at least that severity, with the last safe step; None: go on."""
        return self._stop.should_stop(severity)

    def close(self) -> None:
        for tap in self._taps.values():
            tap.remove()
        self.log.events.close()

    def _arm(self) -> None:
        step = self.current_step
        is_armed = is_due(step, self._cadence.layers) or is_due(step, self._cadence.histograms)
        if is_armed or self._before:
            for tap in self._taps.values():
                tap.arm(is_armed)
        self._before = (
            {player: [tf.identity(v) for v in tap.variables] for player, tap in self._taps.items()} if is_armed else {}
        )

    def _log_layers(self, step: int, player: str, tap: GradientTap) -> None:
        before = self._before[player]
        updates = [tf.norm(tf.cast(v, tf.float32) - tf.cast(b, tf.float32)) for v, b in zip(tap.variables, before)]
        weights = [tf.norm(tf.cast(b, tf.float32)) for b in before]
        norms = [tf.norm(gradient) for gradient in tap.gradients]
        bad = [tf.cast(tf.math.count_nonzero(~tf.math.is_finite(g)), tf.float32) for g in tap.gradients]
        rows = tf.stack([norms, bad, weights, updates], axis=1).numpy()
        for layer, gradient, (norm, non_finite, weight, update) in zip(tap.layers, tap.gradients, rows):
            self.log.events.scalar(f"{player}/gradient_norm/{layer}", step, norm)
            self.log.log_non_finite(step, player, f"gradients/{layer}", int(non_finite))
            self.log.log_update(step, player, layer, weight_norm=float(weight), update_norm=float(update))
            if is_due(step, self._cadence.histograms):
                self.log.log_gradient(step, player, layer, np.array(gradient.numpy()))

    def _check(self, generator: Any, banks: "Mapping[str, Any]") -> None:
        if "real" not in banks:
            return
        real = np.asarray(banks["real"])
        generated = generator(banks["noise"], training=False)
        self._report(check_scale(real) or check_range(real, range_of(generator)))
        self._report(check_layout(real.shape[1:], tuple(generated.shape[1:])))

    def _report(self, found: List[Concern]) -> None:
        for concern in found:
            print(f"nashboard preflight ({concern.mode}): {concern}", file=sys.stderr, flush=True)
            self.log.events.text("nashboard/preflight", self.current_step, f"**{concern.mode}** {concern}")
        self.concerns.extend(found)


def _standard_normal(generator: Any) -> Any:
    return tf.random.stateless_normal([BANK_SAMPLES, *generator.input_shape[1:]], seed=[NOISE_SEED, NOISE_SEED])


class WatchCallback(keras.callbacks.Callback):  # type: ignore[misc, unused-ignore]
    """
    For `fit` with a `train_step` of one's own that returns both losses; the watch must be made before `fit` traces it.
    A confirmed finding of `stop_severity` ends the training; 0: never.
    """

    def __init__(self, watch: Watch, losses: "tuple[str, str]" = ("g_loss", "d_loss"), stop_severity: int = 0) -> None:
        super().__init__()
        self._watch = watch
        self._losses = losses
        self._stop_severity = stop_severity

    def on_train_batch_end(self, batch: int, logs: Any = None) -> None:
        generator, discriminator = (logs[name] for name in self._losses)
        self._watch.step(generator_loss=generator, discriminator_loss=discriminator)
        if self._stop_severity and self._watch.should_stop(self._stop_severity):
            self.model.stop_training = True

    def on_train_end(self, logs: Any = None) -> None:
        self._watch.log.events.flush()
