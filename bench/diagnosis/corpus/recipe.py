"""What a run can do differently from another, and the settings that each data set's runs share."""
from dataclasses import dataclass, field, replace


@dataclass(frozen=True)
class Recipe:
    name: str
    data: str
    meant_for: str = "healthy"
    loss: str = "bce"
    seed: int = 1
    steps: int = 2000
    # Truth, histograms and samples are taken each so many steps: more often in short runs.
    probe_every: int = 50
    batch: int = 128
    z_width: int = 16
    z_scale: float = 1.0
    g_layers: int = 2
    g_width: int = 128
    g_activation: str = "relu"
    batch_norm: bool = False
    hidden_bias: float = 0.0
    output: str = "linear"
    d_layers: int = 2
    d_width: int = 128
    dropout: float = 0.0
    spectral_norm: bool = False
    convolutional: bool = False
    optimiser: str = "adam"
    lr_g: float = 1e-3
    lr_d: float = 1e-3
    betas: tuple = (0.5, 0.999)
    decay: float = 1.0
    d_steps: int = 1
    pretrain_d: int = 0
    r1: float = 0.0
    gradient_penalty: float = 0.0
    clip: float = 0.0
    label_flips: float = 0.0
    noise: float = 0.0
    train_size: int = 0
    # Labels: "both" players get them, or the discriminator is "blind" to them.
    conditional: str = ""
    # Of the moving average of the generator's weights; 0 for none.
    average_decay: float = 0.0
    # Samples are shown in evaluation mode, and in training mode beside, for batches as small as the training's.
    tells_modes_apart: bool = False
    # Share of a batch's statistics in the running ones that evaluation normalises by.
    norm_momentum: float = 0.1
    # How samples leave the generator: "transposed-3" overlaps unevenly; `padded`: with a grey row that no real one has.
    upsampling: str = "transposed-4"
    padded: bool = False
    # Adaptive augmentation: change of its probability at each step, and the sign of outputs that it aims at.
    augmentation_speed: float = 0.0
    augmentation_target: float = 0.6
    style: str = "canonical"
    g_sign: float = 1.0
    # Steps at which something changes: {step: {"lr_d": …, "pause_d": True, …}}.
    changes: dict = field(default_factory=dict)


RING = Recipe(name="", data="ring")
GRID = Recipe(name="", data="grid", g_width=160, d_width=160, batch=160)
DIGITS = Recipe(
    name="",
    data="digits",
    steps=1500,
    batch=64,
    z_width=32,
    g_width=192,
    d_width=256,
    batch_norm=True,
    output="tanh",
    dropout=0.3,
    lr_g=3e-4,
    lr_d=3e-4,
)
CONVOLUTIONAL = replace(DIGITS, convolutional=True, dropout=0.0, steps=1000)
SHAPES = replace(DIGITS, data="shapes", steps=1200)
STACKED = replace(DIGITS, data="stacked", g_width=256, steps=1200)
MOONS = Recipe(name="", data="moons")
SPIRAL = Recipe(name="", data="spiral", batch=192, g_width=160, d_width=160)
# A straight discriminator against a generator that only shifts and stretches.
BLOB = Recipe(name="", data="blob", z_width=2, z_scale=0.15, g_layers=0, d_layers=0, optimiser="sgd")


def runs_of(base, entries):
    return [replace(base, name=f"{base.data}-{name}", **changes) for name, changes in entries]
