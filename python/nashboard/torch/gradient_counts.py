"""Counts a gradient into the fixed bins on the device where it lies, so that counts travel instead of gradients."""

from functools import lru_cache

import numpy as np
import torch
from torch import Tensor

from ..histogram_edges import GRADIENT_EDGES

BIN_COUNT = len(GRADIENT_EDGES) - 1


@lru_cache(maxsize=None)
def _edges(device: torch.device) -> Tensor:
    """The smallest float32 at or above each edge: float32 values then fall as float64 ones would."""
    rounded = GRADIENT_EDGES.astype(np.float32)
    below = rounded.astype(np.float64) < GRADIENT_EDGES
    rounded[below] = np.nextafter(rounded[below], np.float32(np.inf))
    return torch.from_numpy(rounded).to(device)


def gradient_counts(gradient: Tensor) -> Tensor:
    """[BIN_COUNT] int64: ±∞ in the outermost bins, NaN in none."""
    values = gradient.detach().reshape(-1).float()
    bins = (torch.bucketize(values, _edges(values.device), right=True) - 1).clamp_(0, BIN_COUNT - 1)
    bins = torch.where(torch.isnan(values), BIN_COUNT, bins)
    return torch.bincount(bins, minlength=BIN_COUNT + 1)[:BIN_COUNT]
