"""WGAN with gradient penalty on MNIST in PyTorch, watched: python pytorch_wgan_gp.py --steps 1000 --log-dir runs/wgan-gp"""

import argparse

import torch
from digits import digits
from torch import nn

from nashboard.torch import watch

BATCH, NOISE, CRITIC_STEPS, PENALTY = 64, 64, 5, 10.0


def penalty_of(critic, real, fake):
    """Mean of (‖∇D(x̂)‖ − 1)² between pairs, and the mean norm."""
    share = torch.rand(len(real), 1)
    between = (share * real + (1 - share) * fake).requires_grad_()
    (gradient,) = torch.autograd.grad(critic(between).sum(), between, create_graph=True)
    norms = gradient.norm(dim=1)
    return ((norms - 1) ** 2).mean(), norms.mean()


def main(steps, log_dir):
    torch.manual_seed(0)
    images = torch.from_numpy(digits(4096)).flatten(1)  # [0, 1], which is what a sigmoid can draw
    held_out, images = images[:64], images[64:]
    generator = nn.Sequential(nn.Linear(NOISE, 256), nn.ReLU(), nn.Linear(256, 256), nn.ReLU(), nn.Linear(256, 784), nn.Sigmoid())
    critic = nn.Sequential(nn.Linear(784, 256), nn.LeakyReLU(0.2), nn.Linear(256, 256), nn.LeakyReLU(0.2), nn.Linear(256, 1))
    generator_optimizer = torch.optim.Adam(generator.parameters(), 1e-4, betas=(0.0, 0.9))
    critic_optimizer = torch.optim.Adam(critic.parameters(), 1e-4, betas=(0.0, 0.9))
    watched = watch(
        generator, critic, generator_optimizer, critic_optimizer, log_dir=log_dir, noise=torch.randn(64, NOISE),
        real_samples=images[:64], held_out_samples=held_out, as_images=lambda flat: flat.view(-1, 1, 28, 28),
        hyperparameters={"loss": "wgan-gp", "critic_steps": CRITIC_STEPS, "penalty": PENALTY},
    )
    for _ in range(steps):
        for _ in range(CRITIC_STEPS):
            real = images[torch.randint(len(images), (BATCH,))]
            fake = generator(torch.randn(BATCH, NOISE)).detach()
            penalty, norm = penalty_of(critic, real, fake)
            on_real, on_fake = critic(real).mean(), critic(fake).mean()
            critic_loss = on_fake - on_real + PENALTY * penalty
            critic_optimizer.zero_grad()
            critic_loss.backward()
            critic_optimizer.step()
        generator_loss = -critic(generator(torch.randn(BATCH, NOISE))).mean()
        generator_optimizer.zero_grad()
        generator_loss.backward()
        generator_optimizer.step()
        watched.step(
            generator_loss=generator_loss, discriminator_loss=critic_loss,
            discriminator_loss_real=-on_real, discriminator_loss_fake=on_fake,
            scalars={"penalty/gradient": PENALTY * penalty, "penalty/gradient_norm": norm},
        )
    watched.close()


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--steps", type=int, default=1000)
    parser.add_argument("--log-dir", default="runs/wgan-gp")
    main(**vars(parser.parse_args()))
