"""TensorFlow and Keras: gradients inside compiled steps, in eager loops and in `fit`, against values of the loop's own."""

import numpy as np
import pytest

tf = pytest.importorskip("tensorflow")
keras = pytest.importorskip("keras")

import event_reader
from nashboard.keras import Cadence, Watch, WatchCallback

REAL = np.random.default_rng(1).uniform(-1, 1, (64, 4, 4, 1)).astype(np.float32)


def game(last="tanh"):
    keras.utils.set_random_seed(0)
    layers = keras.layers
    generator = keras.Sequential([layers.Input((3,)), layers.Dense(8, "relu", name="first"), layers.Dense(16, last, name="last"), layers.Reshape((4, 4, 1))])
    discriminator = keras.Sequential([layers.Input((4, 4, 1)), layers.Flatten(), layers.Dense(8, "relu", name="hidden"), layers.Dense(1, name="judge")])
    return generator, discriminator, keras.optimizers.SGD(0.1, clipnorm=1e-3), keras.optimizers.SGD(0.1)


def step_of(generator, discriminator, generator_optimizer, discriminator_optimizer):
    loss_of = keras.losses.BinaryCrossentropy(from_logits=True)

    def step(noise, real):
        with tf.GradientTape() as g_tape, tf.GradientTape() as d_tape:
            fake = discriminator(generator(noise, training=True), training=True)
            logits = discriminator(real, training=True)
            g_loss = loss_of(tf.ones_like(fake), fake)
            d_loss = loss_of(tf.ones_like(logits), logits) + loss_of(tf.zeros_like(fake), fake)
        gradients = g_tape.gradient(g_loss, generator.trainable_variables)
        generator_optimizer.apply_gradients(zip(gradients, generator.trainable_variables))
        d_gradients = d_tape.gradient(d_loss, discriminator.trainable_variables)
        discriminator_optimizer.apply_gradients(zip(d_gradients, discriminator.trainable_variables))
        return g_loss, d_loss, tf.norm(gradients[0])

    return step


@pytest.mark.parametrize("is_compiled", [False, True])
def test_gradients_before_clipping_are_those_of_the_loop(tmp_path, is_compiled):
    parts = game()
    watched = Watch(*parts, log_dir=tmp_path, cadence=Cadence.every_step(0, 0), real_samples=REAL, held_out_samples=REAL)
    step = tf.function(step_of(*parts)) if is_compiled else step_of(*parts)
    seen = []
    for i in range(3):
        seen.append([float(value) for value in step(tf.random.stateless_normal([8, 3], [i, 0]), REAL[:8])])
        watched.step(generator_loss=seen[-1][0], discriminator_loss=seen[-1][1])
    watched.close()
    path = watched.log.events.path
    norms = [value for _, value in event_reader.scalars(path, f"generator/gradient_norm/{parts[0].trainable_variables[0].path}")]
    assert norms == pytest.approx([norm for *_, norm in seen], rel=1e-5)
    tags = set(event_reader.values(path))
    assert {"generator/dead_units/first", "discriminator/logits/held_out", "samples/fixed_noise"} <= tags
    assert {"features/discriminator.hidden/real", f"generator/gradients/{parts[0].trainable_variables[0].path}"} <= tags
    assert watched.concerns == []


def test_only_due_steps_are_measured(tmp_path):
    parts = game()
    watched = Watch(*parts, log_dir=tmp_path, cadence=Cadence(layers=2, histograms=0, probe=0, samples=0, features=0))
    step = tf.function(step_of(*parts))
    for i in range(5):
        g_loss, d_loss, _ = step(tf.random.stateless_normal([8, 3], [i, 0]), REAL[:8])
        watched.step(generator_loss=g_loss, discriminator_loss=d_loss)
    watched.close()
    tag = f"discriminator/update_ratio/{parts[1].trainable_variables[0].path}"
    assert [s for s, _ in event_reader.scalars(watched.log.events.path, tag)] == [0, 2, 4]


def test_fit_with_a_train_step_is_watched_by_callback(tmp_path):
    parts = game()
    watched = Watch(*parts, log_dir=tmp_path, cadence=Cadence.every_step(0, 0))
    step = step_of(*parts)

    class Gan(keras.Model):
        def train_step(self, real):
            g_loss, d_loss, _ = step(tf.random.normal([8, 3]), real)
            return {"g_loss": g_loss, "d_loss": d_loss}

    model = Gan()
    model.compile()
    model.fit(tf.data.Dataset.from_tensor_slices(REAL).batch(8), epochs=1, verbose=0, callbacks=[WatchCallback(watched)])
    path = watched.log.events.path
    norms = event_reader.scalars(path, f"generator/gradient_norm/{parts[0].trainable_variables[0].path}")
    assert [s for s, _ in norms] == list(range(8))
    assert all(norm > 0 for _, norm in norms)
    watched.close()


def test_a_sigmoid_against_signed_data_and_foreign_variables_are_found(tmp_path):
    generator, discriminator, g, d = game(last="sigmoid")
    watched = Watch(generator, discriminator, g, d, log_dir=tmp_path, real_samples=REAL)
    assert [concern.code for concern in watched.concerns] == ["PREFLIGHT_RANGE"]
    variables = discriminator.trainable_variables
    g.apply_gradients([(tf.zeros_like(v), v) for v in variables])
    assert [c.code for c in watched.concerns[1:]] == ["PREFLIGHT_FOREIGN_PARAMETERS", "PREFLIGHT_MISSING_PARAMETERS"]
    watched.close()
