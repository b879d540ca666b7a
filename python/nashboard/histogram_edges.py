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
_CELLS = 1 << _UPPER_BITS
_UPPER_HALF = 1 if sys.byteorder == "little" else 0
_INFINITE_EXPONENT = 0x7F80
_CHUNK_VALUES = 1 << 17
"""Counted at once: more would leave the second-level cache, fewer would clear the counters more often than they fill."""
_SEARCHED_BELOW = 1 << 11
"""Values, from which on clearing a counter for every cell costs less than looking each value up; measured."""


class _Bins:
    """
    Counts float32 by cells, their upper halves. A cell lies in one bin or is divided by one edge, since cells are some
    1 % wide and bins 4 % and more; there a value is compared with that edge.
    """

    def __init__(self, edges: "np.ndarray") -> None:
        self.bin_count = len(edges) - 1
        self.edges = float32_at_or_above(edges)
        cells = np.arange(_CELLS, dtype=np.uint32)
        with np.errstate(invalid="ignore"):
            ends = [((cells << _UPPER_BITS) | low).view(np.float32).astype(np.float64) for low in (0, 0xFFFF)]
        bins = [bin_of(end, edges) for end in ends]
        is_finite = (cells & _INFINITE_EXPONENT) != _INFINITE_EXPONENT
        self.lower_bin = np.minimum(*bins)
        self.is_divided = is_finite & (bins[0] != bins[1])
        kind = np.where(is_finite, np.where(self.is_divided, -1, self.lower_bin), -2)
        self.stretches = np.flatnonzero(np.diff(kind, prepend=kind[0] - 1))
        """First cells of stretches that are alike."""
        kinds = kind[self.stretches]
        self.whole = np.flatnonzero(kinds >= 0)
        self.whole_bins = kinds[self.whole]
        self.non_finite = np.flatnonzero(kinds == -2)


def bin_of(values: "np.ndarray", edges: "np.ndarray") -> "np.ndarray":
    """Index of the half-open bin [edge_i, edge_{i+1}) of each value, clamped to the outermost bins."""
    return np.clip(np.searchsorted(edges, values, side="right") - 1, 0, len(edges) - 2)


def float32_at_or_above(edges: "np.ndarray") -> "np.ndarray":
    """The smallest float32 at or above each edge: float32 values then fall as float64 ones would."""
    rounded = edges.astype(np.float32)
    below = rounded.astype(np.float64) < edges
    rounded[below] = np.nextafter(rounded[below], np.float32(np.inf))
    return rounded


_LOGIT_BINS = _Bins(LOGIT_EDGES)
_GRADIENT_BINS = _Bins(GRADIENT_EDGES)


def counted(values: "np.ndarray", edges: "np.ndarray") -> "Tuple[np.ndarray, int]":
    """Counts over all bins, ±∞ in the outermost and NaN in none, and how many of the values are not finite."""
    flat = np.asarray(values).reshape(-1)
    is_known = edges is GRADIENT_EDGES or edges is LOGIT_EDGES
    if flat.dtype == np.float32 and is_known:
        bins = _GRADIENT_BINS if edges is GRADIENT_EDGES else _LOGIT_BINS
        return _searched(flat, bins.edges) if len(flat) < _SEARCHED_BELOW else _counted_float32(flat, bins)
    return _searched(flat.astype(np.float64), edges)


def _searched(numbers: "np.ndarray", edges: "np.ndarray") -> "Tuple[np.ndarray, int]":
    non_finite = int(np.count_nonzero(~np.isfinite(numbers)))
    comparable = numbers[~np.isnan(numbers)] if non_finite else numbers
    counts = np.bincount(bin_of(comparable, edges), minlength=len(edges) - 1)
    return counts.astype(np.float64), non_finite


class _Room(threading.local):
    """Memory used again at each count: what the system hands out anew has to be cleared, which costs as much."""

    def __init__(self) -> None:
        self.cells = np.empty(_CHUNK_VALUES, dtype=np.intp)
        self.is_divided = np.empty(_CHUNK_VALUES, dtype=bool)


_room = _Room()


def _counted_float32(values: "np.ndarray", bins: _Bins) -> "Tuple[np.ndarray, int]":
    contiguous = np.ascontiguousarray(values)
    of_cells = np.zeros(_CELLS, dtype=np.intp)
    counts = np.zeros(bins.bin_count)
    for start in range(0, len(contiguous), _CHUNK_VALUES):
        chunk = contiguous[start : start + _CHUNK_VALUES]
        cells, is_divided = _room.cells[: len(chunk)], _room.is_divided[: len(chunk)]
        cells[:] = chunk.view(np.uint16)[_UPPER_HALF::2]
        of_cells += np.bincount(cells, minlength=_CELLS)
        bins.is_divided.take(cells, out=is_divided, mode="wrap")  # all are in range; this mode checks at least cost
        divided = np.flatnonzero(is_divided)
        lower = bins.lower_bin.take(cells.take(divided))
        bin_of_divided = lower + (chunk.take(divided) >= bins.edges.take(lower + 1))
        counts += np.bincount(bin_of_divided, minlength=bins.bin_count)
    of_stretches = np.add.reduceat(of_cells, bins.stretches)
    counts += np.bincount(bins.whole_bins, weights=of_stretches[bins.whole], minlength=bins.bin_count)
    non_finite = int(of_stretches[bins.non_finite].sum())
    if non_finite:
        counts[0] += np.count_nonzero(contiguous == -np.inf)
        counts[-1] += np.count_nonzero(contiguous == np.inf)
    return counts, non_finite


def occupied_range(columns: "Sequence[np.ndarray]") -> Tuple[int, int]:
    """The narrowest stretch [from, to) that holds all counts of all the columns; one bin in the middle where none are."""
    occupied = [np.flatnonzero(column) for column in columns]
    ends = [(int(places[0]), int(places[-1]) + 1) for places in occupied if len(places) > 0]
    if not ends:
        middle = len(columns[0]) >> 1
        return middle, middle + 1
    return min(begin for begin, _ in ends), max(end for _, end in ends)


def histogram_rows(
    counts: "np.ndarray", edges: "np.ndarray", stretch: Tuple[int, int]
) -> "np.ndarray":
    """[binCount × 3] of left edge, right edge, count; the edges are members of the family."""
    begin, end = stretch
    rows = np.empty((end - begin, 3))
    rows[:, 0], rows[:, 1], rows[:, 2] = edges[begin:end], edges[begin + 1 : end + 1], counts[begin:end]
    return rows
