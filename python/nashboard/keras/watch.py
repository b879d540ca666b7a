"""Watches a TensorFlow or Keras game: one call before the loop, one a step."""

import math
import os
from typing import Any, Dict, List, Mapping, Optional, Union

import keras
import numpy as np
import tensorflow as tf

from ..cadence import Cadence, is_due
from ..event_log import EventLog
from ..game_log import GameLog
from ..hyperparameter_content import HyperparameterValue
from ..preflight import NOISE_STEPS, Concern, check_layout, check_noise, check_range, check_scale, report_concerns
from ..stop_hook import Stop, StopHook
from .generator_tap import GeneratorTap
from .gradient_tap import GradientTap
from .layer_measures import LayerMeasures, copies
from .preflight import LossFunction, check_steps
from .probe import Probe
from .units import range_of

BANK_SAMPLES = 64
"""Of each bank: one film strip, and a standard error of an eighth of a standard deviation."""
NOISE_SEED = 0
"""Of the probes' noise where none is given."""


class Watch:
    """
    Made before the step is first run, so that a `tf.function` is traced with it. `noise`: the generator's input for
    probes, by default standard normal; `real_samples`, `held_out_samples`: [sampleCount × …], `bank_samples` are used.
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
        bank_samples: int = BANK_SAMPLES,
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
        given = _standard_normal(generator, bank_samples) if noise is None else noise
        banks = {"noise": given[:bank_samples]}
        for side, samples in (("real", real_samples), ("held_out", held_out_samples)):
            if samples is not None:
                banks[side] = tf.identity(samples[:bank_samples])
        self._taps = {
            "generator": GradientTap("generator", generator_optimizer, generator.trainable_variables, self._report),
            "discriminator": GradientTap(
                "discriminator", discriminator_optimizer, discriminator.trainable_variables, self._report
            ),
        }
        self._measures = {player: LayerMeasures(tap.gradients, tap.variables) for player, tap in self._taps.items()}
        self._players, self._banks = (generator, discriminator), banks
        self._probe = Probe(generator, discriminator, banks, self.log, cadence.bank_slice)
        self._before: "Dict[str, List[Any]]" = {}
        self._earlier_gradients: "Dict[str, List[Any]]" = {}
        self._noise_of_last_step = float("nan")
        self._repeated_noise, self._compared_noise = 0, 0
        self._check(generator, banks)
        self._generator_tap = GeneratorTap(generator)
        self._arm()

    def step(
        self, *, generator_loss: Any, discriminator_loss: Any, scalars: Optional[Mapping[str, Any]] = None
    ) -> None:
        """Once at the end of each training step, outside any `tf.function`."""
        step = self.current_step
        self.log.log_losses(step, generator=float(generator_loss), discriminator=float(discriminator_loss))
        for tag, value in (scalars or {}).items():
            self.log.events.scalar(tag, step, float(value))
        if self._is_armed():
            self._log_armed_step(step)
        self._compare_noise()
        kinds = [kind for kind in ("probe", "samples", "features") if self._is_due(getattr(self._cadence, kind))]
        if kinds:
            due = {"outputs": "probe" in kinds, "samples": "samples" in kinds, "features": "features" in kinds}
            self._probe.run(step, **due, is_in_turn=self._cadence.takes_turns(kinds))
        self.current_step = step + 1
        self._arm()

    def should_stop(self, severity: int = 4) -> Optional[Stop]:
        """A confirmed finding of at least that severity, with the last safe step; None: go on."""
        return self._stop.should_stop(severity)

    def preflight(self, *, generator_loss: LossFunction, discriminator_loss: LossFunction) -> List[Concern]:
        """
        Before the first step: tries each player's own step on losses that the functions compute anew at each call, and
        undoes it. Says what is wrong and returns it. It seeds TensorFlow anew: set a seed of yours afterwards.
        """
        optimizers = [tap.optimizer for tap in self._taps.values()]
        found = check_steps(self._players, optimizers, (generator_loss, discriminator_loss), self._banks)
        self._report(found)
        self._arm()
        return found

    def close(self) -> None:
        """Takes all taps out and closes the log; the program's end does the latter too."""
        for tap in self._taps.values():
            tap.remove()
        self._generator_tap.remove()
        self.log.events.close()

    def _is_due(self, every: int) -> bool:
        return is_due(self.current_step, every)

    def _is_direction_next(self) -> bool:
        return is_due(self.current_step + 1, self._cadence.direction)

    def _is_armed(self) -> bool:
        kinds = (self._cadence.layers, self._cadence.histograms, self._cadence.direction)
        return any(map(self._is_due, kinds)) or self._is_direction_next()

    def _arm(self) -> None:
        is_armed = self._is_armed()
        was_armed = self.current_step > 0 and any(tap.is_armed for tap in self._taps.values())
        if is_armed or was_armed:
            for tap in self._taps.values():
                tap.arm(is_armed)
        if is_armed or was_armed or self.current_step <= NOISE_STEPS + 1:
            self._generator_tap.arm(is_armed or self.current_step <= NOISE_STEPS)
        is_measured = self._is_due(self._cadence.layers)
        self._before = {player: copies(tap.variables) for player, tap in self._taps.items()} if is_measured else {}

    def _log_armed_step(self, step: int) -> None:
        signal = self._generator_tap.signal()
        if self._is_due(self._cadence.layers) and not math.isnan(signal):
            self.log.log_signal_at_samples(step, signal)
        for player, tap in self._taps.items():
            if not tap.has_seen_a_step():
                continue
            self._log_direction(step, player, tap)
            if self._before:
                self._log_layers(step, player, tap)
            if self._is_due(self._cadence.histograms):
                gradients = dict(zip(tap.layers, tap.gradients))
                for layer in self._cadence.layers_in_turn(step, tap.layers):
                    self.log.log_gradient(step, player, layer, np.array(gradients[layer].numpy()))

    def _log_direction(self, step: int, player: str, tap: GradientTap) -> None:
        earlier = self._earlier_gradients.pop(player, None)
        if earlier is not None and self._is_due(self._cadence.direction):
            self.log.events.scalar(f"{player}/gradient_cosine", step, self._measures[player].cosine(earlier))
        if self._is_direction_next():
            self._earlier_gradients[player] = copies(tap.gradients)

    def _log_layers(self, step: int, player: str, tap: GradientTap) -> None:
        self.log.events.scalar(f"{player}/learning_rate", step, float(tap.optimizer.learning_rate))
        rows = self._measures[player].rows(self._before[player])
        for layer, (norm, non_finite, weight, update) in zip(tap.layers, rows):
            self.log.events.scalar(f"{player}/gradient_norm/{layer}", step, norm)
            self.log.log_non_finite(step, player, f"gradients/{layer}", int(non_finite))
            self.log.log_update(step, player, layer, weight_norm=weight, update_norm=update)

    def _compare_noise(self) -> None:
        if self.current_step > NOISE_STEPS:
            return
        noise = self._generator_tap.fingerprint()
        if not math.isnan(noise) and not math.isnan(self._noise_of_last_step):
            self._compared_noise += 1
            self._repeated_noise += noise == self._noise_of_last_step
        self._noise_of_last_step = noise
        if self.current_step == NOISE_STEPS:
            self._report(check_noise(self._repeated_noise, self._compared_noise))

    def _check(self, generator: Any, banks: "Mapping[str, Any]") -> None:
        if "real" not in banks:
            return
        real = np.asarray(banks["real"])
        generated = generator(banks["noise"], training=False)
        self._report(check_scale(real) or check_range(real, range_of(generator)))
        self._report(check_layout(real.shape[1:], tuple(generated.shape[1:])))

    def _report(self, found: List[Concern]) -> None:
        report_concerns(self.log.events, self.current_step, found)
        self.concerns.extend(found)


def _standard_normal(generator: Any, count: int) -> Any:
    return tf.random.stateless_normal([count, *generator.input_shape[1:]], seed=[NOISE_SEED, NOISE_SEED])


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
