"""Runs that are meant to work, as different from one another as runs that work are. Some do not, and are labelled so."""
from dataclasses import replace

from recipe import CONVOLUTIONAL, DIGITS, GRID, MOONS, RING, SHAPES, SPIRAL, STACKED, runs_of

CRITIC = {"loss": "wasserstein", "d_steps": 3, "betas": (0.0, 0.9), "style": "critic"}
CONVOLUTIONAL_SHAPES = replace(CONVOLUTIONAL, data="shapes", steps=900)

HEALTHY_RUNS = [
    *runs_of(
        MOONS,
        [
            ("r1", {"r1": 0.1}),
            ("wgan-gp", {**CRITIC, "gradient_penalty": 1.0, "seed": 2}),
            ("hinge", {"loss": "hinge", "r1": 0.1, "style": "scores", "seed": 3}),
            ("lsgan", {"loss": "lsgan", "r1": 0.1, "style": "sides", "seed": 4}),
            ("relativistic", {"loss": "relativistic", "r1": 0.1, "style": "losses", "seed": 5}),
            ("noise", {"noise": 0.2, "style": "probabilities", "seed": 6, "steps": 2500}),
            ("fast-discriminator", {"r1": 0.05, "lr_d": 4e-3, "lr_g": 1e-3, "betas": (0.0, 0.9), "seed": 7}),
        ],
    ),
    *runs_of(
        SHAPES,
        [
            ("dense", {}),
            ("dense-lsgan", {"loss": "lsgan", "style": "sides", "seed": 2}),
            ("dense-wgan-gp", {**CRITIC, "gradient_penalty": 10.0, "dropout": 0.0, "seed": 3}),
            ("dense-adaptive", {"augmentation_speed": 2e-4, "style": "scores", "seed": 4}),
            ("dense-hinge-spectral", {"loss": "hinge", "spectral_norm": True, "dropout": 0.0, "style": "losses", "seed": 5}),
            ("dense-relativistic-r1", {"loss": "relativistic", "r1": 1.0, "dropout": 0.0, "seed": 6}),
        ],
    ),
    *runs_of(
        CONVOLUTIONAL_SHAPES,
        [
            ("convolutional", {"style": "probabilities"}),
            ("convolutional-hinge-spectral", {"loss": "hinge", "spectral_norm": True, "lr_d": 1e-3, "seed": 2}),
        ],
    ),
    *runs_of(
        DIGITS,
        [
            ("dense-strong", {"dropout": 0.0, "lr_d": 2e-4, "lr_g": 2e-4, "style": "sides", "seed": 6}),
            ("dense-relativistic", {"loss": "relativistic", "style": "scores", "seed": 7}),
            ("dense-wgan-gp", {**CRITIC, "gradient_penalty": 10.0, "dropout": 0.0, "seed": 8, "steps": 1200}),
            ("dense-batch-32", {"batch": 32, "style": "probabilities", "seed": 9, "lr_g": 2e-4, "lr_d": 2e-4}),
            ("dense-rmsprop", {"optimiser": "rmsprop", "lr_g": 2e-4, "lr_d": 2e-4, "style": "losses", "seed": 10}),
        ],
    ),
    *runs_of(
        CONVOLUTIONAL,
        [
            ("convolutional-r1", {"r1": 1.0, "style": "scores", "seed": 2, "steps": 800}),
            ("convolutional-lsgan", {"loss": "lsgan", "style": "losses", "seed": 3, "steps": 800}),
        ],
    ),
    *runs_of(
        STACKED,
        [
            ("dense", {}),
            ("dense-r1", {"r1": 1.0, "dropout": 0.0, "style": "scores", "seed": 2}),
        ],
    ),
    *runs_of(
        SPIRAL,
        [
            ("r1", {"r1": 0.02, "steps": 2500}),
            ("wgan-gp", {**CRITIC, "gradient_penalty": 0.5, "seed": 2, "d_steps": 4}),
            ("lsgan", {"loss": "lsgan", "r1": 0.02, "style": "losses", "seed": 3, "steps": 2500}),
        ],
    ),
    *runs_of(
        RING,
        [
            ("relativistic-r1", {"loss": "relativistic", "r1": 0.1, "style": "sides", "seed": 7}),
            ("wgan-gp-5", {**CRITIC, "gradient_penalty": 0.3, "d_steps": 5, "seed": 8, "steps": 1500}),
            ("noise", {"noise": 0.15, "style": "probabilities", "seed": 9}),
            ("lsgan-r1-wide", {"loss": "lsgan", "r1": 0.1, "g_width": 256, "d_width": 256, "style": "scores", "seed": 10}),
            ("r1-leaky", {"r1": 0.1, "g_activation": "leaky", "g_layers": 3, "style": "losses", "seed": 11}),
            ("r1-rmsprop", {"r1": 0.1, "optimiser": "rmsprop", "lr_g": 5e-4, "lr_d": 5e-4, "style": "sides", "seed": 12}),
        ],
    ),
    *runs_of(
        GRID,
        [
            ("relativistic-r1", {"loss": "relativistic", "r1": 0.05, "lr_g": 2e-3, "lr_d": 2e-3, "style": "scores", "seed": 6}),
            ("hinge-r1-large-batch", {"loss": "hinge", "r1": 0.1, "batch": 320, "lr_g": 2e-3, "lr_d": 2e-3, "style": "losses", "seed": 7}),
            ("wgan-gp-large-batch", {**CRITIC, "gradient_penalty": 0.5, "batch": 256, "seed": 8, "steps": 1500}),
        ],
    ),
]
