"""Each fault that can be known before the first step, injected in turn, and silence where there is none."""

import numpy as np
import pytest

from nashboard.preflight import (
    check_directions,
    check_layout,
    check_noise,
    check_own_step,
    check_ownership,
    check_range,
    check_scale,
)

RANDOM = np.random.default_rng(3)
SIGNED = RANDOM.uniform(-1, 1, (64, 1, 8, 8))
UNSIGNED = RANDOM.uniform(0, 1, (64, 1, 8, 8))


def codes(concerns):
    return [(concern.code, concern.mode) for concern in concerns]


@pytest.mark.parametrize("data, reachable", [(SIGNED, (-1, 1)), (UNSIGNED, (0, 1)), (SIGNED, None)])
def test_matching_ranges_raise_no_concern(data, reachable):
    assert check_range(data, reachable) == []


def test_a_sigmoid_against_signed_data_is_f20_with_the_share_it_cannot_draw():
    [concern] = check_range(SIGNED, (0, 1))
    assert (concern.code, concern.mode, concern.severity) == ("PREFLIGHT_RANGE", "F20", 5)
    assert "can never draw 49%" in concern.what


def test_tanh_against_unsigned_data_is_said_less_gravely():
    [concern] = check_range(UNSIGNED, (-1, 1))
    assert (concern.code, concern.severity) == ("PREFLIGHT_HALF_RANGE", 3)


@pytest.mark.parametrize(
    "data, words",
    [(UNSIGNED * 255, "as bytes do"), (UNSIGNED / 255, "twice"), (UNSIGNED * 0 + 0.5, "constant")],
)
def test_wrong_scales_are_named(data, words):
    [concern] = check_scale(data)
    assert concern.code == "PREFLIGHT_SCALE" and words in concern.what


def test_data_that_are_not_finite_are_f09():
    [concern] = check_scale(np.where(UNSIGNED > 0.9, np.nan, UNSIGNED))
    assert (concern.code, concern.mode, concern.severity) == ("PREFLIGHT_NOT_FINITE", "F09", 5)


def test_data_of_usual_scales_raise_no_concern():
    assert check_scale(SIGNED) == check_scale(UNSIGNED) == []


def test_channels_at_different_ends_are_named():
    assert check_layout((3, 8, 8), (3, 8, 8)) == []
    [concern] = check_layout((8, 8, 3), (3, 8, 8))
    assert "Move the channels" in concern.fix


def test_parameters_of_the_other_player_and_missing_ones_are_named():
    assert check_ownership("generator", own=4, foreign=0, missing=0) == []
    assert codes(check_ownership("generator", own=4, foreign=2, missing=0)) == [("PREFLIGHT_FOREIGN_PARAMETERS", "F25")]
    [concern] = check_ownership("generator", own=0, foreign=0, missing=4)
    assert concern.severity == 5


def test_an_own_step_that_raises_the_own_loss_is_f25():
    assert check_own_step("generator", [(1.0, 0.9)] * 4 + [(1.0, 1.1)]) == []
    assert codes(check_own_step("generator", [(1.0, 1.1)] * 5)) == [("PREFLIGHT_OWN_STEP", "F25")]
    assert codes(check_own_step("generator", [(1.0, float("nan"))] * 5)) == [("PREFLIGHT_OWN_STEP", "F25")]


def test_an_own_step_that_changes_nothing_is_f19():
    assert codes(check_own_step("discriminator", [(1.0, 1.0)] * 5)) == [("PREFLIGHT_NO_STEP", "F19")]
    assert check_own_step("discriminator", [(1.0, 1.0)] * 4 + [(1.0, 0.9)]) == []


@pytest.mark.parametrize(
    "gap, rise, expected",
    [(1, 1, []), (-1, 1, ["PREFLIGHT_ORIENTATION"]), (1, -1, ["PREFLIGHT_ORIENTATION"]), (-1, -1, ["PREFLIGHT_INVERTED"])],
)
def test_directions_tell_swapped_labels_from_wrong_signs(gap, rise, expected):
    assert [concern.code for concern in check_directions(gap, rise)] == expected


def test_the_same_noise_in_every_step_is_named():
    assert check_noise(0, 5) == check_noise(4, 5) == check_noise(0, 0) == []
    assert codes(check_noise(5, 5)) == [("PREFLIGHT_SAME_NOISE", "F14")]
