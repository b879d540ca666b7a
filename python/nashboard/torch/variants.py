"""Draws the fixed noise otherwise than usual: with averaged weights, under other labels, normalised batch by batch."""

from typing import Any, Dict, Iterator, List, Tuple

import torch
from torch import Tensor, nn
from torch.nn.modules.batchnorm import _BatchNorm

from .banks import Banks, rows_of, sample_count_of
from .frozen import frozen

_ENOUGH_SAMPLES = 32
"""Where the bank holds fewer, and fewer than a training batch, statistics of it are noisier than those of training."""


class Variants:
    """Of the generator's samples. No network keeps a trace of them."""

    def __init__(self, generator: nn.Module, banks: Banks) -> None:
        self._generator = generator
        self._banks = banks
        self._batch_samples = 0
        self._batch_layers: List[nn.Module] = []

    def see_training(self, arguments: Tuple[Any, ...]) -> None:
        """The generator's arguments in a training step; the first call says how large batches are, and what leans on them."""
        if self._batch_samples == 0:
            self._batch_samples = sample_count_of(arguments)
            self._batch_layers = [part for part in self._generator.modules() if part.training and _leans_on_batch(part)]

    def drawn(self) -> Dict[str, Tensor]:
        """By kind, [sampleCount × …] of the fixed noise."""
        banks, out = self._banks, {}
        average = banks.average
        with frozen(self._generator, *([average] if isinstance(average, nn.Module) else [])):
            if average is not None:
                out["average"] = average(*(banks.noise or ()))
            if banks.relabelled_noise is not None:
                out["other_labels"] = self._generator(*banks.relabelled_noise)
        if self._batch_layers and self._has_enough_samples():
            out["training_mode"] = self._normalised_by_batch()
        return out

    def _has_enough_samples(self) -> bool:
        return sample_count_of(self._banks.noise) >= min(self._batch_samples, _ENOUGH_SAMPLES)

    def _normalised_by_batch(self) -> Tensor:
        """Other layers stay in evaluation mode: what dropout changes is no matter of the batch."""
        with frozen(self._generator):
            for layer in self._batch_layers:
                layer.training = True
            return torch.cat(list(self._batches()))

    def _batches(self) -> Iterator[Tensor]:
        """As large as those of training; the last one is filled up with samples before it."""
        noise = self._banks.noise or ()
        count = sample_count_of(noise)
        size = min(self._batch_samples, count)
        for begin in range(0, count, size):
            end = min(begin + size, count)
            yield self._generator(*rows_of(noise, slice(end - size, end), count))[begin - end :]


def _leans_on_batch(part: nn.Module) -> bool:
    """Not that of several processes, which would wait for ranks that do not probe."""
    leans = isinstance(part, _BatchNorm) and not isinstance(part, nn.SyncBatchNorm)
    return leans and part.running_mean is not None
