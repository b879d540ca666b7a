"""Steps as event files hold them: whole numbers of 64 bits."""

import operator

from .explained_error import ExplainedError

SMALLEST_STEP, LARGEST_STEP = -(2**63), 2**63 - 1


def checked_step(step: int) -> int:
    whole = operator.index(step)
    if SMALLEST_STEP <= whole <= LARGEST_STEP:
        return whole
    raise ExplainedError(
        "TFEVENTS_STEP",
        what=f"The step {step} is not a whole number that an event file can hold.",
        why="Points with rounded steps would be drawn at the wrong place or on top of each other.",
        fix="Pass a whole number between -2^63 and 2^63 - 1.",
    )
