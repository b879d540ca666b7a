"""Tries each Keras player's own step on the same batch and noise, undoes it, and gathers the facts that preflight judges."""

import random
from contextlib import contextmanager
from typing import Any, Callable, Iterator, List, Mapping, Sequence, Tuple

import keras
import numpy as np
import tensorflow as tf

from ..preflight import OWN_STEP_TRIALS, Concern, check_directions, check_own_step, has_stood_still

LossFunction = Callable[[], Any]


def check_steps(
    players: Sequence[Any], optimizers: Sequence[Any], losses: Sequence[LossFunction], banks: Mapping[str, Any]
) -> List[Concern]:
    """
    Generator first in each. Weights, and the random states of Python and numpy, are afterwards as they were; copies of
    the optimisers make the steps. TensorFlow's global seed cannot be read: it is another afterwards.
    """
    names = ("generator", "discriminator")
    concerns: List[Concern] = []
    gap, rise = 0.0, 0.0
    for name, player, optimizer, loss in zip(names, players, optimizers, losses):
        trials = []
        own_gap, own_rise = 0.0, 0.0
        for seed in range(OWN_STEP_TRIALS):
            with _undone(players):
                real, fake = _mean_outputs(players, banks)
                trials.append(_tried(players, player, _copy_of(optimizer), loss, seed))
                real_after, fake_after = _mean_outputs(players, banks)
            own_gap += (real_after - real) - (fake_after - fake) if name == "discriminator" else 0.0
            own_rise += fake_after - fake if name == "generator" else 0.0
        concerns += check_own_step(name, trials)
        if not has_stood_still(trials):  # else buffers alone have moved, which says nothing of the labels
            gap, rise = gap + own_gap, rise + own_rise
    return concerns + (check_directions(gap, rise) if "real" in banks else [])


def _tried(players: Sequence[Any], player: Any, optimizer: Any, loss: LossFunction, seed: int) -> Tuple[float, float]:
    state = [(v, v.numpy()) for model in players for v in model.non_trainable_variables]
    keras.utils.set_random_seed(seed)
    with tf.GradientTape() as tape:
        before = loss()
    variables = player.trainable_variables
    pairs = [(g, v) for g, v in zip(tape.gradient(before, variables), variables) if g is not None]
    if pairs:
        optimizer.apply_gradients(pairs)
    for variable, value in state:
        variable.assign(value)
    keras.utils.set_random_seed(seed)
    return float(before), float(loss())


def _copy_of(optimizer: Any) -> Any:
    return type(optimizer).from_config(optimizer.get_config())


def _mean_outputs(players: Sequence[Any], banks: Mapping[str, Any]) -> Tuple[float, float]:
    """Mean D(real), mean D(fake)."""
    generator, discriminator = players

    def mean(samples: Any) -> float:
        return float(np.mean(np.asarray(discriminator(samples, training=False))))

    return mean(banks["real"]) if "real" in banks else 0.0, mean(generator(banks["noise"], training=False))


@contextmanager
def _undone(players: Sequence[Any]) -> Iterator[None]:
    variables = [(v, v.numpy()) for model in players for v in model.variables]
    states = random.getstate(), np.random.get_state()
    try:
        yield
    finally:
        for variable, value in variables:
            variable.assign(value)
        random.setstate(states[0])
        np.random.set_state(states[1])
