"""Runs of 200 to 1,500 steps, of small dense players without batch normalisation: a first try, as most logs are."""
from dataclasses import replace

from recipe import BLOB, DIGITS, GRID, MOONS, RING, SHAPES, SPIRAL, runs_of

SMALL = {"steps": 800, "probe_every": 25, "batch": 64, "g_width": 64, "d_width": 64, "lr_g": 2e-3, "lr_d": 2e-3}
# An evening's first network: images at once, nothing normalised.
PLAIN_IMAGES = {"batch_norm": False, "dropout": 0.0, "batch": 64, "g_width": 128, "d_width": 128, "lr_g": 5e-4, "lr_d": 5e-4}

BRIEF_BLOB = replace(
    BLOB, **SMALL | {"steps": 400}, z_width=4, z_scale=1.0, g_layers=1, d_layers=1, optimiser="adam", r1=0.1
)
BRIEF_RING = replace(RING, **SMALL, r1=0.1)
BRIEF_GRID = replace(GRID, **SMALL, r1=0.05)
BRIEF_MOONS = replace(MOONS, **SMALL, r1=0.1)
BRIEF_SPIRAL = replace(SPIRAL, **SMALL | {"steps": 1200, "batch": 128}, r1=0.02)
BRIEF_DIGITS = replace(DIGITS, **PLAIN_IMAGES, steps=1000, probe_every=50)
BRIEF_SHAPES = replace(SHAPES, **PLAIN_IMAGES, steps=800, probe_every=50)

# What is wrong from the start shows within a few hundred steps.
FLIPPED = {"meant_for": "F25", "g_sign": -1.0, "steps": 300}
SQUEEZED = {"meant_for": "F20", "output": "sigmoid", "steps": 400}
SWINGING = {"meant_for": "F12", "r1": 0.0, "optimiser": "sgd", "g_layers": 0, "d_layers": 0, "z_width": 2, "z_scale": 0.15}
LOPSIDED = {"meant_for": "F02", "r1": 0.0, "lr_g": 8e-4, "lr_d": 4e-3}


def _brief(base, entries):
    return runs_of(base, [(f"brief-{name}", changes) for name, changes in entries])


BRIEF_RUNS = [
    *_brief(
        BRIEF_BLOB,
        [
            ("r1", {}),
            ("200-steps", {"steps": 200, "probe_every": 10, "seed": 2, "style": "probabilities"}),
            ("wgan-gp", {"loss": "wasserstein", "r1": 0.0, "gradient_penalty": 1.0, "d_steps": 3, "betas": (0.0, 0.9), "style": "critic", "seed": 3}),
            ("lsgan", {"loss": "lsgan", "style": "keras", "seed": 4, "steps": 600}),
            ("hinge", {"loss": "hinge", "style": "epochs", "seed": 5, "steps": 1000}),
            ("flipped-sign", FLIPPED | {"style": "losses", "seed": 6}),
            ("circles", SWINGING | {"lr_g": 0.15, "lr_d": 0.15, "steps": 1200, "probe_every": 50, "seed": 7, "style": "sides"}),
            ("circles-epochs", SWINGING | {"lr_g": 0.1, "lr_d": 0.1, "steps": 1500, "probe_every": 50, "seed": 8, "style": "epochs"}),
        ],
    ),
    *_brief(
        BRIEF_MOONS,
        [
            ("r1", {}),
            ("lsgan", {"loss": "lsgan", "style": "losses", "seed": 2}),
            ("hinge", {"loss": "hinge", "style": "epochs", "seed": 3, "steps": 1200}),
            ("relativistic", {"loss": "relativistic", "style": "keras", "seed": 4, "steps": 1200}),
            ("noise", {"r1": 0.0, "noise": 0.2, "style": "probabilities", "seed": 5, "steps": 1000}),
            ("flipped-sign", FLIPPED | {"style": "canonical", "seed": 6}),
            ("sigmoid-range", SQUEEZED | {"style": "sides", "seed": 7}),
            ("pause-discriminator", {"meant_for": "F19", "changes": {400: {"pause_d": True}}, "seed": 8}),
            ("not-a-number", {"meant_for": "F09", "changes": {400: {"poison": True}}, "style": "losses", "seed": 9}),
            ("rate-dies", {"meant_for": "F27", "decay": 0.985, "style": "sides", "seed": 10}),
            ("lopsided", LOPSIDED | {"style": "scores", "seed": 11}),
            ("deep-sigmoid", {"meant_for": "F10", "g_layers": 8, "g_activation": "sigmoid", "seed": 12}),
            ("tiny-noise", {"meant_for": "F14", "z_scale": 1e-3, "style": "epochs", "seed": 13}),
            ("coin-labels", {"meant_for": "F26", "label_flips": 0.5, "style": "keras", "seed": 14}),
            ("wide", {"g_width": 128, "d_width": 128, "style": "scores", "seed": 15}),
            ("leaky", {"g_activation": "leaky", "steps": 500, "style": "losses", "seed": 16}),
            ("wgan-gp", {"loss": "wasserstein", "r1": 0.0, "gradient_penalty": 1.0, "d_steps": 3, "betas": (0.0, 0.9), "style": "critic", "seed": 17}),
            ("rmsprop", {"optimiser": "rmsprop", "lr_g": 1e-3, "lr_d": 1e-3, "style": "sides", "seed": 18}),
            ("batch-256", {"batch": 256, "style": "probabilities", "seed": 19}),
            ("1500-steps", {"steps": 1500, "style": "keras", "seed": 20}),
        ],
    ),
    *_brief(
        BRIEF_RING,
        [
            ("r1", {}),
            ("hinge", {"loss": "hinge", "style": "keras", "seed": 2, "steps": 1200}),
            ("lsgan", {"loss": "lsgan", "style": "epochs", "seed": 3, "steps": 1200}),
            ("losses", {"style": "losses", "seed": 4, "steps": 1000}),
            ("flipped-sign", FLIPPED | {"style": "epochs", "seed": 5}),
            ("lopsided", LOPSIDED | {"style": "losses", "seed": 6}),
            ("lopsided-epochs", LOPSIDED | {"style": "epochs", "seed": 7, "steps": 1200}),
            ("wide", {"g_width": 128, "d_width": 128, "style": "scores", "seed": 8}),
            ("r1-epochs", {"steps": 1000, "style": "epochs", "seed": 9}),
            ("batch-256", {"batch": 256, "style": "sides", "seed": 10}),
            ("relativistic", {"loss": "relativistic", "steps": 1000, "style": "keras", "seed": 11}),
            ("leaky", {"g_activation": "leaky", "style": "losses", "seed": 12}),
        ],
    ),
    *_brief(
        BRIEF_GRID,
        [
            ("r1", {"steps": 1200}),
            ("lsgan", {"loss": "lsgan", "style": "keras", "seed": 2, "steps": 1500}),
            ("lopsided", LOPSIDED | {"style": "scores", "seed": 3}),
            ("rate-dies", {"meant_for": "F27", "decay": 0.985, "style": "canonical", "seed": 4}),
        ],
    ),
    *_brief(
        BRIEF_SPIRAL,
        [
            ("r1", {}),
            ("hinge", {"loss": "hinge", "style": "epochs", "seed": 2}),
            ("lopsided", LOPSIDED | {"style": "keras", "seed": 3}),
            ("lopsided-relativistic", LOPSIDED | {"loss": "relativistic", "style": "losses", "seed": 4}),
            ("sigmoid-range", SQUEEZED | {"style": "losses", "seed": 5}),
        ],
    ),
    *_brief(
        BRIEF_DIGITS,
        [
            ("plain", {"style": "losses"}),
            ("leaky", {"g_activation": "leaky", "style": "epochs", "seed": 2, "steps": 1500}),
            ("lsgan", {"loss": "lsgan", "g_activation": "leaky", "style": "keras", "seed": 3, "steps": 1500}),
            ("fast", {"meant_for": "F02", "lr_g": 3e-3, "lr_d": 3e-3, "style": "probabilities", "seed": 4}),
        ],
    ),
    *_brief(
        BRIEF_SHAPES,
        [
            ("plain", {"style": "probabilities"}),
            ("leaky", {"g_activation": "leaky", "style": "epochs", "seed": 2, "steps": 1500}),
            ("not-a-number", {"meant_for": "F09", "changes": {500: {"poison": True}}, "style": "keras", "seed": 3}),
            ("coin-labels", {"meant_for": "F26", "label_flips": 0.5, "style": "losses", "seed": 4}),
            ("r1-1000", {"meant_for": "F17", "r1": 1000.0, "style": "scores", "seed": 5}),
            ("pause-discriminator", {"meant_for": "F19", "changes": {400: {"pause_d": True}}, "style": "sides", "seed": 6}),
        ],
    ),
]
