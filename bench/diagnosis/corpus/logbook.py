"""What a run logs: one event file of scalars, one of histograms, one of samples and features, the three tiers."""
import numpy as np
import torch

from conditions import bare, relabelled
from event_file import EventFile, features, histogram_pair, images, probability_pair, scalar
from losses import decides, decision_threshold
from networks import dead_shares
from styles import STYLES

LOGIT_COUNT = 400
PLANE_COUNT = 200
IMAGE_FEATURE_COUNT = 150
# The runs on digits came first; the rest make do with fewer, for their size.
IMAGE_COUNTS, IMAGE_COUNT = {"digits": 48}, 32
# Images and their features are large: they are written at every second probe.
IMAGES_EVERY_PROBES = 2


class Logbook:
    def __init__(self, game, directory):
        self.game, self.data, self.style = game, game.data, STYLES[game.recipe.style]
        self.files = {
            kind: EventFile(directory, kind, self.style.steps_an_epoch) for kind in ("scalars", "histograms", "samples")
        }
        self.fixed = game.noise(max(LOGIT_COUNT, PLANE_COUNT))
        self.train, self.held_out = game.real(LOGIT_COUNT), game.real(LOGIT_COUNT, fresh=True)
        self.probes = 0

    def scalars(self, step, measured, with_layers):
        values = [(self.style.tag(name), value) for name, value in self._measurements(measured, with_layers)]
        self.files["scalars"].write(step, [scalar(tag, value) for tag, value in values if tag is not None])

    def _measurements(self, measured, with_layers):
        threshold = decision_threshold(self.game.recipe.loss)
        real, fake = measured["d_parts"]
        values = [
            ("generator/loss", measured["g_loss"]),
            ("discriminator/loss", real + fake),
            ("discriminator/loss/real", real),
            ("discriminator/loss/fake", fake),
            ("generator/gradient_norm", _total(measured["g"]["gradients"])),
            ("discriminator/gradient_norm", _total(measured["d"]["gradients"])),
        ]
        if decides(self.game.recipe.loss):
            values += [
                ("discriminator/accuracy/real", float((measured["real_out"] > threshold).float().mean())),
                ("discriminator/accuracy/fake", float((measured["fake_out"] < threshold).float().mean())),
            ]
        if self.style.names:
            values += self._outputs(measured)
        return values + (self._slow_measurements(measured) if with_layers else [])

    def _outputs(self, measured):
        values = []
        for side in ("real", "fake"):
            output = measured[f"{side}_out"]
            shown = output.sigmoid() if self.style.probabilities else output
            values += [(f"discriminator/output/{side}", float(shown.mean()))]
            values += [(f"discriminator/sign/{side}", float(output.sign().mean()))]
        return values + ([("augmentation", self.game.augmentation)] if self.game.recipe.augmentation_speed else [])

    def _slow_measurements(self, measured):
        recipe = self.game.recipe
        values = [
            ("generator/signal_at_samples", measured["signal"]),
            ("generator/learning_rate", self.game.rate("g")),
            ("discriminator/learning_rate", self.game.rate("d")),
        ]
        if recipe.r1:
            values.append(("discriminator/r1_penalty", measured["penalty"]))
        if recipe.gradient_penalty:
            values.append(("discriminator/gradient_penalty", measured["penalty"]))
            values.append(("discriminator/input_gradient_norm", measured["slope"]))
        for player, name in (("g", "generator"), ("d", "discriminator")):
            for layer, norm in measured[player]["gradients"].items():
                values.append((f"{name}/gradient_norm/{_plain(layer)}", norm))
            for layer, ratio in measured[player]["updates"].items():
                values.append((f"{name}/update_ratio/{_plain(layer)}", ratio))
        for layer, share in dead_shares(self.game.generator, self.fixed).items():
            values.append((f"generator/dead_units/{layer}", share))
        return values

    def probe(self, step):
        """Both players frozen, on fixed noise and fixed samples."""
        discriminator = self.game.discriminator.eval()
        with torch.no_grad():
            fake = self.game.shown(self.fixed)
            seen = {"real": self.train, "fake": fake[:LOGIT_COUNT], "held_out": self.held_out}
            if self.game.recipe.conditional:
                seen["other_labels"] = relabelled(self.train, self.data.modes)
            sides = {name: discriminator(samples)[:, 0].numpy() for name, samples in seen.items()}
        discriminator.train()
        named = {self.style.tag(f"discriminator/logits/{side}"): values for side, values in sides.items()}
        self.files["histograms"].write(step, self._histograms(named))
        if not self.data.is_image:
            self._features(step, self.data.encoder, fake, PLANE_COUNT)
        elif self.probes % IMAGES_EVERY_PROBES == 0:
            self._features(step, self.data.encoder, fake, IMAGE_FEATURE_COUNT)
            shown = {"samples/fixed_noise": fake, **self._variants()}
            shown |= {"samples/real": self.train} if self.probes == 0 else {}
            self.files["samples"].write(step, [images(tag, self._pixels(samples)) for tag, samples in shown.items()])
        self.probes += 1

    def _variants(self):
        """What the fixed noise gives where one thing about the generator is another."""
        game, count = self.game, IMAGE_COUNTS.get(self.data.name, IMAGE_COUNT)
        with torch.no_grad():
            noise, found = self.fixed[:count], {}
            if game.recipe.conditional:
                found["samples/other_labels"] = game.generator(relabelled(noise, self.data.modes))
            if game.recipe.tells_modes_apart:
                found["samples/training_mode"] = game.in_training_mode(noise)
            if game.average is not None:
                found["samples/average"] = game.average(noise)
        return found

    def _pixels(self, samples):
        """[−1, 1] → 0–255, [count × height × width], and × 3 of those in colour."""
        shown = bare(self.data, samples[: IMAGE_COUNTS.get(self.data.name, IMAGE_COUNT)])
        scaled = (torch.nan_to_num(shown) + 1) * 127.5
        pixels = scaled.round().clamp(0, 255).to(torch.uint8)
        if self.data.channels == 1:
            return pixels.reshape(-1, 14, 14).numpy()
        return np.ascontiguousarray(pixels.reshape(-1, self.data.channels, 14, 14).permute(0, 2, 3, 1).numpy())

    def _histograms(self, named):
        if not self.style.probabilities:
            return histogram_pair(named)
        return probability_pair({tag: 1 / (1 + np.exp(-values)) for tag, values in named.items()})

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
