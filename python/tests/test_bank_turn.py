"""Slices of banks: every sample has its turn, and whole banks are looked at where that is asked for."""

import pytest

from nashboard.bank_turn import BankTurn
from nashboard.cadence import Cadence

LAYERS = ["a", "b", "c", "d", "e"]


@pytest.mark.parametrize("counts, slice_samples, slice_count", [([64, 64], 4, 16), ([64, 50], 8, 8), ([10, 3], 4, 3), ([3], 1, 3), ([64], 0, 1), ([64], 100, 1)])
def test_the_slices_cover_each_bank_once(counts, slice_samples, slice_count):
    turn = BankTurn(counts, slice_samples)
    assert turn.slice_count == slice_count
    for count in counts:
        seen = [sample for at in range(slice_count) for sample in range(count)[turn.rows(at, count)]]
        assert seen == list(range(count))


def test_all_slices_are_due_at_first_and_then_one_after_the_other():
    turn = BankTurn([6], 2)
    assert [turn.due(True) for _ in range(5)] == [[0, 1, 2], [0], [1], [2], [0]]
    assert [turn.ends_with(due) for due in ([0, 1, 2], [0], [2])] == [True, False, True]


def test_whole_banks_begin_the_turn_anew():
    turn = BankTurn([6], 2)
    assert [turn.due(is_in_turn) for is_in_turn in (True, True, False, True)] == [[0, 1, 2], [0], [0, 1, 2], [0]]


def test_only_what_falls_due_in_every_step_takes_turns():
    assert Cadence.every_step().takes_turns(["probe", "features"])
    assert not Cadence(probe=1, features=10, bank_slice=4).takes_turns(["probe", "features"])
    assert not Cadence.every_step(0, 0).takes_turns(["probe"])


def test_histograms_of_layers_take_turns_in_every_step_only():
    cadence = Cadence(histograms=1, histogram_layers=2)
    assert [cadence.layers_in_turn(step, LAYERS) for step in range(3)] == [["a", "b"], ["c", "d"], ["e", "a"]]
    assert Cadence(histograms=10, histogram_layers=2).layers_in_turn(10, LAYERS) == LAYERS
    assert Cadence(histograms=1, histogram_layers=9).layers_in_turn(1, LAYERS) == LAYERS
