"""Looks at both players, frozen, on fixed banks: logits, units, pictures, features."""

from contextlib import ExitStack
from typing import Any, Dict, Optional, Tuple

import torch
from torch import Tensor, nn

from ..bank_turn import BankTurn
from ..game_log import GameLog
from .banks import Banks, gives_probabilities, logits_of, range_of, rows_of, sample_count_of
from .fetch import Fetch
from .frozen import frozen
from .units import FeatureProbe, UnitProbe, activations_of, dead_shares, feature_layer_of, saturated_shares
from .variants import Variants

_MOST_PICTURES = 64


class Probe:
    """One forward pass of the generator and one of the discriminator a bank, for all that is due at a step."""

    def __init__(self, players: "Tuple[nn.Module, nn.Module]", banks: Banks, log: GameLog, bank_slice: int) -> None:
        self._generator, self._discriminator = players
        self._banks = banks
        self._log = log
        self._bank_slice = bank_slice
        self._variants = Variants(self._generator, banks)
        self._turn: Optional[BankTurn] = None
        self._activations = tuple(map(activations_of, players))
        self._gives_probabilities = gives_probabilities(self._discriminator)
        found = feature_layer_of(self._discriminator)
        self._layer = None if found is None else found[1]
        self._encoder = "discriminator" if found is None else f"discriminator.{found[0] or 'output'}"
        self._generated: Dict[int, Tensor] = {}
        self._units: Dict[str, Dict[int, UnitProbe]] = {"generator": {}, "discriminator": {}}
        self._logits: Dict[str, Dict[int, Tensor]] = {}
        self._features: Dict[str, Dict[int, Tensor]] = {}
        self._has_shown_real = False

    def see_training(self, arguments: Tuple[Any, ...]) -> None:
        """The generator's arguments in a training step."""
        self._variants.see_training(arguments)

    def run(self, step: int, fetch: Fetch, *, outputs: bool, samples: bool, features: bool, is_in_turn: bool) -> None:
        """`is_in_turn`: the next slice of the banks is looked at, else all of them."""
        if self._banks.noise is None:
            return
        turn = self._begun(step)
        due = turn.due(is_in_turn)
        with frozen(self._generator, self._discriminator):
            for at in due:
                self._generate(at, turn, outputs)
                if outputs or features:
                    self._judge(at, turn, outputs, features)
        if outputs:
            self._log_outputs(step, fetch)
        if features:
            for side, seen in self._features.items():
                self._log.log_features(step, self._encoder, **{side: _whole(seen).float().cpu().numpy()})
        if samples and turn.ends_with(due):
            self._show(step)

    def _begun(self, step: int) -> BankTurn:
        """Cut into slices only where the caller's own function does not judge whole banks."""
        if self._turn is None:
            given = (self._banks.real, self._banks.held_out)
            counts = [sample_count_of(self._banks.noise), *(len(bank) for bank in given if bank is not None)]
            self._turn = BankTurn(counts, 0 if self._banks.are_judged_whole else self._bank_slice)
            if self._turn.slice_count > 1:
                self._log.events.text("nashboard/probe", step, self._turn.note)
        return self._turn

    def _generate(self, at: int, turn: BankTurn, with_units: bool) -> None:
        arguments = self._banks.noise or ()
        if turn.slice_count > 1:
            count = sample_count_of(arguments)
            arguments = rows_of(arguments, turn.rows(at, count), count)
        with ExitStack() as stack:
            if with_units:
                self._units["generator"][at] = stack.enter_context(UnitProbe(self._activations[0]))
            self._generated[at] = self._generator(*arguments)

    def _judge(self, at: int, turn: BankTurn, outputs: bool, features: bool) -> None:
        banks = {"real": self._banks.real, "held_out": self._banks.held_out}
        given = {side: bank[turn.rows(at, len(bank))] for side, bank in banks.items() if bank is not None}
        with ExitStack() as stack:
            if outputs:
                self._units["discriminator"][at] = stack.enter_context(UnitProbe(self._activations[1]))
            for side, samples in {"fake": self._generated[at], **given}.items():
                self._logits.setdefault(side, {})[at], seen = self._asked(samples, features)
                if seen is not None:
                    self._features.setdefault(side, {})[at] = seen
        if outputs and self._banks.real is not None and self._banks.discriminate_relabelled is not None:
            relabelled = self._banks.discriminate_relabelled(self._banks.real)
            self._logits.setdefault("other_labels", {})[at] = logits_of(relabelled, self._gives_probabilities)

    def _asked(self, samples: Tensor, with_features: bool) -> "Tuple[Tensor, Optional[Tensor]]":
        ask: Any = self._banks.discriminate or self._discriminator
        with ExitStack() as stack:
            layer = self._layer if with_features else None
            seen = None if layer is None else stack.enter_context(FeatureProbe(layer))
            judgement = logits_of(ask(samples), self._gives_probabilities)
        return judgement, None if seen is None else seen.features

    def _log_outputs(self, step: int, fetch: Fetch) -> None:
        for player, by_slice in self._units.items():
            units = list(by_slice.values())
            for kind, shares in (("dead_units", dead_shares(units)), ("saturated_units", saturated_shares(units))):
                for layer, share in shares.items():
                    tag = f"{player}/{kind}/{layer}"
                    fetch.later(share, lambda values, tag=tag: self._log.events.scalar(tag, step, values[0]))  # type: ignore[misc]
        if "real" in self._logits:
            arrays = {side: _whole(seen).cpu().numpy() for side, seen in self._logits.items()}
            self._log.log_logits(step, **arrays)
            self._log.log_accuracy(step, real=(arrays["real"] > 0).mean(), fake=(arrays["fake"] < 0).mean())

    def _show(self, step: int) -> None:
        if self._show_batch(step, "fixed_noise", _whole(self._generated)):
            for kind, samples in self._variants.drawn().items():
                self._show_batch(step, kind, samples)
        if self._banks.real is not None and not self._has_shown_real:
            self._has_shown_real = True
            self._show_batch(step, "real", self._banks.real)

    def _show_batch(self, step: int, kind: str, batch: Tensor) -> bool:
        """Whether such samples can be shown."""
        banks = self._banks
        shown = (batch if banks.as_images is None else banks.as_images(batch))[:_MOST_PICTURES].float().cpu().numpy()
        if banks.sample_rate is not None:
            clips = [clip.reshape(-1, clip.shape[-1]).T for clip in shown]
            self._log.log_audio(step, kind, clips, banks.sample_rate)
        elif shown.ndim == 4:
            value_range = banks.value_range or range_of(self._generator)
            self._log.log_samples(step, kind, shown, value_range=value_range or (-1.0, 1.0))
        return banks.sample_rate is not None or shown.ndim == 4


def _whole(slices: "Dict[int, Tensor]") -> Tensor:
    """Of all slices, in the bank's order."""
    return next(iter(slices.values())) if len(slices) == 1 else torch.cat(list(slices.values()))
