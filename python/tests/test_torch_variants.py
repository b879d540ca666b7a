"""The fixed noise drawn otherwise, and outputs under other labels: what the log holds beside values computed in numpy."""

import numpy as np
import pytest

torch = pytest.importorskip("torch")

import beside_own_values
import event_reader
from nashboard.explained_error import ExplainedError
from nashboard.torch import Cadence, watch
from torch import nn

BANK, BATCH, CLASSES, WIDTH, PIXELS, STEPS = 38, 12, 3, 4, 10, 3
CADENCE = Cadence(layers=0, histograms=0, direction=0, probe=1, samples=1, features=0)


class Conditional(nn.Module):
    """Draws [count × 1 × 5 × 2] from noise and label, normalised over the batch."""

    def __init__(self, normalisation=None):
        super().__init__()
        self.labels = nn.Embedding(CLASSES, WIDTH)
        self.first = nn.Linear(WIDTH, PIXELS)
        self.normalisation = normalisation or nn.BatchNorm1d(PIXELS)
        self.dropout = nn.Dropout(0.5)

    def forward(self, noise, labels):
        hidden = self.normalisation(self.first(noise + self.labels(labels)))
        return torch.tanh(self.dropout(hidden)).view(-1, 1, 5, 2)


class Judge(nn.Module):
    def __init__(self):
        super().__init__()
        self.labels = nn.Embedding(CLASSES, PIXELS)

    def forward(self, samples, labels):
        return (samples.flatten(1) * self.labels(labels)).sum(1, keepdim=True)


def drawn(state, noise, labels, batch=None):
    """Pixels, in numpy, by the running statistics or by those of each batch."""
    values = {name: value.double().numpy() for name, value in state.items()}
    hidden = (noise.double().numpy() + values["labels.weight"][labels]) @ values["first.weight"].T + values["first.bias"]
    means, variances = values["normalisation.running_mean"], values["normalisation.running_var"]
    if batch is not None:
        ends = [min(begin + batch, len(hidden)) for begin in range(0, len(hidden), batch)]
        of = [(hidden[end - batch : end], batch if end % batch == 0 else end % batch) for end in ends]
        means = np.concatenate([np.tile(one.mean(0), (kept, 1)) for one, kept in of])
        variances = np.concatenate([np.tile(one.var(0), (kept, 1)) for one, kept in of])
    scale = values["normalisation.weight"] / np.sqrt(variances + 1e-5)
    samples = np.tanh((hidden - means) * scale + values["normalisation.bias"])
    return ((samples + 1) * 127.5).reshape(-1, 5, 2, 1)


def banks():
    draw = torch.Generator().manual_seed(7)
    labels = torch.randint(CLASSES, (BANK,), generator=draw)
    return torch.randn(BANK, WIDTH, generator=draw), labels, (labels + 1) % CLASSES, torch.rand(BANK, 1, 5, 2, generator=draw)


def networks(normalisation=None):
    torch.manual_seed(5)
    generator, discriminator = Conditional(normalisation), Judge()
    return generator, discriminator, [torch.optim.Adam(m.parameters(), 0.05) for m in (generator, discriminator)]


def trained(players, step_of, seed=11):
    """States of the generator, its average and the discriminator after each step."""
    generator, discriminator, optimizers = players
    torch.manual_seed(seed)
    average = torch.optim.swa_utils.AveragedModel(generator, multi_avg_fn=torch.optim.swa_utils.get_ema_multi_avg_fn(0.5))
    watched, states = step_of(average), []
    for _ in range(STEPS):
        labels = torch.randint(CLASSES, (BATCH,))
        loss = -discriminator(generator(torch.randn(BATCH, WIDTH), labels), labels).mean()
        for optimizer in optimizers:
            optimizer.zero_grad()
        loss.backward()
        for optimizer in optimizers:
            optimizer.step()
        average.update_parameters(generator)
        states.append([{n: v.clone() for n, v in m.state_dict().items()} for m in (generator, average.module, discriminator)])
        if watched is not None:
            watched.step(generator_loss=loss, discriminator_loss=0.0)
    if watched is not None:
        watched.close()
    return states, torch.random.get_rng_state()


def watching(folder, players, **options):
    noise, labels, _, real = banks()
    given = {"noise": (noise, labels), "real_samples": real, "cadence": CADENCE, "value_range": (-1.0, 1.0)}
    given["discriminate"] = lambda samples: players[1](samples, labels[: len(samples)])
    return watch(*players[:2], *players[2], log_dir=folder, **{**given, **options})


def relabelled(players):
    noise, _, other, _ = banks()
    return {"relabelled_noise": (noise, other), "discriminate_relabelled": lambda samples: players[1](samples, other)}


@pytest.fixture(scope="module")
def run(tmp_path_factory):
    folder, players = tmp_path_factory.mktemp("run"), networks()
    states, random_state = trained(players, lambda average: watching(folder, players, average=average, **relabelled(players)))
    [path] = event_reader.files(folder)
    return states, random_state, path


def pictures(path, kind):
    return [np.stack([event_reader.decoded_png(png) for png in strings[2:]]) for _, strings in event_reader.strings(path, f"samples/{kind}")]


def assert_drawn(path, kind, expected):
    found = pictures(path, kind)
    assert len(found) == len(expected) == STEPS
    for pixels, own in zip(found, expected):
        assert np.abs(pixels - own).max() <= 0.51


def test_the_average_draws_the_same_noise_with_its_own_weights_and_buffers(run):
    states, _, path = run
    noise, labels, *_ = banks()
    assert_drawn(path, "average", [drawn(average, noise, labels) for _, average, _ in states])
    assert_drawn(path, "fixed_noise", [drawn(generator, noise, labels) for generator, *_ in states])


def test_training_mode_normalises_batches_as_large_as_those_of_training_and_drops_nothing(run):
    states, _, path = run
    noise, labels, *_ = banks()
    assert_drawn(path, "training_mode", [drawn(generator, noise, labels, BATCH) for generator, *_ in states])


def test_other_labels_draw_the_same_noise_and_judge_the_same_real_samples(run):
    states, _, path = run
    noise, _, other, real = banks()
    assert_drawn(path, "other_labels", [drawn(generator, noise, other) for generator, *_ in states])
    for (*_, judge), (_, tensor) in zip(states, event_reader.values(path)["discriminator/logits/other_labels"]):
        own = (real.flatten(1).numpy() * judge["labels.weight"].numpy()[other]).sum(1)
        beside_own_values.assert_in_their_bins(own, np.frombuffer(dict(tensor)[4], "<f8").reshape(-1, 3))


def test_a_training_watched_so_is_that_of_an_unwatched_one(run):
    states, random_state, _ = run
    plain, plain_random_state = trained(networks(), lambda _: None)
    assert torch.equal(random_state, plain_random_state)
    for ours, theirs in zip(states, plain):
        for watched, unwatched in zip(ours, theirs):
            assert all(torch.equal(watched[name], value) for name, value in unwatched.items())


@pytest.mark.parametrize(
    "normalisation, bank_samples",
    [(nn.LayerNorm(PIXELS), BANK), (nn.BatchNorm1d(PIXELS, track_running_stats=False), BANK), (nn.SyncBatchNorm(PIXELS), BANK), (nn.BatchNorm1d(PIXELS), BATCH - 1)],
)
def test_nothing_is_drawn_in_training_mode_where_no_batch_can_be_judged_by_it(tmp_path, normalisation, bank_samples):
    generator, *_ = players = networks(normalisation)
    watched = watching(tmp_path, players, bank_samples=bank_samples, discriminate=lambda samples: samples.flatten(1).mean(1))
    if not isinstance(normalisation, nn.SyncBatchNorm):  # those train on accelerators only
        generator(torch.randn(BATCH, WIDTH), torch.zeros(BATCH, dtype=torch.long))
    watched.step(generator_loss=0.0, discriminator_loss=0.0)
    watched.close()
    kinds = {tag for tag in event_reader.values(watched.log.events.path) if tag.startswith("samples/")}
    assert kinds == {"samples/fixed_noise", "samples/real"}


def test_a_function_may_draw_with_averaged_weights(tmp_path):
    players = networks()
    noise, labels, *_ = banks()
    states, _ = trained(players, lambda _: watching(tmp_path, players, average=lambda *given: -players[0](*given)))
    [path] = event_reader.files(tmp_path)
    assert_drawn(path, "average", [255 - drawn(generator, noise, labels) for generator, *_ in states])


def test_other_labels_ask_for_the_noise_they_belong_to(tmp_path):
    players = networks()
    with pytest.raises(ExplainedError) as raised:
        watching(tmp_path, players, noise=None, **relabelled(players))
    assert raised.value.code == "PYTHON_RELABELLED_NOISE"
