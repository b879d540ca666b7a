"""One adversarial training run as a recipe says, measured as it goes."""
import copy
import math

import torch

from conditions import Labelled, random_labels
from data_sets import pool_of
from losses import discriminator_parts, generator_loss, penalty_of
from networks import discriminator_of, generator_of

# A run that has lost all its numbers has nothing more to show than this.
STEPS_AFTER_NON_FINITE = 300


class Game:
    """Both players, their optimisers and the settings in force."""

    def __init__(self, recipe, data):
        torch.manual_seed(recipe.seed)
        data = Labelled(data) if recipe.conditional else data
        self.recipe, self.data = recipe, data
        self.draws = torch.Generator().manual_seed(recipe.seed + 1000)
        self.generator, self.discriminator = generator_of(recipe, data), discriminator_of(recipe, data)
        self.average = copy.deepcopy(self.generator) if recipe.average_decay else None
        self.pool = pool_of(data, recipe.train_size, self.draws)
        self.settings = {key: getattr(recipe, key) for key in ("lr_g", "lr_d", "r1", "label_flips")}
        self.settings |= {"pause_d": False, "poison": False}
        # Probability of adaptive augmentation, and the mean sign of outputs on real samples that steers it.
        self.augmentation, self.real_sign = 0.0, 0.0
        self.optimisers = {
            "g": self._optimiser(self.generator, recipe.lr_g),
            "d": self._optimiser(self.discriminator, recipe.lr_d),
        }
        self.step = 0
        # Of the generator's measured steps: whether its own update raised the loss that it should lower.
        self.worsened = []

    def _optimiser(self, network, rate):
        if self.recipe.optimiser == "sgd":
            return torch.optim.SGD(network.parameters(), rate)
        if self.recipe.optimiser == "rmsprop":
            return torch.optim.RMSprop(network.parameters(), rate)
        return torch.optim.Adam(network.parameters(), rate, betas=self.recipe.betas)

    def rate(self, player):
        return self.settings[f"lr_{player}"] * self.recipe.decay**self.step

    def real(self, count, fresh=False):
        if self.pool is None or fresh:
            return self.data.draw(count, self.draws)
        return self.pool[torch.randint(len(self.pool), (count,), generator=self.draws)]

    def noise(self, count):
        noise = self.recipe.z_scale * torch.randn(count, self.recipe.z_width)
        return torch.cat([noise, random_labels(count, self.data.modes)], 1) if self.recipe.conditional else noise

    def shown(self, noise):
        """Samples as they are logged: as the generator is trained, unless its two modes are told apart."""
        self.generator.train(not self.recipe.tells_modes_apart)
        samples = self.generator(noise)
        self.generator.train()
        return samples

    def in_training_mode(self, noise):
        """In batches as small as those of training; on a copy, as normalisation remembers what it sees."""
        twin = copy.deepcopy(self.generator)
        return torch.cat([twin(batch) for batch in noise.split(self.recipe.batch)])

    def apply_changes(self):
        change = self.recipe.changes.get(self.step)
        if change is None:
            return
        self.settings |= change
        if self.settings["poison"]:
            with torch.no_grad():
                next(self.generator.parameters())[0, 0] = math.nan

    def play(self, measure):
        """Both turns of one step; returns what is measured of them."""
        self.apply_changes()
        discriminator = self._discriminator_turns(measure)
        return discriminator | self._generator_turn(measure)

    def pretrain(self):
        for _ in range(self.recipe.pretrain_d):
            self._discriminator_turn(False)

    def _discriminator_turns(self, measure):
        for turn in range(self.recipe.d_steps):
            measured = self._discriminator_turn(measure and turn == self.recipe.d_steps - 1)
        return measured

    def _discriminator_turn(self, measure):
        recipe = self.recipe
        real, noise = self.real(recipe.batch), self.noise(recipe.batch)
        with torch.no_grad():
            fake = self.generator(noise)
        real, fake = self._as_seen(real), self._as_seen(fake)
        real_out, fake_out = self.discriminator(real)[:, 0], self.discriminator(fake)[:, 0]
        self._steer(real_out)
        parts = discriminator_parts(recipe.loss, *self._maybe_flipped(real_out, fake_out))
        limited = _with(recipe, r1=self.settings["r1"])
        penalty, slope = penalty_of(limited, self.discriminator, real, fake)
        step_of = self._minimise("d", sum(parts) + penalty, measure) if not self.settings["pause_d"] else None
        if recipe.clip:
            with torch.no_grad():
                for weight in self.discriminator.parameters():
                    weight.clamp_(-recipe.clip, recipe.clip)
        if not measure:
            return {}
        if step_of is None:
            gradients = _norms(self.discriminator, sum(parts) + penalty)
            step_of = {"gradients": gradients, "updates": dict.fromkeys(gradients, 0.0)}
        return {"d_parts": [float(part.detach()) for part in parts], "penalty": float(penalty.detach()), "slope": slope,
                "real_out": real_out.detach(), "fake_out": fake_out.detach(), "d": step_of}

    def _maybe_flipped(self, real_out, fake_out):
        share = self.settings["label_flips"]
        if not share:
            return real_out, fake_out
        swap = torch.rand(len(real_out)) < share
        return torch.where(swap, fake_out, real_out), torch.where(swap, real_out, fake_out)

    def _as_seen(self, samples):
        """What the discriminator is shown: augmented and noised alike, whether real or generated."""
        if self.augmentation:
            # Half of the augmented ones turn out unchanged: at probability 1 nothing tells which way is up.
            chosen = torch.rand(len(samples), 1) < self.augmentation / 2
            samples = torch.where(chosen, -samples, samples)
        return samples + self.recipe.noise * torch.randn_like(samples) if self.recipe.noise else samples

    def _steer(self, real_out):
        """Adaptive augmentation (Karras et al. 2020): more of it while too many real samples are told from fakes."""
        if not self.recipe.augmentation_speed:
            return
        self.real_sign += 0.1 * (float(real_out.detach().sign().mean()) - self.real_sign)
        step = self.recipe.augmentation_speed * (1 if self.real_sign > self.recipe.augmentation_target else -1)
        self.augmentation = max(0.0, self.augmentation + step)

    def _real_output(self):
        with torch.no_grad():
            return self.discriminator(self._as_seen(self.real(self.recipe.batch)))[:, 0]

    def _generator_turn(self, measure):
        recipe = self.recipe
        noise = self.noise(recipe.batch)
        fake = self.generator(noise)
        fake.retain_grad()
        real_out = self._real_output() if recipe.loss == "relativistic" else None
        loss = generator_loss(recipe.loss, self.discriminator(self._as_seen(fake))[:, 0], real_out)
        step_of = self._minimise("g", recipe.g_sign * loss, measure)
        self._move_average()
        if measure:
            with torch.no_grad():
                after = generator_loss(recipe.loss, self.discriminator(self.generator(noise))[:, 0], real_out)
            self.worsened.append(float(after) > float(loss.detach()))
        signal = float(fake.grad.norm(dim=1).mean() * recipe.batch) if measure else None
        return {"g_loss": float(loss.detach()), "signal": signal, "g": step_of} if measure else {}

    def _move_average(self):
        if self.average is None:
            return
        with torch.no_grad():
            for mean, weight in zip(self.average.parameters(), self.generator.parameters()):
                mean.lerp_(weight, 1 - self.recipe.average_decay)
            for mean, buffer in zip(self.average.buffers(), self.generator.buffers()):
                mean.copy_(buffer)

    def _minimise(self, player, loss, measure):
        network = self.generator if player == "g" else self.discriminator
        optimiser = self.optimisers[player]
        for group in optimiser.param_groups:
            group["lr"] = self.rate(player)
        optimiser.zero_grad()
        loss.backward()
        named = [(name, weight) for name, weight in network.named_parameters() if weight.dim() > 1]
        before = [weight.detach().clone() for _, weight in named] if measure else []
        gradients = {name: float(weight.grad.norm()) for name, weight in named} if measure else {}
        optimiser.step()
        updates = {
            name: float((weight.detach() - old).norm() / old.norm()) for (name, weight), old in zip(named, before)
        }
        return {"gradients": gradients, "updates": updates}


def _norms(network, loss):
    named = [(name, weight) for name, weight in network.named_parameters() if weight.dim() > 1]
    gradients = torch.autograd.grad(loss, [weight for _, weight in named], allow_unused=True)
    return {name: float(one.norm()) if one is not None else 0.0 for (name, _), one in zip(named, gradients)}


def _with(recipe, r1):
    return recipe if recipe.r1 == r1 else type(recipe)(**{**recipe.__dict__, "r1": r1})
