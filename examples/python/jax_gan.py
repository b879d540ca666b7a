"""A GAN in JAX alone, logged by framework-free calls: python jax_gan.py --steps 2000 --log-dir runs/jax"""

import argparse

import jax
import jax.numpy as jnp
from digits import digits

from nashboard import EventLog, GameLog

BATCH, NOISE, LEARNING_RATE, LOG_LAYERS_EVERY, SHOW_EVERY = 64, 32, 0.05, 10, 200


def initial(key, sizes):
    keys = jax.random.split(key, len(sizes) - 1)
    return [(jax.random.normal(k, (m, n)) * (2 / m) ** 0.5, jnp.zeros(n)) for k, m, n in zip(keys, sizes, sizes[1:])]


def network(parameters, values):
    for weight, bias in parameters[:-1]:
        values = jax.nn.leaky_relu(values @ weight + bias, 0.2)
    weight, bias = parameters[-1]
    return values @ weight + bias


def generate(parameters, noise):
    return jax.nn.sigmoid(network(parameters, noise))


def generator_loss(generator, discriminator, noise):
    return jax.nn.softplus(-network(discriminator, generate(generator, noise))).mean()


def discriminator_loss(discriminator, generator, noise, real):
    on_fake = jax.nn.softplus(network(discriminator, generate(generator, noise))).mean()
    return on_fake + jax.nn.softplus(-network(discriminator, real)).mean()


@jax.jit
def train_step(generator, discriminator, noise, real):
    d_loss, d_gradient = jax.value_and_grad(discriminator_loss)(discriminator, generator, noise, real)
    g_loss, g_gradient = jax.value_and_grad(generator_loss)(generator, discriminator, noise)
    descend = lambda p, g: p - LEARNING_RATE * g
    new_generator = jax.tree.map(descend, generator, g_gradient)
    return new_generator, jax.tree.map(descend, discriminator, d_gradient), (g_loss, d_loss), (g_gradient, d_gradient)


def main(steps, log_dir):
    images = jnp.asarray(digits(4096)).reshape(-1, 784)  # [0, 1], which is what the sigmoid can draw
    held_out, images = images[:64], images[64:]
    key = jax.random.key(0)
    generator, discriminator = initial(key, (NOISE, 128, 784)), initial(jax.random.fold_in(key, 1), (784, 128, 1))
    fixed_noise = jax.random.normal(jax.random.fold_in(key, 2), (64, NOISE))
    log = GameLog(EventLog(log_dir))
    log.log_hyperparameters({"loss": "bce", "learning_rate": LEARNING_RATE})
    for step in range(steps):
        noise_key, batch_key = jax.random.split(jax.random.fold_in(key, 3 + step))
        real = images[jax.random.randint(batch_key, (BATCH,), 0, len(images))]
        noise = jax.random.normal(noise_key, (BATCH, NOISE))
        generator, discriminator, losses, gradients = train_step(generator, discriminator, noise, real)
        log.log_losses(step, generator=losses[0], discriminator=losses[1])
        if step % LOG_LAYERS_EVERY == 0:
            for player, of_player in zip(("generator", "discriminator"), gradients):
                for layer, (weight, _) in enumerate(of_player):
                    log.log_layer(step, player, f"dense_{layer}", weight)
        if step % SHOW_EVERY == 0:
            fake = generate(generator, fixed_noise)
            logits = [network(discriminator, bank) for bank in (images[:64], fake, held_out)]
            log.log_logits(step, real=logits[0], fake=logits[1], held_out=logits[2])
            log.log_samples(step, "fixed_noise", fake.reshape(-1, 28, 28))
    log.events.close()


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--steps", type=int, default=2000)
    parser.add_argument("--log-dir", default="runs/jax")
    main(**vars(parser.parse_args()))
