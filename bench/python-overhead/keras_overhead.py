"""CPU time that watching adds to an MNIST-sized DCGAN in Keras: keras_overhead.py <loop|fit> <default|turns|everything|kind> <bank samples> <periods>. Prints JSON."""

import sys
import tempfile

import keras
import tensorflow as tf
from blocks import cadence_of, print_overhead

from nashboard.keras import Cadence, Watch, WatchCallback

BATCH, NOISE, LEARNING_RATE, LEAK, IMAGES, SEED = 32, 100, 1e-4, 0.2, 2048, 0


def networks():
    """As in overhead.py, channels last."""
    layers = keras.layers
    halving = {"kernel_size": 5, "strides": 2, "padding": "same"}
    generator = keras.Sequential(
        [
            layers.Input((NOISE,)), layers.Dense(7 * 7 * 64, "relu"), layers.Reshape((7, 7, 64)),
            layers.Conv2DTranspose(32, activation="relu", **halving), layers.Conv2DTranspose(1, activation="sigmoid", **halving),
        ]
    )
    discriminator = keras.Sequential(
        [
            layers.Input((28, 28, 1)), layers.Conv2D(32, **halving), layers.LeakyReLU(LEAK),
            layers.Conv2D(64, **halving), layers.LeakyReLU(LEAK), layers.Flatten(), layers.Dense(1),
        ]
    )
    return generator, discriminator


class Game(keras.Model):
    def __init__(self):
        super().__init__()
        self.generator, self.discriminator = networks()
        self.optimizers = [keras.optimizers.Adam(LEARNING_RATE) for _ in range(2)]
        self.loss_of = keras.losses.BinaryCrossentropy(from_logits=True)

    def train_step(self, real):
        with tf.GradientTape() as of_generator, tf.GradientTape() as of_discriminator:
            generated = self.generator(tf.random.normal([BATCH, NOISE]), training=True)
            on_real, on_fake = self.discriminator(real, training=True), self.discriminator(generated, training=True)
            g_loss = self.loss_of(tf.ones_like(on_fake), on_fake)
            d_loss = self.loss_of(tf.ones_like(on_real), on_real) + self.loss_of(tf.zeros_like(on_fake), on_fake)
        players = (self.generator, of_generator, g_loss), (self.discriminator, of_discriminator, d_loss)
        for optimizer, (player, tape, loss) in zip(self.optimizers, players):
            variables = player.trainable_variables
            optimizer.apply_gradients(zip(tape.gradient(loss, variables), variables))
        return {"g_loss": g_loss, "d_loss": d_loss}


def training(kind, cadence, bank_samples=0):
    """A function that trains so many steps, in a loop of one's own or by `fit`; watched where a cadence is given."""
    keras.utils.set_random_seed(SEED)
    game = Game()
    images = tf.random.uniform([IMAGES, 28, 28, 1])
    batches = tf.data.Dataset.from_tensor_slices(images).shuffle(IMAGES, SEED).repeat().batch(BATCH)
    banks = {"real_samples": images[:64], "held_out_samples": images[64:128], "noise": tf.random.normal([64, NOISE])}
    watched = None
    if cadence is not None:
        banks["bank_samples"] = bank_samples
        parts = (game.generator, game.discriminator, *game.optimizers)
        watched = Watch(*parts, log_dir=tempfile.mkdtemp(), cadence=cadence, **banks)
    if kind == "fit":
        game.compile()
        callbacks = [] if watched is None else [WatchCallback(watched)]
        return lambda steps: game.fit(batches, steps_per_epoch=steps, verbose=0, callbacks=callbacks), watched
    step, given = tf.function(game.train_step), iter(batches)

    def train(steps):
        for _ in range(steps):
            losses = step(next(given))
            if watched is not None:
                watched.step(generator_loss=losses["g_loss"], discriminator_loss=losses["d_loss"])
            float(losses["g_loss"]) + float(losses["d_loss"])

    return train, watched


def main():
    kind, which, bank_samples, periods = sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4])
    tf.config.threading.set_intra_op_parallelism_threads(1)
    tf.config.threading.set_inter_op_parallelism_threads(1)
    watched = training(kind, cadence_of(which, Cadence), bank_samples)
    print_overhead(training(kind, None), watched, which, periods)


main()
