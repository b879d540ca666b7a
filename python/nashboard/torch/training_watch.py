"""What goes on between two calls of `step`: losses gathered, instruments armed, probes run."""

import time
from typing import Any, List, Mapping, Optional, Sequence, Tuple, Union

import torch
from torch import Tensor, nn

from ..cadence import Cadence, is_due
from ..game_log import GameLog
from ..preflight import NOISE_STEPS, Concern, check_noise, report_concerns
from ..stop_hook import Stop, StopHook
from .banks import Banks, first_samples, same_values
from .fetch import Fetch
from .player import Player
from .preflight import LossFunction, check_steps
from .probe import Probe

FETCH_SECONDS = 0.5
"""Losses of an accelerator wait for each other at most so long: a killed trainer loses no more than a second."""

Loss = Union[Tensor, float]


class Watch:
    """Made by `watch`. On ranks other than 0 every method does nothing."""

    def __init__(
        self, players: Tuple[Player, Player], banks: Banks, cadence: Cadence, log: GameLog, fetch: Fetch, stop: StopHook
    ) -> None:
        self.log = log
        self.concerns: List[Concern] = []
        """What preflight found."""
        self.current_step = 0
        self._players = players
        self._banks = banks
        self._cadence = cadence
        self._fetch = fetch
        self._stop = stop
        self._probe = Probe((players[0].module, players[1].module), banks, log, cadence.bank_slice)
        self._fetched_at = time.monotonic()
        self._signal: Optional[Tensor] = None
        self._noise_of_step: Any = None
        self._noise_of_last_step: Any = None
        self._repeated_noise, self._compared_noise = 0, 0
        self._is_probing = False
        self._hook = players[0].module.register_forward_hook(self._seen_generator)
        self._arm()

    def step(
        self,
        *,
        generator_loss: Loss,
        discriminator_loss: Loss,
        discriminator_loss_real: Optional[Loss] = None,
        discriminator_loss_fake: Optional[Loss] = None,
        scalars: Optional[Mapping[str, Loss]] = None,
    ) -> None:
        """
        Once at the end of each training step; losses as minimised, tensors left on their device. `scalars`: more of
        them by tag, such as `penalty/gradient`.
        """
        given = {
            "generator/loss": generator_loss,
            "discriminator/loss": discriminator_loss,
            "discriminator/loss/real": discriminator_loss_real,
            "discriminator/loss/fake": discriminator_loss_fake,
            **(scalars or {}),
        }
        for tag, value in given.items():
            if value is not None:
                self._take(tag, value)
        step = self.current_step
        if is_due(step, self._cadence.layers):
            for player in self._players:
                player.log_settings(step)
        if self._signal is not None:
            self._take("generator/signal_at_samples", self._signal)
            self._signal = None
        self._probe_if_due(step)
        self._compare_noise()
        self._fetch_if_due(step)
        self.current_step = step + 1
        self._arm()

    def preflight(self, *, generator_loss: LossFunction, discriminator_loss: LossFunction) -> List[Concern]:
        """
        Before the first step: tries each player's own step on losses that the functions compute anew at each call, and
        undoes it. Says what is wrong and returns it.
        """
        self._is_probing = True
        for player in self._players:
            player.disarm()
        try:
            found = check_steps(self._players, (generator_loss, discriminator_loss), self._banks)
        finally:
            self._is_probing = False
        self.report(found)
        self._arm()
        return found

    def should_stop(self, severity: int = 4) -> Optional[Stop]:
        """A confirmed finding of at least that severity, with the last safe step; None: go on."""
        return self._stop.should_stop(severity)

    def close(self) -> None:
        """Removes all hooks and closes the log; the program's end does the latter too."""
        self._fetch.now()
        for player in self._players:
            player.remove()
        self._hook.remove()
        self.log.events.close()

    def _take(self, tag: str, value: Loss) -> None:
        step = self.current_step
        if isinstance(value, Tensor) and value.device.type != "cpu":
            self._fetch.later(value, lambda values: self.log.events.scalar(tag, step, values[0]))
        else:
            self.log.events.scalar(tag, step, float(value.detach() if isinstance(value, Tensor) else value))

    def _arm(self) -> None:
        for player in self._players:
            player.arm(self.current_step, self._cadence)

    def _probe_if_due(self, step: int) -> None:
        cadence = self._cadence
        kinds = [kind for kind in ("probe", "samples", "features") if is_due(step, getattr(cadence, kind))]
        if kinds:
            due = {"outputs": "probe" in kinds, "samples": "samples" in kinds, "features": "features" in kinds}
            self._is_probing = True
            try:
                self._probe.run(step, self._fetch, **due, is_in_turn=cadence.takes_turns(kinds))
            finally:
                self._is_probing = False

    def _fetch_if_due(self, step: int) -> None:
        now = time.monotonic()
        if is_due(step, self._cadence.layers) or now - self._fetched_at >= FETCH_SECONDS:
            self._fetched_at = now
            self._fetch.now()

    def _seen_generator(self, generator: nn.Module, arguments: Tuple[Any, ...], output: Any) -> None:
        if self._is_probing:
            return
        if self._banks.noise is None:
            self._banks.noise = first_samples(arguments, self._banks.sample_count)
        if self.current_step <= NOISE_STEPS and self._noise_of_step is None:
            self._noise_of_step = first_samples(arguments, self._banks.sample_count)
        is_watched = isinstance(output, Tensor) and output.requires_grad
        if is_watched and generator.training:
            self._probe.see_training(arguments)
        if is_watched and is_due(self.current_step, self._cadence.layers):
            output.register_hook(self._keep_signal)

    def _keep_signal(self, gradient: Tensor) -> None:
        self._signal = torch.linalg.vector_norm(gradient.detach().flatten(1).float(), dim=1).sum()

    def _compare_noise(self) -> None:
        if self.current_step > NOISE_STEPS:
            return
        if self._noise_of_last_step is not None and self._noise_of_step is not None:
            self._compared_noise += 1
            self._repeated_noise += same_values(self._noise_of_last_step, self._noise_of_step)
        self._noise_of_last_step, self._noise_of_step = self._noise_of_step, None
        if self.current_step == NOISE_STEPS:
            self.report(check_noise(self._repeated_noise, self._compared_noise))

    def report(self, found: Sequence[Concern]) -> None:
        """Says in words what preflight found, on stderr and in the log."""
        report_concerns(self.log.events, self.current_step, found)
        self.concerns.extend(found)


class SilentWatch:
    """Stands in on ranks whose numbers another rank logs."""

    concerns: List[Concern] = []

    def step(self, **_: Any) -> None:
        pass

    def preflight(self, **_: Any) -> List[Concern]:
        return []

    def should_stop(self, severity: int = 4) -> Optional[Stop]:
        return None

    def close(self) -> None:
        pass
