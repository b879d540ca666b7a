"""What a run logs: one event file of scalars, one of histograms, one of samples and features, the three tiers."""
import numpy as np
import torch

from event_file import EventFile, features, histogram_pair, images, scalar
from losses import decision_threshold
from networks import dead_shares

LOGIT_COUNT = 400
PLANE_COUNT = 200
DIGIT_FEATURE_COUNT = 150
IMAGE_COUNT = 48
# Images and their features are large: they are written at every second probe.
IMAGES_EVERY_PROBES = 2


class Logbook:
    def __init__(self, game, directory):
        self.game, self.data = game, game.data
        self.files = {kind: EventFile(directory, kind) for kind in ("scalars", "histograms", "samples")}
        self.fixed = game.noise(max(LOGIT_COUNT, PLANE_COUNT))
        self.train, self.held_out = game.real(LOGIT_COUNT), game.real(LOGIT_COUNT, fresh=True)
        self.probes = 0

    def scalars(self, step, measured, with_layers):
        threshold = decision_threshold(self.game.recipe.loss)
        real, fake = measured["d_parts"]
        values = [
            scalar("generator/loss", measured["g_loss"]),
            scalar("discriminator/loss", real + fake),
            scalar("discriminator/loss/real", real),
            scalar("discriminator/loss/fake", fake),
            scalar("generator/gradient_norm", _total(measured["g"]["gradients"])),
            scalar("discriminator/gradient_norm", _total(measured["d"]["gradients"])),
        ]
        if self.game.recipe.loss != "wasserstein":
            values += [
                scalar("discriminator/accuracy/real", float((measured["real_out"] > threshold).float().mean())),
                scalar("discriminator/accuracy/fake", float((measured["fake_out"] < threshold).float().mean())),
            ]
        if with_layers:
            values += self._slow_scalars(measured)
        self.files["scalars"].write(step, values)

    def _slow_scalars(self, measured):
        recipe = self.game.recipe
        values = [
            scalar("generator/signal_at_samples", measured["signal"]),
            scalar("generator/learning_rate", self.game.rate("g")),
            scalar("discriminator/learning_rate", self.game.rate("d")),
        ]
        if recipe.r1:
            values.append(scalar("discriminator/r1_penalty", measured["penalty"]))
        if recipe.gradient_penalty:
            values.append(scalar("discriminator/gradient_penalty", measured["penalty"]))
            values.append(scalar("discriminator/input_gradient_norm", measured["slope"]))
        for player, name in (("g", "generator"), ("d", "discriminator")):
            for layer, norm in measured[player]["gradients"].items():
                values.append(scalar(f"{name}/gradient_norm/{_plain(layer)}", norm))
            for layer, ratio in measured[player]["updates"].items():
                values.append(scalar(f"{name}/update_ratio/{_plain(layer)}", ratio))
        for layer, share in dead_shares(self.game.generator, self.fixed).items():
            values.append(scalar(f"generator/dead_units/{layer}", share))
        return values

    def probe(self, step):
        """Both players frozen, on fixed noise and fixed samples."""
        discriminator = self.game.discriminator.eval()
        with torch.no_grad():
            fake = self.game.generator(self.fixed)
            outputs = [discriminator(side)[:, 0].numpy() for side in (self.train, fake[:LOGIT_COUNT], self.held_out)]
        discriminator.train()
        sides = dict(zip(("real", "fake", "held_out"), outputs))
        pairs = histogram_pair({f"discriminator/logits/{side}": values for side, values in sides.items()})
        self.files["histograms"].write(step, pairs)
        if self.data.name != "digits":
            self._features(step, "plane", fake, PLANE_COUNT)
        elif self.probes % IMAGES_EVERY_PROBES == 0:
            self._features(step, "digit_classifier", fake, DIGIT_FEATURE_COUNT)
            shown = [images("samples/fixed_noise", _pixels(fake[:IMAGE_COUNT]))]
            shown += [images("samples/real", _pixels(self.train[:IMAGE_COUNT]))] if self.probes == 0 else []
            self.files["samples"].write(step, shown)
        self.probes += 1

    def close(self):
        for file in self.files.values():
            file.close()

    def _features(self, step, encoder, fake, count):
        sides = {"fake": fake, "real": self.train, "held_out": self.held_out}
        values = [
            features(f"features/{encoder}/{side}", self.data.features(samples[:count]).numpy())
            for side, samples in sides.items()
        ]
        self.files["samples"].write(step, values)


def _total(norms):
    return float(np.sqrt(sum(norm**2 for norm in norms.values())))


def _plain(name):
    return name.replace(".parametrizations", "").replace(".original", "").replace(".", "_")


def _pixels(samples):
    """[−1, 1] → 0–255."""
    scaled = (torch.nan_to_num(samples) + 1) * 127.5
    return scaled.round().clamp(0, 255).to(torch.uint8).reshape(-1, 14, 14).numpy()
