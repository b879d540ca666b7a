"""CPU time that watching adds to an MNIST-sized DCGAN in PyTorch: overhead.py <default|turns|everything|kind> <bank samples> <periods>. Prints JSON."""

import sys
import tempfile

import torch
from blocks import cadence_of, print_overhead
from torch import nn

from nashboard.torch import Cadence, watch

BATCH, NOISE, LEARNING_RATE, LEAK, IMAGES = 32, 100, 1e-4, 0.2, 2048


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


def training(cadence, bank_samples=0):
    """A function that trains so many steps; watched where a cadence is given."""
    torch.manual_seed(0)
    generator, discriminator = networks()
    images = torch.rand(IMAGES, 1, 28, 28)
    optimizers = [torch.optim.Adam(m.parameters(), lr=LEARNING_RATE) for m in (generator, discriminator)]
    loss_of = nn.BCEWithLogitsLoss()
    real, fake = torch.ones(BATCH, 1), torch.zeros(BATCH, 1)
    banks = {"real_samples": images[:64], "held_out_samples": images[64:128], "noise": torch.randn(64, NOISE)}
    watched = None
    if cadence is not None:
        banks["bank_samples"] = bank_samples
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

    def train(steps):
        for _ in range(steps):
            step()

    return train, watched


def main():
    which, bank_samples, periods = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
    torch.set_num_threads(1)
    print_overhead(training(None), training(cadence_of(which, Cadence), bank_samples), which, periods)


main()
