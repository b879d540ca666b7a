"""Three lines in a PyTorch loop: watches two players and their optimisers, and logs what diagnosis needs."""

import os
from typing import Any, Callable, Mapping, Optional, Tuple, Union

import torch
from torch import Tensor, nn

from ..cadence import Cadence
from ..event_log import EventLog
from ..explained_error import ExplainedError
from ..game_log import GameLog
from ..hyperparameter_content import HyperparameterValue
from ..stop_hook import StopHook
from .banks import BANK_SAMPLES, Banks, first_samples
from .fetch import Fetch
from .player import Player, unwrapped
from .preflight import check_parts
from .training_watch import SilentWatch, Watch


def watch(
    generator: nn.Module,
    discriminator: nn.Module,
    generator_optimizer: Any,
    discriminator_optimizer: Any,
    *,
    log_dir: "Union[str, os.PathLike[str]]",
    cadence: Cadence = Cadence(),
    noise: Any = None,
    real_samples: Optional[Tensor] = None,
    held_out_samples: Optional[Tensor] = None,
    bank_samples: int = BANK_SAMPLES,
    discriminate: Optional[Callable[[Tensor], Any]] = None,
    value_range: Optional[Tuple[float, float]] = None,
    as_images: Optional[Callable[[Tensor], Tensor]] = None,
    sample_rate: Optional[int] = None,
    average: Optional[Callable[..., Tensor]] = None,
    relabelled_noise: Optional[Tuple[Any, ...]] = None,
    discriminate_relabelled: Optional[Callable[[Tensor], Any]] = None,
    scaler: Any = None,
    hyperparameters: Optional[Mapping[str, HyperparameterValue]] = None,
    stop_hook: Optional[StopHook] = None,
) -> "Union[Watch, SilentWatch]":
    """
    `noise`: a tensor or the tuple of the generator's arguments, by default those of its first call; `real_samples`,
    `held_out_samples`: fixed batches as the discriminator takes them; of each the first `bank_samples` are used, and a
    probe costs in proportion to them. `value_range`: what black and white are in pictures, by default the range of the
    generator's last activation; `as_images`: for samples that are not [count × channels × height × width]; `sample_rate`: samples are sound, in hertz.
    `average`: the generator with averaged weights, or a function that draws with them. Of a conditional game,
    `relabelled_noise`: the arguments of `noise` with other labels; `discriminate_relabelled`: as `discriminate`, with
    labels that are not those of `real_samples`.
    """
    if relabelled_noise is not None and noise is None:
        raise _without_noise()
    if _rank() != 0:
        return SilentWatch()
    arguments = None if noise is None else noise if isinstance(noise, tuple) else (noise,)
    banks = Banks(
        noise=None if arguments is None else first_samples(arguments, bank_samples),
        real=None if real_samples is None else first_samples(real_samples, bank_samples),
        held_out=None if held_out_samples is None else first_samples(held_out_samples, bank_samples),
        discriminate=discriminate,
        value_range=value_range,
        as_images=as_images,
        sample_rate=sample_rate,
        sample_count=bank_samples,
        average=unwrapped(average) if isinstance(average, nn.Module) else average,
        relabelled_noise=None if relabelled_noise is None else first_samples(relabelled_noise, bank_samples),
        discriminate_relabelled=discriminate_relabelled,
    )
    log, fetch = GameLog(EventLog(log_dir)), Fetch()
    players = (
        Player("generator", generator, generator_optimizer, log, fetch),
        Player("discriminator", discriminator, discriminator_optimizer, log, fetch),
    )
    if scaler is not None:
        for player in players:
            player.use_scaler(scaler)
    if hyperparameters is not None:
        log.log_hyperparameters(hyperparameters)
    found = check_parts(*players, banks)  # before the watch looks at what the generator is given
    made = Watch(players, banks, cadence, log, fetch, stop_hook or StopHook(log.events.directory))
    made.report(found)
    return made


def _without_noise() -> ExplainedError:
    return ExplainedError(
        "PYTHON_RELABELLED_NOISE",
        what="`relabelled_noise` is given without `noise`.",
        why="What labels change is seen by drawing the same noise twice.",
        fix="Pass `noise=(noise, labels)` beside `relabelled_noise=(noise, other_labels)`.",
    )


def _rank() -> int:
    is_distributed = torch.distributed.is_available() and torch.distributed.is_initialized()
    return torch.distributed.get_rank() if is_distributed else 0
