"""Gathers from two PyTorch players the facts that preflight judges."""

from contextlib import contextmanager
from copy import deepcopy
from typing import Any, Callable, Iterator, List, Tuple

import torch
from torch import Tensor

from ..preflight import (
    OWN_STEP_TRIALS,
    Concern,
    check_directions,
    check_layout,
    check_own_step,
    check_ownership,
    check_range,
    check_scale,
    has_stood_still,
)
from .banks import Banks, logits_of, range_of
from .frozen import frozen
from .player import Player

LossFunction = Callable[[], Tensor]


def check_parts(generator: Player, discriminator: Player, banks: Banks) -> List[Concern]:
    """Parameters, ranges, scale and layout."""
    concerns = [*_ownership(generator, discriminator), *_ownership(discriminator, generator)]
    if banks.real is None:
        return concerns
    real = banks.real.detach().float().cpu().numpy()
    reachable = banks.value_range or range_of(generator.module)
    concerns += check_scale(real) or check_range(real, reachable)
    if banks.noise is not None:
        with frozen(generator.module, discriminator.module):
            generated = generator.module(*banks.noise)
        concerns += check_layout(real.shape[1:], tuple(generated.shape[1:]))
    return concerns


def _ownership(player: Player, other: Player) -> List[Concern]:
    held = {id(p) for group in player.optimizer.param_groups for p in group["params"]}
    mine = {id(p) for p in player.parameters}
    theirs = {id(p) for p in other.parameters} - mine
    return check_ownership(
        player.name, own=len(held & mine), foreign=len(held & theirs), missing=len(mine - held)
    )


def _holds_own(player: Player) -> bool:
    held = {id(p) for group in player.optimizer.param_groups for p in group["params"]}
    return any(id(p) in held for p in player.parameters)


def check_steps(
    players: Tuple[Player, Player], losses: Tuple[LossFunction, LossFunction], banks: Banks
) -> List[Concern]:
    """
    Each player's own step, tried on losses that `losses` (generator's, discriminator's) compute anew at each call;
    parameters, buffers, optimisers and random states are afterwards as they were.
    """
    generator, discriminator = players
    concerns: List[Concern] = []
    changes = []
    for player, loss in zip(players, losses):
        if not _holds_own(player):  # said by check_parts; there is no step of its own to try
            continue
        trials = []
        for trial in range(OWN_STEP_TRIALS):
            with _undone(players):
                torch.manual_seed(trial)
                before_outputs = _mean_outputs(generator, discriminator, banks)
                trials.append(_tried(player, loss, trial))
                after_outputs = _mean_outputs(generator, discriminator, banks)
                changes.append((player.name, after_outputs[0] - before_outputs[0], after_outputs[1] - before_outputs[1]))
        concerns += check_own_step(player.name, trials)
        if has_stood_still(trials):  # then buffers alone have moved, which says nothing of the labels
            changes = [change for change in changes if change[0] != player.name]
    if banks.noise is not None and banks.real is not None:
        gap = sum(real - fake for name, real, fake in changes if name == "discriminator")
        rise = sum(fake for name, _, fake in changes if name == "generator")
        concerns += check_directions(gap, rise)
    return concerns


def _tried(player: Player, loss: LossFunction, seed: int) -> Tuple[float, float]:
    torch.manual_seed(seed)
    before = loss()
    player.optimizer.zero_grad()
    before.backward()  # type: ignore[no-untyped-call]
    player.optimizer.step()
    torch.manual_seed(seed)
    return float(before.detach()), float(loss().detach())


def _mean_outputs(generator: Player, discriminator: Player, banks: Banks) -> Tuple[float, float]:
    """Mean D(real), mean D(fake)."""
    if banks.noise is None or banks.real is None:
        return 0.0, 0.0
    ask: Any = banks.discriminate or discriminator.module
    with frozen(generator.module, discriminator.module):
        fake = logits_of(ask(generator.module(*banks.noise)))
        return float(logits_of(ask(banks.real)).mean()), float(fake.mean())


@contextmanager
def _undone(players: Tuple[Player, Player]) -> Iterator[None]:
    modules = [player.module for player in players]
    states = [deepcopy(module.state_dict()) for module in modules]
    optimizers = [deepcopy(player.optimizer.state_dict()) for player in players]
    gradients = [[p.grad for p in module.parameters()] for module in modules]
    devices = sorted({p.device.index or 0 for m in modules for p in m.parameters() if p.device.type == "cuda"})
    for module in modules:
        for parameter in module.parameters():
            parameter.grad = None
    try:
        with torch.random.fork_rng(devices=devices):
            yield
    finally:
        for module, state, kept in zip(modules, states, gradients):
            module.load_state_dict(state)
            for parameter, gradient in zip(module.parameters(), kept):
                parameter.grad = gradient
        for player, saved in zip(players, optimizers):
            player.optimizer.load_state_dict(saved)
