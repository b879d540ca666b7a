"""What the log holds, read with TensorBoard's own reader, beside values that the loop computes by code of its own."""

import numpy as np
import pytest

torch = pytest.importorskip("torch")
pytest.importorskip("tensorboard")

import beside_own_values
from nashboard.torch import Cadence, watch
from torch import nn

STEPS, BATCH, BANK, CLIP = 4, 32, 24, 1e-3


def networks():
    torch.manual_seed(3)
    generator = nn.Sequential(
        nn.Linear(5, 24), nn.BatchNorm1d(24), nn.ReLU(), nn.Linear(24, 9), nn.Tanh(), nn.Unflatten(1, (1, 3, 3))
    )
    discriminator = nn.Sequential(nn.Conv2d(1, 6, 2), nn.ReLU(), nn.Flatten(), nn.Linear(24, 7), nn.LeakyReLU(0.2), nn.Linear(7, 1))
    with torch.no_grad():
        generator[1].bias[:6] = -50  # a quarter of the units is dead
        generator[3].bias[:3] = 50  # a third of the outputs is at its limit
        discriminator[0].bias[:2] = -50
    return generator, discriminator


class Own:
    """Computes, without hooks, what each step should have logged."""

    def __init__(self):
        self.rows = []
        self._gradients = {}

    def probed(self, generator, discriminator, noise, banks):
        modes = [(part, part.training) for m in (generator, discriminator) for part in m.modules()]
        generator.eval(), discriminator.eval()
        with torch.no_grad():
            hidden = generator[2](generator[1](generator[0](noise)))
            flat = generator[4](generator[3](hidden))
            sides = {"fake": flat.reshape(-1, 1, 3, 3), **banks}
            first = {side: discriminator[1](discriminator[0](batch)) for side, batch in sides.items()}
            features = {side: discriminator[4](discriminator[3](values.flatten(1))) for side, values in first.items()}
            row = {f"logits/{side}": discriminator[5](values)[:, 0].numpy() for side, values in features.items()}
            row.update({f"features/{side}": values.numpy() for side, values in features.items()})
            row["generator/dead_units/2"] = np.mean(hidden.numpy().max(0) <= 0)
            everywhere = np.concatenate([values.numpy() for values in first.values()])
            row["discriminator/dead_units/1"] = np.mean(everywhere.transpose(1, 0, 2, 3).reshape(6, -1).max(1) <= 0)
            row["generator/saturated_units/4"] = np.mean((np.abs(flat.numpy()) > 0.95).mean(0) > 0.95)
        for part, mode in modes:
            part.training = mode
        return row

    def gradients_of(self, player, module):
        gradients = {name.replace(".", "/"): p.grad.numpy().copy() for name, p in module.named_parameters()}
        return beside_own_values.row_of_gradients(player, gradients, self._gradients)


def stepped(module, optimizer, player, loss, own):
    """The update under clipping, and its sizes."""
    optimizer.zero_grad()
    loss.backward()
    row = own.gradients_of(player, module)
    nn.utils.clip_grad_norm_(module.parameters(), CLIP)
    before = {name: p.detach().numpy().copy() for name, p in module.named_parameters()}
    optimizer.step()
    for name, p in module.named_parameters():
        ratio = np.linalg.norm(p.detach().numpy() - before[name]) / max(np.linalg.norm(before[name]), 1e-30)
        row[f"{player}/update_ratio/{name.replace('.', '/')}"] = ratio
    return row


def trained(tmp_path):
    generator, discriminator = networks()
    g_optimizer, d_optimizer = (torch.optim.Adam(m.parameters(), 1e-2) for m in (generator, discriminator))
    noise, banks = torch.randn(BANK, 5), {"real": torch.rand(BANK, 1, 3, 3) * 2 - 1, "held_out": torch.rand(BANK, 1, 3, 3) * 2 - 1}
    watched = watch(
        generator, discriminator, g_optimizer, d_optimizer, log_dir=tmp_path, cadence=Cadence.every_step(0, 0), noise=noise,
        real_samples=banks["real"], held_out_samples=banks["held_out"], bank_samples=BANK,
    )
    own = Own()
    for _ in range(STEPS):
        softplus = nn.functional.softplus
        fake = generator(torch.randn(BATCH, 5))
        d_loss = softplus(-discriminator(torch.rand(BATCH, 1, 3, 3) * 2 - 1)).mean() + softplus(discriminator(fake.detach())).mean()
        row = stepped(discriminator, d_optimizer, "discriminator", d_loss, own)
        g_loss = softplus(-discriminator(fake)).mean()
        (at_samples,) = torch.autograd.grad(g_loss, fake, retain_graph=True)
        row["generator/signal_at_samples"] = at_samples.flatten(1).norm(dim=1).sum().item()
        row.update(stepped(generator, g_optimizer, "generator", g_loss, own))
        row.update({"generator/loss": g_loss.item(), "discriminator/loss": d_loss.item()})
        row.update(own.probed(generator, discriminator, noise, banks))
        row["discriminator/accuracy/real"] = np.mean(row["logits/real"] > 0)
        row["discriminator/accuracy/fake"] = np.mean(row["logits/fake"] < 0)
        own.rows.append(row)
        watched.step(generator_loss=g_loss, discriminator_loss=d_loss)
    watched.close()
    return own.rows


@pytest.fixture(scope="module")
def both(tmp_path_factory):
    return beside_own_values.both(trained, tmp_path_factory.mktemp("run"))


def test_scalars_are_those_of_the_loop(both):
    rows, logged = both
    tags = beside_own_values.scalar_tags(rows)
    assert len(tags) == 34
    known = [tag for tag in tags if "update_ratio/1/bias" not in tag]  # its weights begin at zero, so that no ratio exists
    beside_own_values.assert_logged(rows, logged, known, rel=2e-4, abs=1e-12)


def test_dead_and_saturated_units_are_the_injected_ones(both):
    rows, logged = both
    assert float(logged["generator/dead_units/2"][0]) == pytest.approx(6 / 24)
    assert float(logged["generator/saturated_units/4"][0]) >= 3 / 9
    assert float(logged["discriminator/dead_units/1"][0]) >= 2 / 6


def test_gradient_histograms_hold_every_entry_in_its_bin(both):
    beside_own_values.assert_gradients_in_their_bins(*both, tag_count=12)


def test_logit_histograms_and_features_are_those_of_the_frozen_players(both):
    rows, logged = both
    for side in ("real", "fake", "held_out"):
        for row, histogram, features in zip(rows, logged[f"discriminator/logits/{side}"], logged[f"features/discriminator.4/{side}"]):
            assert features == pytest.approx(row[f"features/{side}"], abs=1e-6)
            beside_own_values.assert_in_their_bins(row[f"logits/{side}"], histogram)


def test_the_distance_between_the_sides_follows_from_the_logged_features(both):
    rows, logged = both
    of_log = [np.linalg.norm(logged["features/discriminator.4/real"][i].mean(0) - logged["features/discriminator.4/fake"][i].mean(0)) for i in range(STEPS)]
    own = [np.linalg.norm(row["features/real"].mean(0) - row["features/fake"].mean(0)) for row in rows]
    assert of_log == pytest.approx(own, rel=1e-5)
