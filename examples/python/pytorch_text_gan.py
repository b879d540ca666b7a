"""A toy text GAN that learns to write dates, its samples logged as text: python pytorch_text_gan.py --log-dir runs/text"""

import argparse

import torch
from torch import nn
from torch.nn.functional import gumbel_softmax, one_hot, softplus

from nashboard.torch import watch

BATCH, NOISE, HIDDEN, TEMPERATURE, SHOW_EVERY = 64, 32, 64, 1.0, 100
LETTERS = "0123456789-"
LENGTH = len("1999-12-31")


def dates(count):
    """[count × LENGTH × letters] ones where the letter stands."""
    year, month, day = torch.randint(1900, 2100, (count,)), torch.randint(1, 13, (count,)), torch.randint(1, 29, (count,))
    texts = [f"{y}-{m:02}-{d:02}" for y, m, d in zip(year.tolist(), month.tolist(), day.tolist())]
    return one_hot(torch.tensor([[LETTERS.index(letter) for letter in text] for text in texts]), len(LETTERS)).float()


def texts_of(samples):
    return ["".join(LETTERS[place] for place in row) for row in samples.argmax(-1).tolist()]


class Writer(nn.Module):
    """Letters by Gumbel-softmax while training, the likeliest ones while being looked at."""

    def __init__(self):
        super().__init__()
        self.start, self.cell = nn.Linear(NOISE, HIDDEN), nn.GRU(NOISE, HIDDEN, batch_first=True)
        self.letters = nn.Linear(HIDDEN, len(LETTERS))

    def forward(self, noise):
        hidden = torch.tanh(self.start(noise))[None]
        scores = self.letters(self.cell(noise[:, None].expand(-1, LENGTH, -1), hidden)[0])
        if self.training:
            return gumbel_softmax(scores, TEMPERATURE)
        return one_hot(scores.argmax(-1), len(LETTERS)).float()


def main(steps, log_dir):
    torch.manual_seed(0)
    generator = Writer()
    discriminator = nn.Sequential(
        nn.Flatten(), nn.Linear(LENGTH * len(LETTERS), HIDDEN), nn.LeakyReLU(0.2), nn.Linear(HIDDEN, HIDDEN),
        nn.LeakyReLU(0.2), nn.Linear(HIDDEN, 1),
    )
    optimizers = [torch.optim.Adam(m.parameters(), 1e-3, betas=(0.5, 0.9)) for m in (generator, discriminator)]
    fixed_noise = torch.randn(64, NOISE)
    watched = watch(
        generator, discriminator, *optimizers, log_dir=log_dir, noise=fixed_noise, real_samples=dates(64),
        held_out_samples=dates(64), hyperparameters={"loss": "bce", "learning_rate": 1e-3, "temperature": TEMPERATURE},
    )
    watched.log.log_text(0, "real", texts_of(dates(16)))
    for step in range(steps):
        fake = generator(torch.randn(BATCH, NOISE))
        on_real = softplus(-discriminator(dates(BATCH))).mean()
        on_fake = softplus(discriminator(fake.detach())).mean()
        optimizers[1].zero_grad()
        (on_real + on_fake).backward()
        optimizers[1].step()
        generator_loss = softplus(-discriminator(fake)).mean()
        optimizers[0].zero_grad()
        generator_loss.backward()
        optimizers[0].step()
        if step % SHOW_EVERY == 0:
            generator.eval()
            with torch.no_grad():
                watched.log.log_text(step, "fixed_noise", texts_of(generator(fixed_noise[:16])))
            generator.train()
        watched.step(
            generator_loss=generator_loss, discriminator_loss=on_real + on_fake,
            discriminator_loss_real=on_real, discriminator_loss_fake=on_fake,
        )
    watched.close()


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--steps", type=int, default=1000)
    parser.add_argument("--log-dir", default="runs/text")
    main(**vars(parser.parse_args()))
