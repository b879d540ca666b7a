"""
A toy vocoder in the manner of HiFi-GAN: spectra of plucked tones in, sound out, judged by several sub-discriminators,
one that sees the waveform and others that see it folded by a period: python pytorch_vocoder.py --log-dir runs/vocoder
"""

import argparse

import torch
from torch import nn
from torch.nn.functional import l1_loss

from nashboard.torch import watch

BATCH, RATE, SAMPLES, FRAME, BANDS = 8, 8000, 4096, 256, 65
PERIODS, MATCHING, SPECTRAL = (2, 3, 5), 2.0, 45.0


def sounds(count):
    """[count × 1 × SAMPLES] harmonics that fade, of random pitch."""
    time = torch.arange(SAMPLES) / RATE
    pitch, fading = 100 + 300 * torch.rand(count, 1, 1), 4 + 8 * torch.rand(count, 1, 1)
    harmonics = sum(torch.sin(2 * torch.pi * pitch * k * time) / k for k in range(1, 6))
    return 0.4 * harmonics * torch.exp(-fading * time)


def spectra(sound):
    """[count × BANDS × frames] logarithms of magnitudes."""
    window = torch.hann_window(2 * FRAME)
    whole = torch.stft(sound[:, 0], 2 * FRAME, FRAME, window=window, return_complex=True).abs()
    return torch.log(whole[:, :BANDS, : SAMPLES // FRAME] + 1e-3)


class Judge(nn.Module):
    """One sub-discriminator: its judgement of each place, and the features on the way."""

    def __init__(self, period):
        super().__init__()
        self.period = period
        wide = {"kernel_size": (5, 1), "stride": (3, 1), "padding": (2, 0)}
        self.layers = nn.ModuleList([nn.Conv2d(1, 8, **wide), nn.Conv2d(8, 16, **wide), nn.Conv2d(16, 32, **wide)])
        self.activation, self.last = nn.LeakyReLU(0.1), nn.Conv2d(32, 1, (3, 1), padding=(1, 0))

    def forward(self, sound):
        values = sound[..., : SAMPLES // self.period * self.period].unflatten(-1, (-1, self.period))
        features = []
        for layer in self.layers:
            values = self.activation(layer(values))
            features.append(values)
        return self.last(values), features


def main(steps, log_dir):
    torch.manual_seed(0)
    doubling = [part for i in (64, 32, 16, 8) for part in (nn.ConvTranspose1d(i, i // 2, 8, 4, 2), nn.LeakyReLU(0.1))]
    generator = nn.Sequential(nn.Conv1d(BANDS, 64, 7, padding=3), *doubling, nn.Conv1d(4, 1, 7, padding=3), nn.Tanh())
    judges = nn.ModuleList(Judge(period) for period in (1, *PERIODS))
    optimizers = [torch.optim.AdamW(m.parameters(), 2e-4, betas=(0.8, 0.99)) for m in (generator, judges)]
    real, held_out = sounds(64), sounds(64)
    watched = watch(
        generator, judges, *optimizers, log_dir=log_dir, noise=spectra(held_out)[:16], real_samples=real[:16],
        held_out_samples=held_out[:16], sample_rate=RATE, hyperparameters={"loss": "lsgan", "learning_rate": 2e-4},
        discriminate=lambda sound: torch.stack([judge(sound)[0].flatten(1).mean(1) for judge in judges]).mean(0),
    )
    for _ in range(steps):
        batch = sounds(BATCH)
        fake = generator(spectra(batch))
        pairs = [(judge(batch)[0], judge(fake.detach())[0]) for judge in judges]
        of_judges = [((1 - on_real) ** 2).mean() + (on_fake**2).mean() for on_real, on_fake in pairs]
        optimizers[1].zero_grad()
        sum(of_judges).backward()
        optimizers[1].step()
        judged = [(judge(fake), judge(batch)[1]) for judge in judges]
        adversarial = sum(((1 - on_fake) ** 2).mean() for (on_fake, _), _ in judged)
        matching = sum(l1_loss(f, r.detach()) for (_, of_fake), of_real in judged for f, r in zip(of_fake, of_real))
        spectral = l1_loss(spectra(fake), spectra(batch))
        loss = adversarial + MATCHING * matching + SPECTRAL * spectral
        optimizers[0].zero_grad()
        loss.backward()
        optimizers[0].step()
        scalars = {"generator/loss/adv": adversarial, "generator/loss/fm": matching, "generator/loss/mel": spectral}
        scalars.update({f"discriminator/loss/period_{judge.period}": own for judge, own in zip(judges, of_judges)})
        watched.step(generator_loss=loss, discriminator_loss=sum(of_judges), scalars=scalars)
    watched.close()


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--steps", type=int, default=500)
    parser.add_argument("--log-dir", default="runs/vocoder")
    main(**vars(parser.parse_args()))
