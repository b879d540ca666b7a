"""The fixed banks that probes look at, and how the two players are asked about them."""

from dataclasses import dataclass
from typing import Any, Callable, Optional, Tuple

import torch
from torch import Tensor, nn

BANK_SAMPLES = 64
"""Of each bank: one film strip, and a standard error of an eighth of a standard deviation."""
_RANGES = {nn.Tanh: (-1.0, 1.0), nn.Sigmoid: (0.0, 1.0), nn.Hardtanh: (-1.0, 1.0)}


@dataclass
class Banks:
    """
    `noise`: the generator's arguments; `real`, `held_out`: [sampleCount × …] samples as the discriminator takes them,
    the held-out ones never trained on. `discriminate` gives logits where the discriminator takes more than samples.
    `relabelled_noise`, `discriminate_relabelled`: the same under labels that are not theirs. `average`: a network or
    function that draws `noise` with averaged weights.
    """

    noise: Optional[Tuple[Any, ...]] = None
    real: Optional[Tensor] = None
    held_out: Optional[Tensor] = None
    discriminate: Optional[Callable[[Tensor], Any]] = None
    value_range: Optional[Tuple[float, float]] = None
    as_images: Optional[Callable[[Tensor], Tensor]] = None
    sample_rate: Optional[int] = None
    sample_count: int = BANK_SAMPLES
    average: Optional[Callable[..., Tensor]] = None
    relabelled_noise: Optional[Tuple[Any, ...]] = None
    discriminate_relabelled: Optional[Callable[[Tensor], Any]] = None

    @property
    def are_judged_whole(self) -> bool:
        """Functions of the caller's may hold one label a sample."""
        return self.discriminate is not None or self.discriminate_relabelled is not None


def range_of(generator: nn.Module) -> Optional[Tuple[float, float]]:
    """What the generator's last module can give, where it is an activation with known ends."""
    leaves = [part for part in generator.modules() if not list(part.children())]
    while leaves and isinstance(leaves[-1], (nn.Flatten, nn.Unflatten, nn.Identity)):
        leaves.pop()
    return _RANGES.get(type(leaves[-1])) if leaves else None


def logits_of(output: Any, gives_probabilities: bool = False) -> Tensor:
    """The judgement itself where a discriminator also returns its features, flat."""
    first = output
    while isinstance(first, (tuple, list)):
        first = first[0]
    judgement: Tensor = first.detach().reshape(-1).float()
    return torch.logit(judgement.double()) if gives_probabilities else judgement


def gives_probabilities(discriminator: nn.Module) -> bool:
    """Whether its last module is a sigmoid, so that logits have to be taken back from it."""
    return range_of(discriminator) == _RANGES[nn.Sigmoid]


def first_samples(values: Any, count: int) -> Any:
    """Of everything in the generator's arguments that is a batch; detached copies."""
    if isinstance(values, Tensor):
        return values.detach()[:count].clone() if values.ndim > 0 else values.detach().clone()
    if isinstance(values, (tuple, list)):
        return tuple(first_samples(value, count) for value in values)
    return values


def sample_count_of(values: Any) -> int:
    """Of the first batch among the generator's arguments; 0 where there is none."""
    if isinstance(values, Tensor):
        return len(values) if values.ndim > 0 else 0
    counts = [sample_count_of(value) for value in values] if isinstance(values, (tuple, list)) else []
    return next(filter(None, counts), 0)


def rows_of(values: Any, rows: slice, sample_count: int) -> Any:
    """Of everything in the generator's arguments that is a batch of `sample_count`."""
    if isinstance(values, Tensor):
        return values[rows] if values.ndim > 0 and len(values) == sample_count else values
    if isinstance(values, (tuple, list)):
        return tuple(rows_of(value, rows, sample_count) for value in values)
    return values


def same_values(left: Any, right: Any) -> bool:
    if isinstance(left, Tensor) and isinstance(right, Tensor):
        return left.shape == right.shape and bool(torch.equal(left, right))
    if isinstance(left, tuple) and isinstance(right, tuple):
        return len(left) == len(right) and all(map(same_values, left, right))
    return bool(left == right)
