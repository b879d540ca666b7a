"""Runs that are meant to fail, each in a way, and on data or with a loss, that the first runs do not show."""
from dataclasses import replace

from recipe import BLOB, CONVOLUTIONAL, DIGITS, GRID, MOONS, RING, SHAPES, SPIRAL, STACKED, runs_of

CONVOLUTIONAL_SHAPES = replace(CONVOLUTIONAL, data="shapes", steps=900)

FAILING_RUNS = [
    *runs_of(
        BLOB,
        [
            ("circles", {"meant_for": "F12", "lr_g": 0.1, "lr_d": 0.1}),
            ("circles-wasserstein", {"meant_for": "F12", "loss": "wasserstein", "clip": 1.0, "z_scale": 0.25, "lr_g": 0.02, "lr_d": 0.02, "seed": 2, "style": "critic"}),
            ("circles-least-squares", {"meant_for": "F12", "loss": "lsgan", "lr_g": 0.06, "lr_d": 0.06, "seed": 3, "style": "losses"}),
        ],
    ),
    *runs_of(
        SHAPES,
        [
            ("few-images", {"meant_for": "F06", "train_size": 200, "dropout": 0.0, "d_width": 384, "steps": 2000, "style": "scores"}),
            ("copied", {"meant_for": "F13", "train_size": 32, "dropout": 0.0, "seed": 2}),
            ("shortcut", {"meant_for": "F21", "padded": True, "loss": "hinge", "spectral_norm": True, "dropout": 0.0, "seed": 3}),
            ("augmentation-runs", {"meant_for": "F07", "train_size": 100, "dropout": 0.0, "augmentation_speed": 1.5e-3, "augmentation_target": 0.2, "style": "scores", "seed": 4}),
            ("slow-discriminator", {"meant_for": "F05", "lr_d": 2e-6, "seed": 5, "style": "probabilities"}),
            ("critic-unbounded", {"meant_for": "F16", "loss": "wasserstein", "dropout": 0.0, "style": "critic", "seed": 6}),
            ("sigmoid-range", {"meant_for": "F20", "output": "sigmoid", "style": "losses", "seed": 7}),
            ("rate-jumps", {"meant_for": "F28", "changes": {600: {"lr_g": 0.02}}, "style": "sides", "seed": 8}),
            ("chase", {"meant_for": "F03", "batch_norm": False, "lr_d": 3e-5, "lr_g": 1e-3, "dropout": 0.0, "seed": 9}),
        ],
    ),
    *runs_of(
        CONVOLUTIONAL_SHAPES,
        [
            ("convolutional-checkerboard", {"meant_for": "F24", "upsampling": "transposed-3"}),
            ("convolutional-flipped-sign", {"meant_for": "F25", "g_sign": -1.0, "steps": 500, "style": "sides", "seed": 2}),
        ],
    ),
    *runs_of(
        DIGITS,
        [
            ("copied", {"meant_for": "F13", "train_size": 30, "dropout": 0.0, "seed": 6}),
            ("few-images-wide", {"meant_for": "F06", "train_size": 150, "steps": 2000, "dropout": 0.0, "d_width": 512, "lr_d": 5e-4, "seed": 7, "style": "scores"}),
            ("shortcut", {"meant_for": "F21", "padded": True, "dropout": 0.0, "seed": 8, "steps": 1200}),
            ("augmentation-runs", {"meant_for": "F07", "train_size": 100, "dropout": 0.0, "augmentation_speed": 1.5e-3, "augmentation_target": 0.2, "style": "scores", "seed": 9}),
            ("critic-unbounded", {"meant_for": "F16", "loss": "wasserstein", "dropout": 0.0, "style": "critic", "seed": 10, "steps": 1200}),
            ("flipped-sign", {"meant_for": "F25", "g_sign": -1.0, "steps": 600, "seed": 11, "style": "probabilities"}),
            ("rate-jumps", {"meant_for": "F08", "changes": {700: {"lr_g": 1.0, "lr_d": 1.0}}, "seed": 12, "style": "losses", "steps": 1200}),
            ("slow-discriminator", {"meant_for": "F05", "lr_d": 2e-6, "seed": 13, "style": "losses", "steps": 1200}),
            ("narrow-noise", {"meant_for": "F23", "z_width": 1, "seed": 14}),
        ],
    ),
    *runs_of(
        replace(CONVOLUTIONAL, steps=800),
        [
            ("convolutional-checkerboard", {"meant_for": "F24", "upsampling": "transposed-3", "seed": 2}),
        ],
    ),
    *runs_of(
        STACKED,
        [
            ("strong-discriminator", {"meant_for": "F02", "dropout": 0.0, "lr_d": 2e-3, "lr_g": 1e-4}),
            ("slow-discriminator", {"meant_for": "F05", "lr_d": 2e-6, "seed": 2, "style": "scores", "steps": 900}),
            ("narrow", {"meant_for": "F02", "batch_norm": False, "dropout": 0.0, "lr_g": 1e-3, "seed": 3, "style": "losses"}),
        ],
    ),
    *runs_of(
        MOONS,
        [
            ("unregularised", {"meant_for": "F02", "lr_g": 4e-4, "lr_d": 2e-3, "style": "sides"}),
            ("slow-discriminator", {"meant_for": "F05", "r1": 0.1, "lr_d": 1e-5, "seed": 2, "style": "losses"}),
            ("rate-30", {"meant_for": "F08", "r1": 0.1, "changes": {1000: {"lr_g": 0.3, "lr_d": 0.3}}, "seed": 3}),
            ("r1-1000", {"meant_for": "F17", "r1": 1000.0, "seed": 4, "style": "scores"}),
            ("critic-unbounded", {"meant_for": "F16", "loss": "wasserstein", "seed": 5, "style": "critic"}),
            ("r1-removed", {"meant_for": "F28", "r1": 0.1, "changes": {1000: {"r1": 0.0, "lr_g": 2e-3, "lr_d": 2e-4}}, "seed": 6, "style": "probabilities"}),
            ("coin-labels", {"meant_for": "F26", "label_flips": 0.5, "seed": 7, "style": "sides"}),
            ("sigmoid-range", {"meant_for": "F20", "r1": 0.1, "output": "sigmoid", "seed": 8, "style": "scores"}),
        ],
    ),
    *runs_of(
        SPIRAL,
        [
            ("chase", {"meant_for": "F03", "lr_g": 2e-4, "lr_d": 2e-4, "style": "scores"}),
            ("fast-discriminator", {"meant_for": "F02", "lr_g": 4e-4, "lr_d": 2e-3, "seed": 2}),
        ],
    ),
    *runs_of(
        GRID,
        [
            ("relativistic-unregularised", {"meant_for": "F02", "loss": "relativistic", "lr_d": 2e-3, "lr_g": 4e-4, "style": "sides", "seed": 9}),
        ],
    ),
    *runs_of(
        RING,
        [
            ("clip", {"meant_for": "F16", "loss": "wasserstein", "clip": 0.1, "d_steps": 3, "style": "critic", "seed": 13}),
        ],
    ),
]
