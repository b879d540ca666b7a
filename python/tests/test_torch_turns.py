"""Everything in every step, in turns: what the log holds beside what each sample's last judgement was."""

import numpy as np
import pytest

torch = pytest.importorskip("torch")

import event_reader
from nashboard.torch import Cadence, watch
from torch import nn

BANK, SLICE, STEPS = 8, 2, 10
SLICES = BANK // SLICE


class Ramp(nn.Module):
    """Judges each sample by itself times a weight that the test moves."""

    def __init__(self):
        super().__init__()
        self.weight = nn.Parameter(torch.zeros(1))
        self.rectifier = nn.ReLU()

    def forward(self, samples):
        return self.rectifier(samples.flatten(1)).sum(1, keepdim=True) * 0 + samples.flatten(1)[:, :1] * self.weight


class Picture(nn.Module):
    """Draws its noise, and the test's step beside it."""

    def __init__(self):
        super().__init__()
        self.step = nn.Parameter(torch.zeros(1))

    def forward(self, noise):
        return torch.cat([noise, self.step.expand(len(noise), 1)], 1).view(-1, 1, 1, 2)


def logged(folder, cadence, **more):
    generator, discriminator = Picture(), Ramp()
    optimizers = [torch.optim.SGD(m.parameters(), 0.0) for m in (generator, discriminator)]
    bank = torch.arange(1.0, BANK + 1).view(BANK, 1, 1, 1).expand(BANK, 1, 1, 2)
    watched = watch(
        generator, discriminator, *optimizers, log_dir=folder, cadence=cadence, noise=torch.arange(0.0, BANK)[:, None] / 255,
        real_samples=bank, held_out_samples=bank, value_range=(0.0, 1.0), **more,
    )
    for step in range(STEPS):
        with torch.no_grad():
            discriminator.weight.fill_(step)
            generator.step.fill_(step / 255)
        watched.step(generator_loss=0.0, discriminator_loss=0.0)
    watched.close()
    return watched.log.events.path


def last_judged(step):
    """By sample: at the first step all were, then a slice a step."""
    slices = [max([0, *(s for s in range(1, step + 1) if (s - 1) % SLICES == at)]) for at in range(SLICES)]
    return np.repeat(slices, SLICE)


def test_outputs_are_those_of_whole_banks_as_last_judged(tmp_path):
    path = logged(tmp_path, Cadence.every_step(bank_slice=SLICE))
    for tag in ("real", "held_out"):
        rows = event_reader.values(path)[f"discriminator/logits/{tag}"]
        assert [step for step, _ in rows] == list(range(STEPS))
        for step, tensor in rows:
            left, right, counts = np.frombuffer(dict(tensor)[4], "<f8").reshape(-1, 3).T
            expected = np.arange(1, BANK + 1) * last_judged(step)
            assert counts.tolist() == [((a <= expected) & (expected < b)).sum() for a, b in zip(left, right)]


def test_pictures_are_written_once_a_turn_each_renewed(tmp_path):
    path = logged(tmp_path, Cadence.every_step(bank_slice=SLICE))
    rows = event_reader.strings(path, "samples/fixed_noise")
    assert [step for step, _ in rows] == [0, SLICES, 2 * SLICES]
    assert all(len(strings) == 2 + BANK for _, strings in rows)


def test_the_log_says_that_banks_take_turns(tmp_path):
    [(step, [note])] = event_reader.strings(logged(tmp_path, Cadence.every_step(bank_slice=SLICE)), "nashboard/probe")
    assert step == 0 and b"one of 4 slices" in note and b"up to 3 steps before" in note


def test_at_once_and_with_a_function_of_the_callers_banks_are_judged_whole(tmp_path):
    judge = lambda samples: samples.flatten(1)[:, :1] + torch.arange(BANK)[:, None]  # one label a sample
    for name, cadence, more in (("a", Cadence.every_step(0, 0), {}), ("b", Cadence.every_step(SLICE), {"discriminate": judge})):
        path = logged(tmp_path / name, cadence, **more)
        assert len(event_reader.strings(path, "samples/fixed_noise")) == STEPS
        assert "nashboard/probe" not in event_reader.values(path)


def test_histograms_of_layers_take_turns(tmp_path):
    torch.manual_seed(0)
    generator, discriminator = nn.Sequential(nn.Linear(2, 3), nn.Linear(3, 2)), nn.Linear(2, 1)
    optimizers = [torch.optim.SGD(m.parameters(), 0.1) for m in (generator, discriminator)]
    watched = watch(generator, discriminator, *optimizers, log_dir=tmp_path, cadence=Cadence.every_step())
    for _ in range(STEPS):
        loss = discriminator(generator(torch.randn(4, 2))).mean()
        loss.backward()
        for optimizer in optimizers:
            optimizer.step()
        watched.step(generator_loss=loss, discriminator_loss=loss)
    watched.close()
    seen = event_reader.values(watched.log.events.path)
    steps = lambda tag: [step for step, _ in seen[tag]]
    assert steps("generator/gradients/0/weight") == [0, 4, 8]
    assert steps("generator/gradients/1/bias") == [3, 7]
    assert steps("discriminator/gradients/bias") == [1, 3, 5, 7, 9]
    assert steps("generator/gradient_norm/1/bias") == list(range(STEPS))
