"""What the log of a Keras game holds, read with TensorBoard's own reader, beside values that the loop computes itself."""

import numpy as np
import pytest

tf = pytest.importorskip("tensorflow")
keras = pytest.importorskip("keras")
pytest.importorskip("tensorboard")

import beside_own_values
from nashboard.keras import Cadence, Watch

STEPS, BATCH, BANK = 3, 16, 24


def networks():
    keras.utils.set_random_seed(3)
    layers = keras.layers
    generator = keras.Sequential(
        [layers.Input((5,)), layers.Dense(24, "relu", name="wide"), layers.Dense(9, "tanh", name="last")]
    )
    discriminator = keras.Sequential([layers.Input((9,)), layers.Dense(8, "relu", name="hidden"), layers.Dense(1, name="judge")])
    wide, last = generator.layers
    wide.bias.assign(np.where(np.arange(24) < 6, -50.0, 0.1))
    last.bias.assign(np.where(np.arange(9) < 3, 50.0, 0.1))
    discriminator.layers[0].bias.assign(np.where(np.arange(8) < 2, -50.0, 0.1))
    discriminator.layers[1].bias.assign([0.1])  # to zeros no ratio of an update exists
    return generator, discriminator


def dense(layer, values, activation=lambda x: x):
    return activation(values @ layer.kernel.numpy().astype(np.float64) + layer.bias.numpy())


def probed(generator, discriminator, noise, banks):
    """In numpy alone."""
    rectified = lambda values: np.maximum(values, 0)
    wide = dense(generator.layers[0], noise, rectified)
    fake = dense(generator.layers[1], wide, np.tanh)
    hidden = {side: dense(discriminator.layers[0], batch, rectified) for side, batch in {"fake": fake, **banks}.items()}
    row = {f"logits/{side}": dense(discriminator.layers[1], values)[:, 0] for side, values in hidden.items()}
    row.update({f"features/{side}": values for side, values in hidden.items()})
    row["generator/dead_units/wide"] = np.mean(wide.max(0) <= 0)
    row["generator/saturated_units/last"] = np.mean((np.abs(fake) > 0.95).mean(0) > 0.95)
    row["discriminator/dead_units/hidden"] = np.mean(np.concatenate(list(hidden.values())).max(0) <= 0)
    row["discriminator/accuracy/real"] = np.mean(row["logits/real"] > 0)
    row["discriminator/accuracy/fake"] = np.mean(row["logits/fake"] < 0)
    return row


def measured(player, variables, gradients, before, earlier):
    row = beside_own_values.row_of_gradients(player, dict(zip((v.path for v in variables), gradients)), earlier)
    for variable, old in zip(variables, before):
        row[f"{player}/update_ratio/{variable.path}"] = np.linalg.norm(variable.numpy() - old) / np.linalg.norm(old)
    return row


def trained(folder):
    generator, discriminator = networks()
    optimizers = keras.optimizers.SGD(0.1, clipnorm=1e-3), keras.optimizers.SGD(0.1, clipnorm=1e-3)
    random = np.random.default_rng(0)
    noise = random.standard_normal((BANK, 5)).astype(np.float32)
    banks = {side: random.uniform(-1, 1, (BANK, 9)).astype(np.float32) for side in ("real", "held_out")}
    watched = Watch(
        generator, discriminator, *optimizers, log_dir=folder, cadence=Cadence.every_step(0, 0), noise=tf.constant(noise),
        real_samples=banks["real"], held_out_samples=banks["held_out"], bank_samples=BANK,
    )
    players = {"generator": generator.trainable_variables, "discriminator": discriminator.trainable_variables}

    @tf.function
    def step(latent, real):
        with tf.GradientTape(persistent=True) as tape:
            fake = generator(latent, training=True)
            on_fake, on_real = discriminator(fake, training=True), discriminator(real, training=True)
            g_loss = tf.reduce_mean(tf.nn.softplus(-on_fake))
            d_loss = tf.reduce_mean(tf.nn.softplus(-on_real)) + tf.reduce_mean(tf.nn.softplus(on_fake))
        gradients = {name: tape.gradient(loss, players[name]) for name, loss in (("generator", g_loss), ("discriminator", d_loss))}
        at_samples = tape.gradient(g_loss, fake)
        for name, optimizer in zip(players, optimizers):
            optimizer.apply_gradients(zip(gradients[name], players[name]))
        return g_loss, d_loss, gradients, at_samples

    rows, earlier = [], {}
    for _ in range(STEPS):
        before = {name: [v.numpy() for v in variables] for name, variables in players.items()}
        latent, real = (random.standard_normal((BATCH, size)).astype(np.float32) for size in (5, 9))
        g_loss, d_loss, gradients, at_samples = step(tf.constant(latent), tf.constant(real))
        row = {"generator/loss": float(g_loss), "discriminator/loss": float(d_loss)}
        row["generator/signal_at_samples"] = np.linalg.norm(at_samples.numpy(), axis=1).sum()
        for name, variables in players.items():
            row.update(measured(name, variables, [g.numpy() for g in gradients[name]], before[name], earlier))
        row.update(probed(generator, discriminator, noise, banks))
        rows.append(row)
        watched.step(generator_loss=g_loss, discriminator_loss=d_loss)
    watched.close()
    return rows


@pytest.fixture(scope="module")
def both(tmp_path_factory):
    return beside_own_values.both(trained, tmp_path_factory.mktemp("run"))


def test_scalars_are_those_of_the_loop(both):
    rows, logged = both
    tags = beside_own_values.scalar_tags(rows)
    assert len(tags) == 26
    beside_own_values.assert_logged(rows, logged, tags, rel=1e-3)


def test_gradient_histograms_hold_every_entry_in_its_bin(both):
    beside_own_values.assert_gradients_in_their_bins(*both, tag_count=8)


def test_logits_and_features_are_those_of_numpy(both):
    rows, logged = both
    for side in ("real", "fake", "held_out"):
        for row, features, histogram in zip(rows, logged[f"features/discriminator.hidden/{side}"], logged[f"discriminator/logits/{side}"]):
            assert features == pytest.approx(row[f"features/{side}"], abs=1e-5)
            mean = (histogram[:, :2].mean(1) * histogram[:, 2]).sum() / BANK
            assert mean == pytest.approx(row[f"logits/{side}"].mean(), abs=0.01)  # half a bin where they are widest here
