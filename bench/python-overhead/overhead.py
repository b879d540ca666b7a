"""CPU time that watching adds to an MNIST-sized DCGAN in PyTorch: overhead.py <default|everything> <steps>. Prints JSON."""

import json
import sys
import tempfile
import time

import torch
from torch import nn

from nashboard.torch import Cadence, watch

BATCH, NOISE, LEARNING_RATE, LEAK, IMAGES = 32, 100, 1e-4, 0.2, 2048
BLOCK_STEPS = 50
WARM_UP_STEPS = 10


def networks():
    """As in bench/train-steps."""
    halving = {"kernel_size": 5, "stride": 2, "padding": 2}
    doubling = {**halving, "output_padding": 1}
    generator = nn.Sequential(
        nn.Linear(NOISE, 64 * 7 * 7), nn.ReLU(), nn.Unflatten(1, (64, 7, 7)),
        nn.ConvTranspose2d(64, 32, **doubling), nn.ReLU(), nn.ConvTranspose2d(32, 1, **doubling), nn.Sigmoid(),
    )
    discriminator = nn.Sequential(
        nn.Conv2d(1, 32, **halving), nn.LeakyReLU(LEAK), nn.Conv2d(32, 64, **halving), nn.LeakyReLU(LEAK),
        nn.Flatten(), nn.Linear(64 * 7 * 7, 1),
    )
    return generator, discriminator


def training(cadence):
    """A function that trains one step; watched where a cadence is given."""
    torch.manual_seed(0)
    generator, discriminator = networks()
    images = torch.rand(IMAGES, 1, 28, 28)
    optimizers = [torch.optim.Adam(m.parameters(), lr=LEARNING_RATE) for m in (generator, discriminator)]
    loss_of = nn.BCEWithLogitsLoss()
    real, fake = torch.ones(BATCH, 1), torch.zeros(BATCH, 1)
    banks = {"real_samples": images[:64], "held_out_samples": images[64:128], "noise": torch.randn(64, NOISE)}
    watched = None
    if cadence is not None:
        watched = watch(generator, discriminator, *optimizers, log_dir=tempfile.mkdtemp(), cadence=cadence, **banks)

    def step():
        batch = images[torch.randint(IMAGES, (BATCH,))]
        optimizers[1].zero_grad()
        generated = generator(torch.randn(BATCH, NOISE))
        d_loss = loss_of(discriminator(batch), real) + loss_of(discriminator(generated.detach()), fake)
        d_loss.backward()
        optimizers[1].step()
        optimizers[0].zero_grad()
        g_loss = loss_of(discriminator(generated), real)
        g_loss.backward()
        optimizers[0].step()
        if watched is not None:
            watched.step(generator_loss=g_loss, discriminator_loss=d_loss)
        return d_loss.item() + g_loss.item()

    return step, watched


def main():
    cadence = Cadence() if sys.argv[1] == "default" else Cadence.every_step()
    steps = int(sys.argv[2])
    torch.set_num_threads(1)
    plain, watched = training(None), training(cadence)
    for step, _ in (plain, watched):
        for _ in range(WARM_UP_STEPS):
            step()
    seconds = {"plain": 0.0, "watched": 0.0}
    for block in range(steps // BLOCK_STEPS):
        sides = [("plain", plain), ("watched", watched)]
        for name, (step, watch_of) in sides if block % 2 == 0 else reversed(sides):
            started = time.process_time()
            for _ in range(BLOCK_STEPS):
                step()
            if watch_of is not None:
                watch_of.log.events.flush()  # what the writing thread does belongs to the watched side
            seconds[name] += time.process_time() - started
    figures = {f"{name}Milliseconds": 1000 * total / steps for name, total in seconds.items()}
    print(json.dumps({**figures, "overhead": seconds["watched"] / seconds["plain"] - 1}))


main()
