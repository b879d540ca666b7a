"""A small residual GAN with hinge losses and spectral normalisation: python pytorch_hinge_resnet.py --steps 1000 --log-dir runs/hinge"""

import argparse

import torch
from digits import digits
from torch import nn
from torch.nn.functional import avg_pool2d, interpolate, relu
from torch.nn.utils.parametrizations import spectral_norm

from nashboard.torch import watch

BATCH, NOISE, WIDTH, DISCRIMINATOR_STEPS = 32, 64, 32, 2


class Up(nn.Module):
    """Twice the side: normalised, rectified convolutions beside a plain path."""

    def __init__(self):
        super().__init__()
        convolution = lambda: nn.Conv2d(WIDTH, WIDTH, 3, padding=1)
        normal = lambda: nn.Sequential(nn.BatchNorm2d(WIDTH), nn.ReLU())
        self.before, self.after = nn.Sequential(normal()), nn.Sequential(convolution(), normal(), convolution())

    def forward(self, values):
        larger = lambda some: interpolate(some, scale_factor=2)
        return larger(values) + self.after(larger(self.before(values)))


class Down(nn.Module):
    """Half the side; `channels` in, WIDTH out."""

    def __init__(self, channels):
        super().__init__()
        self.plain = spectral_norm(nn.Conv2d(channels, WIDTH, 1))
        self.first = spectral_norm(nn.Conv2d(channels, WIDTH, 3, padding=1))
        self.second = spectral_norm(nn.Conv2d(WIDTH, WIDTH, 3, padding=1))

    def forward(self, values):
        return avg_pool2d(self.plain(values) + self.second(relu(self.first(values))), 2)


def networks():
    generator = nn.Sequential(
        nn.Linear(NOISE, WIDTH * 7 * 7), nn.Unflatten(1, (WIDTH, 7, 7)), Up(), Up(),
        nn.BatchNorm2d(WIDTH), nn.ReLU(), nn.Conv2d(WIDTH, 1, 3, padding=1), nn.Tanh(),
    )
    discriminator = nn.Sequential(
        Down(1), Down(WIDTH), nn.ReLU(), nn.AvgPool2d(7), nn.Flatten(), spectral_norm(nn.Linear(WIDTH, 1))
    )
    return generator, discriminator


def main(steps, log_dir):
    torch.manual_seed(0)
    images = torch.from_numpy(digits(4096) * 2 - 1)[:, None]  # [-1, 1], which is what tanh can draw
    held_out, images = images[:64], images[64:]
    generator, discriminator = networks()
    generator_optimizer, discriminator_optimizer = (
        torch.optim.Adam(m.parameters(), 2e-4, betas=(0.0, 0.9)) for m in (generator, discriminator)
    )
    watched = watch(
        generator, discriminator, generator_optimizer, discriminator_optimizer, log_dir=log_dir,
        noise=torch.randn(64, NOISE), real_samples=images[:64], held_out_samples=held_out,
        hyperparameters={"loss": "hinge", "learning_rate": 2e-4, "discriminator_steps": DISCRIMINATOR_STEPS},
    )
    for _ in range(steps):
        for _ in range(DISCRIMINATOR_STEPS):
            on_real = relu(1 - discriminator(images[torch.randint(len(images), (BATCH,))])).mean()
            on_fake = relu(1 + discriminator(generator(torch.randn(BATCH, NOISE)).detach())).mean()
            discriminator_optimizer.zero_grad()
            (on_real + on_fake).backward()
            discriminator_optimizer.step()
        generator_loss = -discriminator(generator(torch.randn(BATCH, NOISE))).mean()
        generator_optimizer.zero_grad()
        generator_loss.backward()
        generator_optimizer.step()
        watched.step(
            generator_loss=generator_loss, discriminator_loss=on_real + on_fake,
            discriminator_loss_real=on_real, discriminator_loss_fake=on_fake,
        )
    watched.close()


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--steps", type=int, default=1000)
    parser.add_argument("--log-dir", default="runs/hinge")
    main(**vars(parser.parse_args()))
