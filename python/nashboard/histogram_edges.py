"""The two fixed families of bin edges, shared by all runs and steps so that counts can be compared and summed."""

import sys
import threading
from pathlib import Path
from typing import Sequence, Tuple

import numpy as np

_LOGIT_EDGE_COUNT = 337
_STORED = np.frombuffer(Path(__file__).with_name("histogram_edges.bin").read_bytes(), dtype="<f8")

LOGIT_EDGES: "np.ndarray" = _STORED[:_LOGIT_EDGE_COUNT]
"""[337]: 0.01 wide around 0, a tenth apart far out, up to ±1e6; 0 is an edge. The SDK's, bit for bit."""
GRADIENT_EDGES: "np.ndarray" = _STORED[_LOGIT_EDGE_COUNT:]
"""[184]: five bins a decade from 1e-12 to 1e6 on both sides; the middle bin holds exact zeros."""

_UPPER_BITS = 16
"""The upper half of a float32: sign, exponent and seven bits of the mantissa."""
_UPPER_HALF = 1 if sys.byteorder == "little" else 0
_INFINITE_EXPONENT = 0x7F80
_CHUNK_VALUES = 1 << 17
"""Counted at once: as many as leave the second-level cache room for the counters."""


class _Bins:
    """Counts float32 by their upper halves, and looks closely only where a bin's edge lies within one."""

    def __init__(self, edges: "np.ndarray") -> None:
        self.edges = edges
        halves = np.arange(1 << _UPPER_BITS, dtype=np.uint32)
        with np.errstate(invalid="ignore"):
            lowest = (halves << _UPPER_BITS).view(np.float32).astype(np.float64)
            highest = ((halves << _UPPER_BITS) | 0xFFFF).view(np.float32).astype(np.float64)
        self.is_finite = (halves & _INFINITE_EXPONENT) != _INFINITE_EXPONENT
        self.bin_of_half = bin_of(lowest, edges)
        self.is_divided = self.is_finite & (self.bin_of_half != bin_of(highest, edges))
        self.whole_halves = np.flatnonzero(self.is_finite & ~self.is_divided)
        self.whole_bins = self.bin_of_half[self.whole_halves]


def bin_of(values: "np.ndarray", edges: "np.ndarray") -> "np.ndarray":
    """Index of the half-open bin [edge_i, edge_{i+1}) of each value, clamped to the outermost bins."""
    return np.clip(np.searchsorted(edges, values, side="right") - 1, 0, len(edges) - 2)


_LOGIT_BINS = _Bins(LOGIT_EDGES)
_GRADIENT_BINS = _Bins(GRADIENT_EDGES)


def counted(values: "np.ndarray", edges: "np.ndarray") -> "Tuple[np.ndarray, int]":
    """Counts over all bins, ±∞ in the outermost and NaN in none, and how many of the values are not finite."""
    flat = np.asarray(values).reshape(-1)
    if flat.dtype == np.float32 and edges is GRADIENT_EDGES:
        return _counted_float32(flat, _GRADIENT_BINS)
    if flat.dtype == np.float32 and edges is LOGIT_EDGES:
        return _counted_float32(flat, _LOGIT_BINS)
    numbers = flat.astype(np.float64)
    comparable = numbers[~np.isnan(numbers)]
    counts = np.bincount(bin_of(comparable, edges), minlength=len(edges) - 1)
    return counts.astype(np.float64), int(np.count_nonzero(~np.isfinite(numbers)))


class _Room(threading.local):
    """Memory used again at each count: what the system hands out anew has to be cleared, which costs as much."""

    def __init__(self) -> None:
        self.halves = np.empty(_CHUNK_VALUES, dtype=np.intp)
        self.is_divided = np.empty(_CHUNK_VALUES, dtype=bool)


_room = _Room()


def _counted_float32(values: "np.ndarray", bins: _Bins) -> "Tuple[np.ndarray, int]":
    contiguous = np.ascontiguousarray(values)
    of_halves = np.zeros(1 << _UPPER_BITS, dtype=np.intp)
    bin_count = len(bins.edges) - 1
    counts = np.zeros(bin_count)
    for start in range(0, len(contiguous), _CHUNK_VALUES):
        chunk = contiguous[start : start + _CHUNK_VALUES]
        halves, is_divided = _room.halves[: len(chunk)], _room.is_divided[: len(chunk)]
        halves[:] = chunk.view(np.uint16)[_UPPER_HALF::2]
        of_halves += np.bincount(halves, minlength=1 << _UPPER_BITS)
        bins.is_divided.take(halves, out=is_divided, mode="clip")
        divided = chunk[np.flatnonzero(is_divided)].astype(np.float64)
        counts += np.bincount(bin_of(divided, bins.edges), minlength=bin_count)
    counts += np.bincount(bins.whole_bins, weights=of_halves[bins.whole_halves], minlength=bin_count)
    non_finite = int(of_halves[~bins.is_finite].sum())
    if non_finite:
        counts[0] += np.count_nonzero(contiguous == -np.inf)
        counts[-1] += np.count_nonzero(contiguous == np.inf)
    return counts, non_finite


def occupied_range(columns: "Sequence[np.ndarray]") -> Tuple[int, int]:
    """The narrowest stretch [from, to) that holds all counts of all the columns; one bin in the middle where none are."""
    occupied = np.flatnonzero(np.any(np.stack(columns) > 0, axis=0))
    if len(occupied) == 0:
        middle = len(columns[0]) >> 1
        return middle, middle + 1
    return int(occupied[0]), int(occupied[-1]) + 1


def histogram_rows(
    counts: "np.ndarray", edges: "np.ndarray", stretch: Tuple[int, int]
) -> "np.ndarray":
    """[binCount × 3] of left edge, right edge, count; the edges are members of the family."""
    begin, end = stretch
    return np.stack([edges[begin:end], edges[begin + 1 : end + 1], counts[begin:end]], axis=1)
