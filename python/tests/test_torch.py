"""The PyTorch watch: values computed independently, players untouched by probes, every fault of preflight injected."""

import numpy as np
import pytest

torch = pytest.importorskip("torch")

import event_reader
from nashboard.histogram_edges import GRADIENT_EDGES, counted
from nashboard.torch import Cadence, watch
from nashboard.torch.frozen import frozen
from nashboard.torch.gradient_counts import gradient_counts
from torch import nn

EVERY_STEP = Cadence.every_step(0, 0)


def game(last=None, seed=0):
    torch.manual_seed(seed)
    generator = nn.Sequential(nn.Linear(4, 16), nn.BatchNorm1d(16), nn.ReLU(), nn.Linear(16, 16), last or nn.Tanh(), nn.Unflatten(1, (1, 4, 4)))
    discriminator = nn.Sequential(nn.Flatten(), nn.Linear(16, 16), nn.LeakyReLU(0.2), nn.Dropout(0.1), nn.Linear(16, 1))
    adam = lambda module: torch.optim.Adam(module.parameters(), lr=1e-3)
    return generator, discriminator, adam(generator), adam(discriminator)


def real_batch(low=-1.0):
    return torch.rand(64, 1, 4, 4, generator=torch.Generator().manual_seed(1)) * (1 - low) + low


LOSS = nn.BCEWithLogitsLoss()


def losses(generator, discriminator, real, *, real_label=1.0, wanted_label=1.0, sign=1.0):
    def of_discriminator():
        fake = discriminator(generator(torch.randn(32, 4)).detach())
        logits = discriminator(real[:32])
        return LOSS(logits, torch.full_like(logits, real_label)) + LOSS(fake, torch.full_like(fake, 1 - real_label))

    def of_generator():
        fake = discriminator(generator(torch.randn(32, 4)))
        return sign * LOSS(fake, torch.full_like(fake, wanted_label))

    return {"generator_loss": of_generator, "discriminator_loss": of_discriminator}


def trained(watched, parts, steps, *, clip=None, real=None):
    generator, discriminator, generator_optimizer, discriminator_optimizer = parts
    given = losses(generator, discriminator, real_batch() if real is None else real)
    seen = []
    for _ in range(steps):
        discriminator_optimizer.zero_grad()
        d = given["discriminator_loss"]()
        d.backward()
        discriminator_optimizer.step()
        generator_optimizer.zero_grad()
        g = given["generator_loss"]()
        g.backward()
        seen.append({name: p.grad.clone() for name, p in generator.named_parameters()})
        if clip is not None:
            torch.nn.utils.clip_grad_norm_(generator.parameters(), clip)
        before = generator[0].weight.detach().clone()
        generator_optimizer.step()
        seen[-1]["ratio"] = float((generator[0].weight.detach() - before).norm() / before.norm())
        if watched is not None:
            watched.step(generator_loss=g, discriminator_loss=d)
        seen[-1]["losses"] = (float(g.detach()), float(d.detach()))
    return seen


def watching(tmp_path, parts, cadence=EVERY_STEP, **more):
    return watch(*parts, log_dir=tmp_path, cadence=cadence, real_samples=real_batch(), noise=torch.randn(64, 4), **more)


def test_gradients_before_clipping_losses_and_updates_are_those_of_the_loop(tmp_path):
    parts = game()
    watched = watching(tmp_path, parts)
    seen = trained(watched, parts, 3, clip=1e-3)
    watched.close()
    path = watched.log.events.path
    norms = [value for _, value in event_reader.scalars(path, "generator/gradient_norm/0/weight")]
    assert norms == pytest.approx([float(step["0.weight"].norm()) for step in seen], rel=1e-6)
    ratios = [value for _, value in event_reader.scalars(path, "generator/update_ratio/0/weight")]
    assert ratios == pytest.approx([step["ratio"] for step in seen], rel=1e-5)
    logged = event_reader.scalars(path, "generator/loss")
    assert logged == [(i, pytest.approx(step["losses"][0], rel=1e-6)) for i, step in enumerate(seen)]
    _, tensor = event_reader.values(path)["generator/gradients/3/weight"][2]
    rows = np.frombuffer(dict(tensor)[4], "<f8").reshape(-1, 3)
    counts, _ = counted(seen[2]["3.weight"].numpy(), GRADIENT_EDGES)
    assert rows[:, 2].sum() == counts.sum() and set(rows[:, 2]) <= set(counts)


def test_watching_changes_nothing_in_the_training(tmp_path):
    plain, watched_parts = game(), game()
    torch.manual_seed(9)
    without = trained(None, plain, 4)
    watched = watching(tmp_path, watched_parts)
    torch.manual_seed(9)
    with_watch = trained(watched, watched_parts, 4)
    watched.close()
    assert [s["losses"] for s in with_watch] == [s["losses"] for s in without]
    for left, right in zip(plain[0].state_dict().values(), watched_parts[0].state_dict().values()):
        assert torch.equal(left, right)


def test_probing_preserves_modes_buffers_and_random_state():
    generator, *_ = game()
    generator[2].eval()
    state = torch.random.get_rng_state()
    before = {name: value.clone() for name, value in generator.state_dict().items()}
    with frozen(generator):
        assert not generator.training
        generator[1].running_mean.add_(1)
        torch.randn(3)
    assert [part.training for part in generator][:3] == [True, True, False]
    assert torch.equal(state, torch.random.get_rng_state())
    assert all(torch.equal(before[name], value) for name, value in generator.state_dict().items())


def test_counts_on_the_device_are_those_of_numpy():
    random = np.random.default_rng(5)
    values = (random.standard_normal(5000) * 10.0 ** random.uniform(-15, 8, 5000)).astype(np.float32)
    values = np.concatenate([values, GRADIENT_EDGES.astype(np.float32), np.float32([np.nan, np.inf, -np.inf, 0])])
    assert gradient_counts(torch.from_numpy(values)).tolist() == counted(values, GRADIENT_EDGES)[0].tolist()


def test_dead_units_signal_features_and_samples_are_logged(tmp_path):
    parts = game()
    with torch.no_grad():
        parts[0][1].bias[:4] = -100
    watched = watching(tmp_path, parts)
    trained(watched, parts, 2)
    watched.close()
    seen = event_reader.values(watched.log.events.path)
    assert event_reader.scalars(watched.log.events.path, "generator/dead_units/2")[0] == (0, 0.25)
    assert event_reader.scalars(watched.log.events.path, "generator/signal_at_samples")[0][1] > 0
    assert {"features/discriminator.2/real", "samples/fixed_noise", "discriminator/logits/real"} <= set(seen)


def test_the_gradient_of_a_scaled_loss_is_logged_unscaled(tmp_path):
    class Scaler:
        get_scale = staticmethod(lambda: 1024.0)

    parts = game()
    watched = watching(tmp_path, parts, scaler=Scaler())
    given = losses(*parts[:2], real_batch())
    loss = given["generator_loss"]()
    (loss * 1024).backward()
    expected = float(parts[0][0].weight.grad.norm()) / 1024
    parts[2].step()
    watched.step(generator_loss=loss, discriminator_loss=0.0)
    watched.close()
    [(_, norm)] = event_reader.scalars(watched.log.events.path, "generator/gradient_norm/0/weight")
    assert norm == pytest.approx(expected, rel=1e-6)


def codes(concerns):
    return [concern.code for concern in concerns]


def test_a_sound_game_raises_no_concern(tmp_path):
    parts = game()
    watched = watching(tmp_path, parts)
    before = {name: value.clone() for name, value in parts[0].state_dict().items()}
    assert codes(watched.preflight(**losses(*parts[:2], real_batch()))) == []
    assert all(torch.equal(before[name], value) for name, value in parts[0].state_dict().items())
    trained(watched, parts, 7)
    assert watched.concerns == []
    watched.close()


@pytest.mark.parametrize(
    "fault, code",
    [
        ({"wanted_label": 0.0}, "PREFLIGHT_ORIENTATION"),
        ({"real_label": 0.0}, "PREFLIGHT_ORIENTATION"),
        ({"real_label": 0.0, "wanted_label": 0.0}, "PREFLIGHT_INVERTED"),
        ({"sign": -1.0}, "PREFLIGHT_ORIENTATION"),
    ],
)
def test_swapped_labels_and_signs_are_found_by_one_step(tmp_path, fault, code):
    parts = game()
    watched = watching(tmp_path, parts)
    assert codes(watched.preflight(**losses(*parts[:2], real_batch(), **fault))) == [code]
    watched.close()


def test_an_optimiser_that_climbs_is_found(tmp_path):
    generator, discriminator, _, discriminator_optimizer = game()
    climbing = torch.optim.Adam(generator.parameters(), lr=1e-3, maximize=True)
    watched = watching(tmp_path, (generator, discriminator, climbing, discriminator_optimizer))
    assert "PREFLIGHT_OWN_STEP" in codes(watched.preflight(**losses(generator, discriminator, real_batch())))
    watched.close()


def test_a_sigmoid_against_signed_data_and_swapped_optimisers_are_found(tmp_path, capfd):
    generator, discriminator, generator_optimizer, discriminator_optimizer = game(last=nn.Sigmoid())
    watched = watching(tmp_path, (generator, discriminator, discriminator_optimizer, generator_optimizer))
    assert "PREFLIGHT_RANGE" in codes(watched.concerns)
    assert codes(watched.concerns).count("PREFLIGHT_FOREIGN_PARAMETERS") == 2
    assert "can never draw" in capfd.readouterr().err
    watched.close()


def test_noise_that_never_changes_is_found(tmp_path):
    parts = game()
    watched = watch(*parts, log_dir=tmp_path, real_samples=real_batch())
    noise = torch.randn(32, 4)
    for _ in range(7):
        parts[0](noise)
        watched.step(generator_loss=0.0, discriminator_loss=0.0)
    assert codes(watched.concerns) == ["PREFLIGHT_SAME_NOISE"]
    watched.close()


def test_logits_are_taken_back_from_a_discriminator_that_gives_probabilities(tmp_path):
    generator, discriminator, generator_optimizer, discriminator_optimizer = game()
    discriminator.append(nn.Sigmoid())
    with torch.no_grad():
        discriminator[4].weight.zero_()
        discriminator[4].bias.fill_(3.0)
    watched = watching(tmp_path, (generator, discriminator, generator_optimizer, discriminator_optimizer))
    watched.step(generator_loss=0.0, discriminator_loss=0.0)
    watched.close()
    _, tensor = event_reader.values(watched.log.events.path)["discriminator/logits/real"][0]
    [[left, right, count]] = np.frombuffer(dict(tensor)[4], "<f8").reshape(-1, 3)
    assert left <= 3.0 < right + 1e-5 and count == 64
