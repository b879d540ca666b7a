"""Every fault that preflight knows, injected in turn into one small Keras game, in a compiled step and in an eager one."""

import numpy as np
import pytest

tf = pytest.importorskip("tensorflow")
keras = pytest.importorskip("keras")

import event_reader
from nashboard.keras import Watch
from preflight_faults import FAULTS

STEPS, BATCH, NOISE = 7, 32, 4
TRIED = ("none", "rate of zero", "labels", "sign", "wanted label", "climbs")
"""With trial steps, which take TensorFlow seconds; the others are seen without."""
COMPILED = ("none", "same noise", "foreign parameters", "missing parameters")
"""Seen in the step itself: also where that exists only inside a tf.function."""


class Game:
    def __init__(self, fault):
        keras.utils.set_random_seed(0)
        layers = keras.layers
        self.fault = fault
        last = "sigmoid" if fault == "range" else "tanh"
        shape = (1, 4, 4) if fault == "layout" else (4, 4, 1)
        self.generator = keras.Sequential(
            [layers.Input((NOISE,)), layers.Dense(16, "relu"), layers.Dense(16, last), layers.Reshape((4, 4, 1))]
        )
        self.discriminator = keras.Sequential([layers.Dense(16, "leaky_relu"), layers.Dense(1)])
        self.discriminator.build((None, 16))
        self.optimizers = [
            keras.optimizers.Adam(-1e-3 if fault == "climbs" else 1e-3),
            keras.optimizers.Adam(0.0 if fault == "rate of zero" else 1e-3),
        ]
        real = np.random.default_rng(0).uniform(-1, 1, (64, *shape)).astype(np.float32)
        if fault in ("half range", "divided twice"):
            real = (real + 1) / (2 if fault == "half range" else 2 * 255)
        self.real = real * 127.5 + 127.5 if fault == "bytes" else real
        self.noise = tf.random.normal([BATCH, NOISE])

    def judge(self, samples, training=False):
        return self.discriminator(tf.reshape(samples, [-1, 16]), training=training)

    def generate(self):
        return self.generator(self.noise if self.fault == "same noise" else tf.random.normal([BATCH, NOISE]), training=True)

    def generator_loss(self):
        logits = self.judge(self.generate())
        wanted = tf.fill(tf.shape(logits), 0.0 if self.fault == "wanted label" else 1.0)
        loss = keras.losses.BinaryCrossentropy(from_logits=True)(wanted, logits)
        return -loss if self.fault == "sign" else loss

    def discriminator_loss(self):
        on_real, on_fake = self.judge(self.real[:BATCH]), self.judge(self.generate())
        label = 0.0 if self.fault == "labels" else 1.0
        loss_of = keras.losses.BinaryCrossentropy(from_logits=True)
        return loss_of(tf.fill(tf.shape(on_real), label), on_real) + loss_of(tf.fill(tf.shape(on_fake), 1 - label), on_fake)

    def step(self):
        losses = []
        for player, loss_of, optimizer in zip(self.players(), (self.generator_loss, self.discriminator_loss), self.optimizers):
            with tf.GradientTape() as tape:
                losses.append(loss_of())
            optimizer.apply_gradients(zip(tape.gradient(losses[-1], player), player))
        return losses

    def players(self):
        """What each optimiser is given."""
        generator, discriminator = self.generator.trainable_variables, self.discriminator.trainable_variables
        given = {"foreign parameters": generator + discriminator, "missing parameters": generator[:2]}
        return given.get(self.fault, generator), discriminator


@pytest.mark.parametrize("fault, is_compiled", [*((f, False) for f in FAULTS), *((f, True) for f in COMPILED)])
def test_each_fault_is_said_in_words_and_the_sound_game_says_nothing(fault, is_compiled, tmp_path, capfd):
    codes, words = FAULTS[fault]
    game = Game(fault)
    flat = keras.Sequential([keras.layers.Input(game.real.shape[1:]), keras.layers.Flatten(), game.discriminator])
    watched = Watch(game.generator, flat, *game.optimizers, log_dir=tmp_path, real_samples=game.real)
    if fault in TRIED and not is_compiled:
        watched.preflight(generator_loss=game.generator_loss, discriminator_loss=game.discriminator_loss)
    step = tf.function(game.step) if is_compiled else game.step
    for _ in range(STEPS):
        g_loss, d_loss = step()
        watched.step(generator_loss=g_loss, discriminator_loss=d_loss)
    watched.close()
    assert [concern.code for concern in watched.concerns] == codes
    assert words in capfd.readouterr().err
    assert len(event_reader.values(watched.log.events.path).get("nashboard/preflight", [])) == len(codes)
