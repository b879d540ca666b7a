"""CPU time that watching adds to an MNIST-sized DCGAN in PyTorch: overhead.py <default|everything|kind> <bank samples> <periods>. Prints JSON."""

import json
import statistics
import sys
import tempfile
import time

import torch
from torch import nn

from nashboard.torch import Cadence, watch

BATCH, NOISE, LEARNING_RATE, LEAK, IMAGES = 32, 100, 1e-4, 0.2, 2048
PERIOD_BLOCKS, DEFAULT_BLOCK_STEPS, BLOCK_STEPS, PLAIN_STEPS = 5, 100, 5, 20
"""Each default cadence falls due equally often in every period of 500 steps; plain steps are all alike."""
NOTHING = {"layers": 0, "histograms": 0, "direction": 0, "probe": 0, "samples": 0, "features": 0}
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


def training(cadence, bank_samples=0):
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

    return step, watched


def milliseconds_a_step(side, steps):
    step, watch_of = side
    started = time.process_time()
    for _ in range(steps):
        step()
    if watch_of is not None:
        watch_of.log.events.flush()  # what the writing thread does belongs to the watched side
    return 1000 * (time.process_time() - started) / steps


def cadence_of(which):
    if which == "everything":
        return Cadence.every_step()
    return Cadence() if which == "default" else Cadence(**{**NOTHING, which: 1})


def main():
    which, bank_samples, periods = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
    block_steps = DEFAULT_BLOCK_STEPS if which == "default" else BLOCK_STEPS
    torch.set_num_threads(1)
    plain, watched = training(None), training(cadence_of(which), bank_samples)
    for step, _ in (plain, watched):
        for _ in range(WARM_UP_STEPS):
            step()
    watched[1].current_step = 0  # a period begins with what falls due at once
    watched[1]._arm()
    rows = []
    for block in range(PERIOD_BLOCKS * periods):
        sides = ((plain, min(block_steps, PLAIN_STEPS)), (watched, block_steps))
        times = [milliseconds_a_step(*side) for side in (sides if block % 2 == 0 else sides[::-1])]
        rows.append(times if block % 2 == 0 else times[::-1])
    # Of each block's place in the period the median over periods: what falls due there stays, what other work costs goes.
    of_places = [rows[place::PERIOD_BLOCKS] for place in range(PERIOD_BLOCKS)]
    overhead = statistics.mean(statistics.median(w / p for p, w in place) for place in of_places) - 1
    figures = {"plainMilliseconds": statistics.median(p for p, _ in rows), "watchedMilliseconds": statistics.median(w for _, w in rows)}
    print(json.dumps({**figures, "overhead": overhead}))


main()
