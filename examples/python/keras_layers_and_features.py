"""
The instruments of “How can TensorBoard be enhanced for adversarial learning?” on a Keras GAN trained by `fit`.

Its gradients were asked twice of a tape that answers once: here a tap takes those that the optimiser gets. Its feature
distance and Jensen–Shannon divergence paired samples that have nothing to do with each other: here logits and features
of whole banks are logged, and the board computes distances between distributions from them.
"""

import argparse

import keras
import tensorflow as tf
from digits import digits
from keras import layers

from nashboard.keras import Watch, WatchCallback

BATCH, NOISE = 32, 64


class Gan(keras.Model):
    def __init__(self, generator, discriminator):
        super().__init__()
        self.generator, self.discriminator = generator, discriminator
        self.optimizers = keras.optimizers.Adam(2e-4, beta_1=0.5), keras.optimizers.Adam(2e-4, beta_1=0.5)
        self.loss_of = keras.losses.BinaryCrossentropy(from_logits=True)

    def train_step(self, real):
        with tf.GradientTape(persistent=True) as tape:
            generated = self.generator(tf.random.normal([tf.shape(real)[0], NOISE]), training=True)
            on_fake, on_real = self.discriminator(generated, training=True), self.discriminator(real, training=True)
            g_loss = self.loss_of(tf.ones_like(on_fake), on_fake)
            d_loss = self.loss_of(tf.ones_like(on_real), on_real) + self.loss_of(tf.zeros_like(on_fake), on_fake)
        for loss, model, optimizer in zip((g_loss, d_loss), (self.generator, self.discriminator), self.optimizers):
            variables = model.trainable_variables
            optimizer.apply_gradients(zip(tape.gradient(loss, variables), variables))
        return {"g_loss": g_loss, "d_loss": d_loss}


def networks():
    convolution = {"strides": 2, "padding": "same"}
    generator = keras.Sequential(
        [layers.Input((NOISE,)), layers.Dense(7 * 7 * 32, "relu"), layers.Reshape((7, 7, 32)),
         layers.Conv2DTranspose(16, 5, activation="relu", **convolution),
         layers.Conv2DTranspose(1, 5, activation="tanh", **convolution)]
    )
    discriminator = keras.Sequential(
        [layers.Input((28, 28, 1)), layers.Conv2D(16, 5, **convolution), layers.LeakyReLU(0.2),
         layers.Conv2D(32, 5, **convolution), layers.LeakyReLU(0.2), layers.Flatten(), layers.Dense(1)]
    )
    return generator, discriminator


def main(steps, log_dir):
    keras.utils.set_random_seed(0)
    images = digits(4096)[..., None] * 2 - 1  # [-1, 1], which is what tanh can draw
    gan = Gan(*networks())
    watched = Watch(
        gan.generator, gan.discriminator, *gan.optimizers, log_dir=log_dir,
        real_samples=images[64:128], held_out_samples=images[:64], hyperparameters={"loss": "bce", "learning_rate": 2e-4},
    )
    gan.compile(jit_compile=False)
    batches = tf.data.Dataset.from_tensor_slices(images[64:]).repeat().batch(BATCH)
    gan.fit(batches, steps_per_epoch=steps, epochs=1, verbose=0, callbacks=[WatchCallback(watched)])
    watched.close()


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--steps", type=int, default=1000)
    parser.add_argument("--log-dir", default="runs/layers-and-features")
    main(**vars(parser.parse_args()))
