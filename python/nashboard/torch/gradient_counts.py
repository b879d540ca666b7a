"""Counts a gradient into the fixed bins on the device where it lies, so that counts travel instead of gradients."""

from functools import lru_cache

import torch
from torch import Tensor

from ..histogram_edges import GRADIENT_EDGES, float32_at_or_above

BIN_COUNT = len(GRADIENT_EDGES) - 1


@lru_cache(maxsize=None)
def _inner_edges(device: torch.device) -> Tensor:
    return torch.from_numpy(float32_at_or_above(GRADIENT_EDGES)[1:-1]).to(device)


def gradient_counts(gradient: Tensor) -> Tensor:
    """
    [BIN_COUNT] int64: ±∞ in the outermost bins, NaN in none. By sorting, since `torch.bincount` waits for the device
    to learn its size, and atomic additions to few bins wait for each other.
    """
    values = gradient.detach().reshape(-1).float()
    comparable = (~torch.isnan(values)).sum()[None]
    ordered = torch.nan_to_num(values, nan=torch.inf, posinf=torch.inf, neginf=-torch.inf).sort().values
    below = torch.searchsorted(ordered, _inner_edges(values.device))
    return torch.diff(torch.cat([torch.zeros_like(comparable), torch.minimum(below, comparable), comparable]))
