"""Looks at both players, frozen, on fixed banks: logits, units, pictures, features."""

from contextlib import ExitStack
from typing import Any, Optional, Sequence, Tuple

from torch import Tensor, nn

from ..game_log import GameLog
from .banks import Banks, gives_probabilities, logits_of, range_of
from .fetch import Fetch
from .frozen import frozen
from .units import FeatureProbe, UnitProbe, feature_layer_of

_MOST_PICTURES = 64


class Probe:
    """One forward pass of the generator and one of the discriminator a bank, for all that is due at a step."""

    def __init__(self, generator: nn.Module, discriminator: nn.Module, banks: Banks, log: GameLog) -> None:
        self._generator = generator
        self._discriminator = discriminator
        self._banks = banks
        self._log = log
        self._layer = feature_layer_of(discriminator)
        self._has_shown_real = False

    def run(self, step: int, fetch: Fetch, *, outputs: bool, samples: bool, features: bool) -> None:
        if self._banks.noise is None:
            return
        with frozen(self._generator, self._discriminator):
            with UnitProbe(self._generator) as units:
                generated = self._generator(*self._banks.noise)
            if outputs:
                self._report_units(step, "generator", units, fetch)
            if outputs or features:
                self._judge(step, generated, fetch, outputs, features)
            if samples:
                self._show(step, generated)

    def _judge(self, step: int, generated: Tensor, fetch: Fetch, outputs: bool, features: bool) -> None:
        sides = [("fake", generated), ("real", self._banks.real), ("held_out", self._banks.held_out)]
        given = [(name, samples) for name, samples in sides if samples is not None]
        logits = {}
        for name, samples in given:
            judgement, units, seen = self._asked(samples)
            logits[name] = judgement
            if outputs and name == "fake":
                self._report_units(step, "discriminator", units, fetch)
            if features and seen is not None and self._layer is not None:
                encoder = "discriminator." + (self._layer[0] or "output")
                self._log.log_features(step, encoder, **{name: seen.float().cpu().numpy()})
        if outputs and "real" in logits:
            arrays = {name: values.cpu().numpy() for name, values in logits.items()}
            self._log.log_logits(step, **arrays)
            self._log.log_accuracy(step, real=(arrays["real"] > 0).mean(), fake=(arrays["fake"] < 0).mean())

    def _asked(self, samples: Tensor) -> "Tuple[Tensor, UnitProbe, Optional[Tensor]]":
        ask: Any = self._banks.discriminate or self._discriminator
        with ExitStack() as stack:
            units = stack.enter_context(UnitProbe(self._discriminator))
            seen = stack.enter_context(FeatureProbe(self._layer[1])) if self._layer is not None else None
            judgement = logits_of(ask(samples), gives_probabilities(self._discriminator))
        return judgement, units, None if seen is None else seen.features

    def _report_units(self, step: int, player: str, units: UnitProbe, fetch: Fetch) -> None:
        for layer, share in units.dead.items():

            def receive(values: Sequence[float], layer: str = layer) -> None:
                self._log.log_dead_units(step, player, layer, values[0])

            fetch.later(share, receive)
        for layer, share in units.saturated.items():

            def receive_saturated(values: Sequence[float], layer: str = layer) -> None:
                self._log.events.scalar(f"{player}/units_at_limit/{layer}", step, values[0])

            fetch.later(share, receive_saturated)

    def _show(self, step: int, generated: Tensor) -> None:
        self._show_batch(step, "fixed_noise", generated)
        if self._banks.real is not None and not self._has_shown_real:
            self._has_shown_real = True
            self._show_batch(step, "real", self._banks.real)

    def _show_batch(self, step: int, kind: str, batch: Tensor) -> None:
        banks = self._banks
        shown = (batch if banks.as_images is None else banks.as_images(batch))[:_MOST_PICTURES].float().cpu().numpy()
        if banks.sample_rate is not None:
            clips = [clip.reshape(-1, clip.shape[-1]).T for clip in shown]
            self._log.log_audio(step, kind, clips, banks.sample_rate)
        elif shown.ndim == 4:
            value_range = banks.value_range or range_of(self._generator)
            self._log.log_samples(step, kind, shown, value_range=value_range or (-1.0, 1.0))
