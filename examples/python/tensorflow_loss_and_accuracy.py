"""
The program of “How can I visualize loss and accuracy in a GAN model?” in TensorFlow, put right and watched.

Its data were scaled to [−1, 1] against a sigmoid that draws [0, 1], which no training mends; its discriminator gave
probabilities, whose cross-entropy loses the gradient where they saturate; its step was not compiled.
"""

import argparse

import tensorflow as tf
from digits import digits

from nashboard.keras import Watch

BATCH, NOISE = 32, 100
layers = tf.keras.layers


def main(steps, log_dir):
    tf.keras.utils.set_random_seed(0)
    images = digits(4096)[..., None]  # [0, 1], which is what the sigmoid can draw
    generator = tf.keras.Sequential(
        [layers.Input((NOISE,)), layers.Dense(128, "relu"), layers.Dense(784, "sigmoid"), layers.Reshape((28, 28, 1))]
    )
    discriminator = tf.keras.Sequential(
        [layers.Input((28, 28, 1)), layers.Flatten(), layers.Dense(128, "relu"), layers.Dense(1)]
    )
    cross_entropy = tf.keras.losses.BinaryCrossentropy(from_logits=True)
    generator_optimizer, discriminator_optimizer = tf.keras.optimizers.Adam(1e-4), tf.keras.optimizers.Adam(1e-4)
    watched = Watch(
        generator, discriminator, generator_optimizer, discriminator_optimizer, log_dir=log_dir,
        real_samples=images[64:128], held_out_samples=images[:64], hyperparameters={"loss": "bce", "learning_rate": 1e-4},
    )

    @tf.function
    def train_step(real):
        noise = tf.random.normal([BATCH, NOISE])
        with tf.GradientTape() as generator_tape, tf.GradientTape() as discriminator_tape:
            generated = generator(noise, training=True)
            real_output = discriminator(real, training=True)
            fake_output = discriminator(generated, training=True)
            generator_loss = cross_entropy(tf.ones_like(fake_output), fake_output)
            real_loss = cross_entropy(tf.ones_like(real_output), real_output)
            fake_loss = cross_entropy(tf.zeros_like(fake_output), fake_output)
            discriminator_loss = real_loss + fake_loss
        for tape, loss, model, optimizer in (
            (generator_tape, generator_loss, generator, generator_optimizer),
            (discriminator_tape, discriminator_loss, discriminator, discriminator_optimizer),
        ):
            gradients = tape.gradient(loss, model.trainable_variables)
            optimizer.apply_gradients(zip(gradients, model.trainable_variables))
        return generator_loss, discriminator_loss, real_loss, fake_loss

    batches = tf.data.Dataset.from_tensor_slices(images[64:]).shuffle(4096, seed=0).repeat().batch(BATCH)
    for real in batches.take(steps):
        generator_loss, discriminator_loss, real_loss, fake_loss = train_step(real)
        parts = {"discriminator/loss/real": real_loss, "discriminator/loss/fake": fake_loss}
        watched.step(generator_loss=generator_loss, discriminator_loss=discriminator_loss, scalars=parts)
    watched.close()


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--steps", type=int, default=2000)
    parser.add_argument("--log-dir", default="runs/loss-and-accuracy")
    main(**vars(parser.parse_args()))
