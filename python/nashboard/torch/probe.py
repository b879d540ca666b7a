"""Looks at both players, frozen, on fixed banks: logits, units, pictures, features."""

from contextlib import ExitStack
from typing import Any, Optional, Tuple

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
        found = feature_layer_of(discriminator)
        self._layer = None if found is None else found[1]
        self._encoder = "discriminator" if found is None else f"discriminator.{found[0] or 'output'}"
        self._has_shown_real = False

    def run(self, step: int, fetch: Fetch, *, outputs: bool, samples: bool, features: bool) -> None:
        if self._banks.noise is None:
            return
        with frozen(self._generator, self._discriminator):
            with ExitStack() as stack:
                units = stack.enter_context(UnitProbe(self._generator)) if outputs else None
                generated = self._generator(*self._banks.noise)
            if units is not None:
                self._report_units(step, "generator", units, fetch)
            if outputs or features:
                self._judge(step, generated, fetch, outputs, features)
            if samples:
                self._show(step, generated)

    def _judge(self, step: int, generated: Tensor, fetch: Fetch, outputs: bool, features: bool) -> None:
        sides = [("fake", generated), ("real", self._banks.real), ("held_out", self._banks.held_out)]
        given = [(name, samples) for name, samples in sides if samples is not None]
        logits = {}
        with ExitStack() as stack:
            units = stack.enter_context(UnitProbe(self._discriminator)) if outputs else None
            for name, samples in given:
                logits[name], seen = self._asked(samples, features)
                if seen is not None:
                    self._log.log_features(step, self._encoder, **{name: seen.float().cpu().numpy()})
        if units is not None:
            self._report_units(step, "discriminator", units, fetch)
        if outputs and "real" in logits:
            arrays = {name: values.cpu().numpy() for name, values in logits.items()}
            self._log.log_logits(step, **arrays)
            self._log.log_accuracy(step, real=(arrays["real"] > 0).mean(), fake=(arrays["fake"] < 0).mean())

    def _asked(self, samples: Tensor, with_features: bool) -> "Tuple[Tensor, Optional[Tensor]]":
        ask: Any = self._banks.discriminate or self._discriminator
        with ExitStack() as stack:
            layer = self._layer if with_features else None
            seen = None if layer is None else stack.enter_context(FeatureProbe(layer))
            judgement = logits_of(ask(samples), gives_probabilities(self._discriminator))
        return judgement, None if seen is None else seen.features

    def _report_units(self, step: int, player: str, units: UnitProbe, fetch: Fetch) -> None:
        for kind, shares in (("dead_units", units.dead()), ("saturated_units", units.saturated())):
            for layer, share in shares.items():
                tag = f"{player}/{kind}/{layer}"
                fetch.later(share, lambda values, tag=tag: self._log.events.scalar(tag, step, values[0]))  # type: ignore[misc]

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
