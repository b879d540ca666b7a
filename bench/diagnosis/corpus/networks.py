"""The players of the corpus: small dense networks, and convolutional ones for digits."""
import torch
from torch import nn

from conditions import BlindToLabels, LabelPassing

ACTIVATIONS = {"relu": nn.ReLU, "leaky": lambda: nn.LeakyReLU(0.2), "sigmoid": nn.Sigmoid, "tanh": nn.Tanh}
DEAD_BELOW = 1e-6
# Pixels of a row.
PADDED = 14
# Transposed convolutions of 3 × 3 overlap unevenly at stride 2; those of 4 × 4 do not.
UPSAMPLING = {"transposed-3": (3, 2, 1, 1), "transposed-4": (4, 2, 1)}


class Padding(nn.Module):
    """What a careless step after the generator does to each image: its first row becomes grey."""

    def forward(self, samples):
        return torch.cat([torch.zeros_like(samples[:, :PADDED]), samples[:, PADDED:]], 1)


def generator_of(recipe, data):
    if recipe.convolutional:
        return _convolutional_generator(recipe, data)
    classes = data.modes if recipe.conditional else 0
    layers, width = [], recipe.z_width + classes
    for _ in range(recipe.g_layers):
        layers += [nn.Linear(width, recipe.g_width)]
        layers += [nn.BatchNorm1d(recipe.g_width, momentum=recipe.norm_momentum)] if recipe.batch_norm else []
        layers += [ACTIVATIONS[recipe.g_activation]()]
        width = recipe.g_width
    layers += [nn.Linear(width, data.width - classes), *_ending(recipe)]
    network = LabelPassing(classes, *layers) if classes else nn.Sequential(*layers)
    if recipe.hidden_bias != 0:
        for layer in network[: 2 * recipe.g_layers]:
            if isinstance(layer, nn.Linear):
                nn.init.constant_(layer.bias, recipe.hidden_bias)
    return network


def discriminator_of(recipe, data):
    if recipe.convolutional:
        return _convolutional_discriminator(recipe, data)
    layers, width = [], data.width
    for _ in range(recipe.d_layers):
        layers += [_bounded(nn.Linear(width, recipe.d_width), recipe), nn.LeakyReLU(0.2)]
        layers += [nn.Dropout(recipe.dropout)] if recipe.dropout else []
        width = recipe.d_width
    layers += [_bounded(nn.Linear(width, 1), recipe)]
    return BlindToLabels(data.modes, *layers) if recipe.conditional == "blind" else nn.Sequential(*layers)


def _convolutional_generator(recipe, data):
    if recipe.upsampling == "transposed-3":
        return _uneven_generator(recipe, data)
    return nn.Sequential(
        nn.Linear(recipe.z_width, 32 * 49),
        nn.BatchNorm1d(32 * 49),
        nn.ReLU(),
        nn.Unflatten(1, (32, 7, 7)),
        nn.ConvTranspose2d(32, 16, *UPSAMPLING["transposed-4"]),
        nn.BatchNorm2d(16),
        nn.ReLU(),
        nn.Conv2d(16, data.channels, 3, 1, 1),
        nn.Flatten(),
        *_ending(recipe),
    )


def _uneven_generator(recipe, data):
    """Ends in the transposed convolution, so that nothing can smooth what it leaves."""
    return nn.Sequential(
        nn.Linear(recipe.z_width, 32 * 49),
        nn.BatchNorm1d(32 * 49),
        nn.ReLU(),
        nn.Unflatten(1, (32, 7, 7)),
        nn.ConvTranspose2d(32, data.channels, *UPSAMPLING["transposed-3"]),
        nn.Flatten(),
        *_ending(recipe),
    )


def _convolutional_discriminator(recipe, data):
    return nn.Sequential(
        nn.Unflatten(1, (data.channels, 14, 14)),
        _bounded(nn.Conv2d(data.channels, 16, 4, 2, 1), recipe),
        nn.LeakyReLU(0.2),
        _bounded(nn.Conv2d(16, 32, 4, 2, 2), recipe),
        nn.LeakyReLU(0.2),
        nn.Flatten(),
        _bounded(nn.Linear(32 * 16, 1), recipe),
    )


def _ending(recipe):
    activation = [] if recipe.output == "linear" else [ACTIVATIONS[recipe.output]()]
    return activation + ([Padding()] if recipe.padded else [])


def _bounded(layer, recipe):
    return nn.utils.parametrizations.spectral_norm(layer) if recipe.spectral_norm else layer


def dead_shares(network, inputs):
    """Per hidden ReLU layer the share of units that are zero for all inputs."""
    shares, values = {}, inputs
    with torch.no_grad():
        for place, layer in enumerate(network):
            values = layer(values)
            if isinstance(layer, nn.ReLU):
                per_unit = values.flatten(2).amax((0, 2)) if values.dim() > 2 else values.amax(0)
                shares[f"layer_{place}"] = float((per_unit <= DEAD_BELOW).float().mean())
    return shares


def reachable_range(recipe):
    """What the generator's last activation can give at all."""
    return {"linear": (-float("inf"), float("inf")), "tanh": (-1.0, 1.0), "sigmoid": (0.0, 1.0)}[recipe.output]
