"""One measurement of the benchmark's GANs in PyTorch, on one thread: train_steps.py <mlp|dcgan> <seconds>. Prints JSON."""

import json
import sys
import time

import torch
from torch import nn

BATCH = 32
NOISE = 100
LEARNING_RATE = 1e-4
LEAK = 0.2
IMAGES = 2048
WARM_UP_STEPS = 5


def networks(model):
    """Sizes as in networks.mjs, which must run the same networks."""
    if model == "mlp":
        generator = nn.Sequential(nn.Linear(NOISE, 128), nn.ReLU(), nn.Linear(128, 784), nn.Sigmoid())
        discriminator = nn.Sequential(nn.Linear(784, 128), nn.ReLU(), nn.Linear(128, 1))
        return generator, discriminator, (784,)
    halving = {"kernel_size": 5, "stride": 2, "padding": 2}
    doubling = {**halving, "output_padding": 1}
    generator = nn.Sequential(
        nn.Linear(NOISE, 64 * 7 * 7),
        nn.ReLU(),
        nn.Unflatten(1, (64, 7, 7)),
        nn.ConvTranspose2d(64, 32, **doubling),
        nn.ReLU(),
        nn.ConvTranspose2d(32, 1, **doubling),
        nn.Sigmoid(),
    )
    discriminator = nn.Sequential(
        nn.Conv2d(1, 32, **halving),
        nn.LeakyReLU(LEAK),
        nn.Conv2d(32, 64, **halving),
        nn.LeakyReLU(LEAK),
        nn.Flatten(),
        nn.Linear(64 * 7 * 7, 1),
    )
    return generator, discriminator, (1, 28, 28)


def training_step(model):
    generator, discriminator, image_shape = networks(model)
    images = torch.rand(IMAGES, *image_shape)
    optimise_generator = torch.optim.Adam(generator.parameters(), lr=LEARNING_RATE)
    optimise_discriminator = torch.optim.Adam(discriminator.parameters(), lr=LEARNING_RATE)
    parameters = list(discriminator.parameters())
    loss_of = nn.BCEWithLogitsLoss()
    real, fake = torch.ones(BATCH, 1), torch.zeros(BATCH, 1)
    labels = torch.cat([real, fake])

    def step():
        batch = images[torch.randint(IMAGES, (BATCH,))]
        with torch.no_grad():
            generated = generator(torch.randn(BATCH, NOISE))
        for parameter in parameters:
            parameter.requires_grad_(True)
        optimise_discriminator.zero_grad()
        discriminator_loss = loss_of(discriminator(torch.cat([batch, generated])), labels) * 2
        discriminator_loss.backward()
        optimise_discriminator.step()
        # The generator's turn needs no gradients of the discriminator's weights; TensorFlow.js leaves them out too.
        for parameter in parameters:
            parameter.requires_grad_(False)
        optimise_generator.zero_grad()
        generator_loss = loss_of(discriminator(generator(torch.randn(BATCH, NOISE))), real)
        generator_loss.backward()
        optimise_generator.step()
        return [discriminator_loss.item(), generator_loss.item()]

    return step


def main():
    model, seconds = sys.argv[1], float(sys.argv[2])
    torch.set_num_threads(1)
    step = training_step(model)
    for _ in range(WARM_UP_STEPS):
        step()
    steps, elapsed, losses, started_at = 0, 0.0, [], time.perf_counter()
    while elapsed < seconds:
        losses = step()
        steps += 1
        elapsed = time.perf_counter() - started_at
    version = torch.__version__
    print(json.dumps({"stepsPerSecond": steps / elapsed, "steps": steps, "losses": losses, "version": version}))


main()
