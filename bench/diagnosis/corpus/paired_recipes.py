"""Runs that are probed twice: under other labels, with averaged weights, in the generator's other mode."""
from dataclasses import replace

from brief_recipes import BRIEF_MOONS, BRIEF_RING
from recipe import DIGITS, SHAPES, runs_of

SHORT_DIGITS, SHORT_SHAPES = replace(DIGITS, steps=800), replace(SHAPES, steps=800)
BLIND = {"meant_for": "F15", "conditional": "blind"}
LAGGING = {"meant_for": "F29", "average_decay": 0.9995}
STALE = {"meant_for": "F22", "tells_modes_apart": True, "norm_momentum": 5e-4}

PAIRED_RUNS = [
    *runs_of(
        BRIEF_RING,
        [
            ("conditional", {"conditional": "both", "seed": 21}),
            ("conditional-blind", BLIND | {"seed": 22}),
        ],
    ),
    *runs_of(
        BRIEF_MOONS,
        [
            ("conditional", {"conditional": "both", "seed": 23}),
            ("conditional-blind", BLIND | {"seed": 24}),
        ],
    ),
    *runs_of(
        SHORT_SHAPES,
        [
            ("conditional", {"conditional": "both", "seed": 21}),
            ("conditional-blind", BLIND | {"seed": 22}),
            ("average-lags", LAGGING | {"seed": 23}),
            ("stale-norm", STALE | {"seed": 24}),
            ("both-modes", {"tells_modes_apart": True, "average_decay": 0.98, "seed": 25}),
        ],
    ),
    *runs_of(
        SHORT_DIGITS,
        [
            ("conditional", {"conditional": "both", "seed": 21}),
            ("conditional-blind", BLIND | {"seed": 22}),
            ("average-lags", LAGGING | {"seed": 23}),
            ("stale-norm", STALE | {"seed": 24}),
            ("both-modes", {"tells_modes_apart": True, "average_decay": 0.98, "seed": 25}),
        ],
    ),
]
