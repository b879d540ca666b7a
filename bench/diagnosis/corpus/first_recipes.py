"""The first runs of the corpus, on rings, grids and digits. Labels come from what happened, never from here."""
from recipe import CONVOLUTIONAL, DIGITS, GRID, RING, runs_of

RING_RUNS = runs_of(
    RING,
    [
        ("r1", {"r1": 0.1}),
        ("chase", {"meant_for": "F03", "lr_g": 2e-4, "lr_d": 2e-4}),
        ("fast-discriminator", {"meant_for": "F02", "lr_g": 4e-4, "lr_d": 2e-3}),
        ("slow-discriminator", {"meant_for": "F05", "r1": 0.1, "lr_d": 1e-5}),
        ("r1-small", {"r1": 0.05, "seed": 2}),
        ("r1-1000", {"meant_for": "F17", "r1": 1000.0}),
        ("fast-generator", {"meant_for": "F11", "r1": 0.1, "lr_g": 5e-2}),
        ("dead-start", {"meant_for": "F11", "r1": 0.1, "hidden_bias": -3.0}),
        ("tiny-noise", {"meant_for": "F14", "r1": 0.1, "z_scale": 1e-3}),
        ("r1-lr-5e-4", {"r1": 0.1, "lr_g": 5e-4, "lr_d": 5e-4, "seed": 3}),
        ("strong-start", {"meant_for": "F04", "pretrain_d": 2000, "d_steps": 5, "lr_g": 1e-4, "loss": "bce-saturating"}),
        ("sgd-20", {"meant_for": "F08", "optimiser": "sgd", "lr_g": 20.0, "lr_d": 20.0, "loss": "lsgan", "steps": 600}),
        ("critic-unbounded", {"meant_for": "F16", "loss": "wasserstein"}),
        ("wgan-gp", {"loss": "wasserstein", "gradient_penalty": 1.0, "d_steps": 3, "betas": (0.0, 0.9)}),
        ("hinge-r1", {"loss": "hinge", "r1": 0.3}),
        ("lsgan-r1", {"loss": "lsgan", "r1": 0.1, "seed": 4}),
        ("pause-discriminator", {"meant_for": "F19", "r1": 0.1, "changes": {1000: {"pause_d": True}}}),
        ("rate-dies", {"meant_for": "F27", "r1": 0.1, "decay": 0.985}),
        ("flipped-sign", {"meant_for": "F25", "g_sign": -1.0}),
        ("sigmoid-range", {"meant_for": "F20", "r1": 0.1, "output": "sigmoid"}),
        ("coin-labels", {"meant_for": "F26", "label_flips": 0.5}),
        ("deep-sigmoid", {"meant_for": "F10", "r1": 0.1, "g_layers": 10, "g_activation": "sigmoid", "g_width": 64}),
        ("r1-batch-256", {"r1": 0.1, "batch": 256, "seed": 5}),
        ("rate-30", {"meant_for": "F08", "r1": 0.1, "changes": {1000: {"lr_g": 0.3, "lr_d": 0.3}}}),
        ("gp-10000", {"meant_for": "F17", "loss": "wasserstein", "gradient_penalty": 1e4, "d_steps": 3}),
        ("r1-removed", {"meant_for": "F03", "r1": 0.1, "changes": {1000: {"r1": 0.0, "lr_g": 2e-3, "lr_d": 2e-4}}}),
        ("few-samples", {"meant_for": "F06", "train_size": 64, "d_width": 256}),
        ("r1-few-samples", {"r1": 0.1, "train_size": 256, "seed": 6}),
    ],
)

GRID_RUNS = runs_of(
    GRID,
    [
        ("r1", {"r1": 0.05}),
        ("unregularised", {"meant_for": "F02"}),
        ("chase", {"meant_for": "F03", "lr_g": 2e-4, "lr_d": 2e-4, "seed": 2}),
        ("hinge-r1", {"loss": "hinge", "r1": 0.1, "seed": 3}),
        ("slow-discriminator", {"meant_for": "F05", "r1": 0.05, "lr_d": 1e-5}),
        ("wgan-gp", {"loss": "wasserstein", "gradient_penalty": 1.0, "d_steps": 3, "betas": (0.0, 0.9), "steps": 2000}),
        ("strong-start", {"meant_for": "F04", "pretrain_d": 2000, "d_steps": 5, "lr_g": 1e-4, "loss": "bce-saturating", "steps": 1500}),
        ("fast-generator", {"meant_for": "F11", "r1": 0.05, "lr_g": 5e-2}),
        ("pause-discriminator", {"meant_for": "F19", "r1": 0.05, "changes": {1000: {"pause_d": True}}}),
        ("rate-dies", {"meant_for": "F27", "r1": 0.05, "decay": 0.99}),
        ("r1-large-batch", {"r1": 0.05, "batch": 320, "seed": 4, "lr_g": 2e-3, "lr_d": 2e-3}),
        ("critic-unbounded", {"meant_for": "F16", "loss": "wasserstein"}),
        ("r1-1000", {"meant_for": "F17", "r1": 1000.0}),
        ("tiny-noise", {"meant_for": "F14", "r1": 0.05, "z_scale": 1e-3}),
        ("rate-30", {"meant_for": "F08", "r1": 0.05, "changes": {1000: {"lr_g": 0.3, "lr_d": 0.3}}}),
        ("flipped-sign", {"meant_for": "F25", "g_sign": -1.0}),
        ("sigmoid-range", {"meant_for": "F20", "r1": 0.05, "output": "sigmoid"}),
        ("lsgan-r1", {"loss": "lsgan", "r1": 0.05, "seed": 5}),
        ("coin-labels", {"meant_for": "F26", "label_flips": 0.5}),
    ],
)

DIGIT_RUNS = runs_of(
    DIGITS,
    [
        ("dense", {}),
        ("sigmoid-range", {"meant_for": "F20", "output": "sigmoid"}),
        ("dense-hinge", {"loss": "hinge", "spectral_norm": True, "dropout": 0.0, "seed": 2}),
        ("fast-generator", {"meant_for": "F11", "lr_g": 3e-2, "batch_norm": False}),
        ("strong-start", {"meant_for": "F04", "loss": "bce-saturating", "d_steps": 5, "pretrain_d": 500, "dropout": 0.0, "lr_g": 1e-4, "steps": 1000}),
        ("dense-lsgan", {"loss": "lsgan", "seed": 3}),
        ("few-images", {"meant_for": "F06", "train_size": 300, "dropout": 0.0}),
        ("dense-r1", {"r1": 1.0, "dropout": 0.0, "seed": 4}),
        ("rate-dies", {"meant_for": "F27", "decay": 0.98}),
        ("pause-discriminator", {"meant_for": "F19", "changes": {700: {"pause_d": True}}}),
        ("not-a-number", {"meant_for": "F09", "changes": {700: {"poison": True}}}),
        ("tiny-noise", {"meant_for": "F14", "z_scale": 1e-3, "batch_norm": False}),
        ("momentum-99", {"meant_for": "F01", "betas": (0.99, 0.999)}),
        ("dense-fast-discriminator", {"lr_d": 3e-3, "seed": 5}),
    ],
) + runs_of(
    CONVOLUTIONAL,
    [
        ("convolutional", {}),
        ("convolutional-wgan-gp", {"loss": "wasserstein", "gradient_penalty": 10.0, "d_steps": 2, "betas": (0.0, 0.9)}),
        ("convolutional-slow-discriminator", {"meant_for": "F05", "lr_d": 3e-6}),
    ],
)


FIRST_RUNS = RING_RUNS + DIGIT_RUNS + GRID_RUNS
