"""DCGAN on MNIST in PyTorch, watched: python pytorch_dcgan.py --steps 2000 --log-dir runs/pytorch-dcgan"""

import argparse

import torch
from digits import digits
from torch import nn

from nashboard.torch import watch

BATCH, NOISE, LEARNING_RATE = 32, 100, 2e-4


def networks():
    halving = {"kernel_size": 5, "stride": 2, "padding": 2}
    doubling = {**halving, "output_padding": 1}
    generator = nn.Sequential(
        nn.Linear(NOISE, 64 * 7 * 7), nn.BatchNorm1d(64 * 7 * 7), nn.ReLU(), nn.Unflatten(1, (64, 7, 7)),
        nn.ConvTranspose2d(64, 32, **doubling), nn.BatchNorm2d(32), nn.ReLU(),
        nn.ConvTranspose2d(32, 1, **doubling), nn.Tanh(),
    )
    discriminator = nn.Sequential(
        nn.Conv2d(1, 32, **halving), nn.LeakyReLU(0.2), nn.Conv2d(32, 64, **halving), nn.LeakyReLU(0.2),
        nn.Flatten(), nn.Linear(64 * 7 * 7, 1),
    )
    return generator, discriminator


def main(steps, log_dir):
    torch.manual_seed(0)
    images = torch.from_numpy(digits(4096) * 2 - 1)[:, None]  # [-1, 1], which is what tanh can draw
    held_out, images = images[:64], images[64:]
    generator, discriminator = networks()
    optimizers = [torch.optim.Adam(m.parameters(), LEARNING_RATE, betas=(0.5, 0.999)) for m in (generator, discriminator)]
    loss_of = nn.BCEWithLogitsLoss()
    real_label, fake_label = torch.ones(BATCH, 1), torch.zeros(BATCH, 1)

    def discriminator_loss():
        real = images[torch.randint(len(images), (BATCH,))]
        fake = generator(torch.randn(BATCH, NOISE)).detach()
        return loss_of(discriminator(real), real_label) + loss_of(discriminator(fake), fake_label)

    def generator_loss():
        return loss_of(discriminator(generator(torch.randn(BATCH, NOISE))), real_label)

    watched = watch(
        generator, discriminator, *optimizers, log_dir=log_dir, noise=torch.randn(64, NOISE),
        real_samples=images[:64], held_out_samples=held_out, hyperparameters={"loss": "bce", "learning_rate": LEARNING_RATE},
    )
    watched.preflight(generator_loss=generator_loss, discriminator_loss=discriminator_loss)
    for _ in range(steps):
        losses = {}
        for name, loss, optimizer in (
            ("discriminator_loss", discriminator_loss, optimizers[1]),
            ("generator_loss", generator_loss, optimizers[0]),
        ):
            optimizer.zero_grad()
            losses[name] = loss()
            losses[name].backward()
            optimizer.step()
        watched.step(**losses)
        stop = watched.should_stop(severity=5)
        if stop:
            print(f"{stop.headline}; the last safe step was {stop.last_safe_step}.")
            break
    watched.close()


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--steps", type=int, default=2000)
    parser.add_argument("--log-dir", default="runs/pytorch-dcgan")
    main(**vars(parser.parse_args()))
