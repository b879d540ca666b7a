"""What truly happens in a run, from what no log holds: known modes, fresh samples of the data, the players themselves."""
import numpy as np
import torch

from conditions import bare, followed_share
from losses import decision_threshold, discriminator_parts, generator_loss, squared_input_gradient
from networks import Padding, dead_shares, reachable_range
from truth_of_samples import centre_offset, copied_share, image_truths

FRESH_COUNT = 1000
COMPARED_COUNT = 300
DIRECTIONS = 48
# A mode counts as covered from this share of its fair share of samples on.
FAIR_SHARE = 0.25


class Truth:
    """Measured at every probe on samples that are drawn anew."""

    def __init__(self, game):
        self.game, self.data = game, game.data
        self.draws = torch.Generator().manual_seed(77)
        self.fresh = game.data.draw(FRESH_COUNT, self.draws)
        self.fixed = game.noise(FRESH_COUNT)
        self.directions = torch.nn.functional.normalize(
            torch.randn(self.data.features(self.fresh[:2]).shape[1], DIRECTIONS, generator=self.draws), dim=0
        )
        self.spread = _median_distance(self.data.features(self.fresh))
        self.before = {"samples": None, "g": _weights(game.generator), "d": _weights(game.discriminator)}
        self.rows = []

    def measure(self, step, measured):
        game = self.game
        game.discriminator.eval()
        with torch.no_grad():
            fake = game.shown(self.fixed)
        is_finite = all(bool(torch.isfinite(values).all()) for values in (fake, _weights(game.generator), _weights(game.discriminator)))
        row = {"step": step, "finite": is_finite and np.isfinite(measured["g_loss"] + sum(measured["d_parts"]))}
        row |= self._movement(fake)
        row |= self._samples(fake) | self._likeness(fake) if bool(torch.isfinite(fake).all()) else {}
        row |= self._outputs(fake) if row["finite"] else {}
        row |= self._training(measured)
        game.discriminator.train()
        self.rows.append({key: _rounded(value) for key, value in row.items()})

    def _samples(self, fake):
        modes, quality = self.data.modes_of(fake)
        counts = np.bincount(modes[modes >= 0], minlength=self.data.modes)
        shares = (counts + 1e-9) / (counts.sum() + 1e-9 * self.data.modes)
        own, real = self.data.features(fake), self.data.features(self.fresh)
        lowest, highest = reachable_range(self.game.recipe)
        beyond = (self.fresh < lowest - 0.02) | (self.fresh > highest + 0.02)
        return {
            "covered": int((counts >= FAIR_SHARE * len(fake) / self.data.modes).sum()),
            "near": counts.sum() / len(fake),
            "quality": quality,
            "modeDivergence": float((shares * np.log(shares * self.data.modes)).sum()),
            "diversity": _median_distance(own) / self.spread,
            "distance": self._sliced(own, real),
            "separability": _nearest_neighbour_accuracy(own[:COMPARED_COUNT], real[:COMPARED_COUNT]),
            "largest": float(fake.abs().max()),
            "unreachable": float(beyond.float().mean()),
        }

    def _likeness(self, fake):
        sides = bare(self.data, fake), bare(self.data, self.fresh)
        truths = image_truths(self.data, *sides) if self.data.is_image else {}
        if self.data.width == 2:
            truths["offsetX"], truths["offsetY"] = centre_offset(fake, self.fresh, self.spread)
        if self.game.recipe.conditional:
            truths["followed"] = followed_share(self.data, fake)
        truths |= self._variants()
        pool = self.game.pool
        return truths | ({"copied": copied_share(fake, pool, self.fresh)} if pool is not None else {})

    def _variants(self):
        """How far from the data the same noise leads in training mode, and with averaged weights."""
        game, found = self.game, {}
        with torch.no_grad():
            if game.recipe.tells_modes_apart:
                found["distanceInTraining"] = game.in_training_mode(self.fixed)
            if game.average is not None:
                found["distanceOfAverage"] = game.average(self.fixed)
        real = self.data.features(self.fresh)
        return {name: self._sliced(self.data.features(samples), real) for name, samples in found.items()}

    def _sliced(self, own, real):
        projected = [(side @ self.directions).sort(0).values for side in (own, real)]
        return float((projected[0] - projected[1]).pow(2).mean().sqrt() / self.spread)

    def _movement(self, fake):
        last, self.before["samples"] = self.before["samples"], fake
        moved = {}
        for player, network in (("g", self.game.generator), ("d", self.game.discriminator)):
            weights = _weights(network)
            moved[f"moved_{player}"] = float((weights - self.before[player]).norm() / self.before[player].norm())
            self.before[player] = weights
        if last is not None:
            shift = (self.data.features(fake) - self.data.features(last)).norm(dim=1).median()
            moved["displacement"] = float(shift) / self.spread
        return moved

    def _outputs(self, fake):
        game = self.game
        with torch.no_grad():
            real_out, fake_out = (game.discriminator(side)[:, 0] for side in (self.fresh, fake))
            train = game.pool if game.pool is not None else self.fresh
            train_out = game.discriminator(train[:FRESH_COUNT])[:, 0]
            padded_out = game.discriminator(Padding()(self.fresh))[:, 0] if game.recipe.padded else real_out
        slopes = squared_input_gradient(game.discriminator, (self.fresh + fake)[:COMPARED_COUNT] / 2).detach().sqrt()
        threshold = decision_threshold(game.recipe.loss)
        right = ((real_out > threshold).float().mean() + (fake_out < threshold).float().mean()) / 2
        losses = discriminator_parts(game.recipe.loss, real_out, fake_out)
        return {
            "auc": _auc(real_out, fake_out),
            "sameAuc": _auc(padded_out, fake_out),
            "trainAuc": _auc(train_out, real_out) if game.pool is not None else 0.5,
            "spreadReal": float(real_out.std()),
            "spreadAll": float(torch.cat([real_out, fake_out]).std()),
            "largestOutput": float(torch.cat([real_out, fake_out]).abs().max()),
            "balancedAccuracy": float(right),
            "freshLossD": float(sum(losses)),
            "slope": float(slopes.quantile(0.5)),
            "freshLossG": float(generator_loss(game.recipe.loss, fake_out, real_out)),
        }

    def _training(self, measured):
        game, row = self.game, {}
        gradients = list(measured["g"]["gradients"].values())
        penalty, adversarial = measured["penalty"], abs(sum(measured["d_parts"]))
        row["firstGradient"], row["lastGradient"] = gradients[0], gradients[-1]
        row["gradient"] = max(gradients + list(measured["d"]["gradients"].values()))
        row["signal"] = measured["signal"]
        row["penaltyShare"] = penalty / (adversarial + penalty) if penalty else 0.0
        row["loss"] = max(abs(measured["g_loss"]), adversarial)
        shares = dead_shares(game.generator, self.fixed)
        row["dead"] = max(shares.values()) if shares else 0.0
        row["rateShare"] = game.recipe.decay**game.step
        row["regularised"] = bool(game.settings["r1"] or game.recipe.gradient_penalty)
        row["noisyLabels"] = game.settings["label_flips"] > 0.2
        if game.recipe.augmentation_speed:
            row["augmentation"], row["realSign"] = game.augmentation, game.real_sign
        row["paused"] = bool(game.settings["pause_d"])
        row["worsened"] = float(np.mean(game.worsened)) if game.worsened else 0.0
        game.worsened.clear()
        return row


def _weights(network):
    return torch.cat([weight.detach().flatten() for weight in network.parameters()]).clone()


def _median_distance(samples, most=COMPARED_COUNT):
    return float(torch.pdist(samples[:most]).median())


def _auc(high, low):
    ranks = torch.cat([high, low]).argsort().argsort().double() + 1
    rank_sum = float(ranks[: len(high)].sum())
    return (rank_sum - len(high) * (len(high) + 1) / 2) / (len(high) * len(low))


def _nearest_neighbour_accuracy(one, other):
    both = torch.cat([one, other])
    distances = torch.cdist(both, both)
    distances.fill_diagonal_(float("inf"))
    side = torch.arange(len(both)) < len(one)
    return float((side[distances.argmin(1)] == side).float().mean())


def _rounded(value):
    if isinstance(value, (bool, int)) or value is None:
        return value
    if isinstance(value, np.bool_):
        return bool(value)
    value = float(value)
    return float(f"{value:.4g}") if np.isfinite(value) else None
