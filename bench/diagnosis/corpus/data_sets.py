"""What the corpus trains on: mixtures and curves whose modes are known, and images with a small classifier to name them."""
import numpy as np
import torch

from shapes import drawn_shapes

SIDE = 14
NOT_CLASSIFIED = 0.5
CLASSIFIER_SEED = 11
CLASSIFIER_STEPS = 1200


class Mixture:
    """Gaussians on a plane; a sample is near a mode within a quarter of the distance between neighbours."""

    is_image, encoder = False, "plane"

    def __init__(self, name, centres, sigma):
        self.name, self.sigma = name, sigma
        self.centres = torch.tensor(centres, dtype=torch.float32)
        self.modes, self.width = self.centres.shape
        distances = torch.cdist(self.centres, self.centres)
        self.near = float(distances[distances > 0].min()) / 4 if self.modes > 1 else 4 * sigma

    def draw(self, count, generator):
        return self.labelled(count, generator)[0]

    def labelled(self, count, generator):
        """Samples and the modes that they are of."""
        which = torch.randint(self.modes, (count,), generator=generator)
        return self.centres[which] + self.sigma * torch.randn(count, self.width, generator=generator), which

    def modes_of(self, samples):
        """Index of each sample's mode, −1 far from all; and the share within 3 σ of one."""
        distances, nearest = torch.cdist(samples, self.centres).min(1)
        nearest[~(distances < self.near)] = -1
        return nearest.numpy(), float((distances < 3 * self.sigma).float().mean())

    def features(self, samples):
        return samples


class Curve:
    """Arcs on a plane with Gaussian noise; the modes are as many pieces of equal length, which touch one another."""

    modes, width, is_image, encoder = 8, 2, False, "plane"
    pieces_of = 400

    def __init__(self, name, points, sigma):
        self.name, self.sigma = name, sigma
        self.points = torch.tensor(points, dtype=torch.float32)

    def draw(self, count, generator):
        return self.labelled(count, generator)[0]

    def labelled(self, count, generator):
        which = torch.randint(len(self.points), (count,), generator=generator)
        samples = self.points[which] + self.sigma * torch.randn(count, self.width, generator=generator)
        return samples, which * self.modes // len(self.points)

    def modes_of(self, samples):
        """Index of each sample's piece, −1 further than 4 σ from the curve; and the share within 3 σ of it."""
        distances, nearest = torch.cdist(samples, self.points).min(1)
        piece = nearest * self.modes // len(self.points)
        piece[~(distances < 4 * self.sigma)] = -1
        return piece.numpy(), float((distances < 3 * self.sigma).float().mean())

    def features(self, samples):
        return samples


class Images:
    """Images in [−1, 1] of known classes; features are 16 units of a classifier that the generator never sees."""

    channels, is_image = 1, True

    def __init__(self, name, images, labels):
        self.name = name
        self._images = torch.tensor(images.reshape(len(images), -1), dtype=torch.float32)
        self._labels = torch.tensor(labels)
        self.modes, self.width = int(labels.max()) + 1, self._images.shape[1]
        self._classifier = self._trained(self._labels)

    @property
    def encoder(self):
        return f"{self.name.rstrip('s')}_classifier"

    def draw(self, count, generator):
        return self.labelled(count, generator)[0]

    def labelled(self, count, generator):
        which = torch.randint(len(self._images), (count,), generator=generator)
        return self._images[which], self._labels[which]

    def modes_of(self, samples):
        with torch.no_grad():
            confidence, label = torch.softmax(self._classifier(samples), 1).max(1)
        label[~(confidence > NOT_CLASSIFIED)] = -1
        return label.numpy(), float((confidence > 0.9).float().mean())

    def features(self, samples):
        with torch.no_grad():
            return self._classifier[:4](samples)

    def _trained(self, labels):
        torch.manual_seed(CLASSIFIER_SEED)
        layers = [torch.nn.Linear(self.width, 128), torch.nn.ReLU(), torch.nn.Linear(128, 16), torch.nn.ReLU()]
        network = torch.nn.Sequential(*layers, torch.nn.Linear(16, self.modes))
        optimiser = torch.optim.Adam(network.parameters(), 2e-3)
        for _ in range(CLASSIFIER_STEPS):
            batch = torch.randint(len(labels), (128,))
            noisy = self._images[batch] + 0.1 * torch.randn(128, self.width)
            loss = torch.nn.functional.cross_entropy(network(noisy), labels[batch])
            optimiser.zero_grad()
            loss.backward()
            optimiser.step()
        return network.requires_grad_(False).eval()


class StackedDigits:
    """Three digits of 0, 1 and 2, one in each colour: 27 modes, each channel read by a classifier of such digits."""

    name, encoder, modes, channels, is_image = "stacked", "stacked_classifier", 27, 3, True
    width = 3 * SIDE**2
    feature_count = 16

    def __init__(self, pixels, labels):
        chosen = labels < 3
        self._digits = Images("digits", pixels[chosen], labels[chosen])
        generator = torch.Generator().manual_seed(CLASSIFIER_SEED)
        self._fold = torch.randn(3 * 16, self.feature_count, generator=generator) / 48**0.5

    def draw(self, count, generator):
        return torch.cat([self._digits.draw(count, generator) for _ in range(self.channels)], 1)

    def modes_of(self, samples):
        read = [self._digits.modes_of(channel) for channel in samples.chunk(self.channels, 1)]
        modes = read[0][0] * 9 + read[1][0] * 3 + read[2][0]
        modes[np.min([labels for labels, _ in read], 0) < 0] = -1
        return modes, min(share for _, share in read)

    def features(self, samples):
        """The three channels' features, folded by a fixed random projection."""
        parts = [self._digits.features(channel) for channel in samples.chunk(self.channels, 1)]
        return torch.cat(parts, 1) @ self._fold


def ring():
    angles = 2 * np.pi * np.arange(8) / 8
    return Mixture("ring", np.stack([np.cos(angles), np.sin(angles)], 1), 0.02)


def grid():
    places = np.linspace(-1, 1, 3)
    return Mixture("grid", np.array([(x, y) for x in places for y in places]), 0.05)


def blob():
    return Mixture("blob", np.zeros((1, 2)), 0.1)


def moons():
    angles = np.pi * np.linspace(0, 1, Curve.pieces_of // 2)
    upper = np.stack([np.cos(angles), np.sin(angles)], 1)
    lower = np.stack([1 - np.cos(angles), 0.5 - np.sin(angles)], 1)
    return Curve("moons", np.concatenate([upper, lower]) - [0.5, 0.25], 0.08)


def spiral():
    """A turn and a half; equal steps of the root of the angle are close to equal steps along the curve."""
    angles = 3 * np.pi * np.sqrt(np.linspace(0.05, 1, Curve.pieces_of))
    return Curve("spiral", np.stack([np.cos(angles), np.sin(angles)], 1) * angles[:, None] / (3 * np.pi), 0.05)


def digits(mnist):
    return Images("digits", *_mnist(mnist))


def stacked(mnist):
    return StackedDigits(*_mnist(mnist))


def shapes():
    return Images("shapes", *drawn_shapes(SIDE))


def data_set(name, mnist):
    """`mnist`: directory of the idx files."""
    if name in ("digits", "stacked"):
        return {"digits": digits, "stacked": stacked}[name](mnist)
    return {"ring": ring, "grid": grid, "blob": blob, "moons": moons, "spiral": spiral, "shapes": shapes}[name]()


def _mnist(directory):
    """MNIST at 14 × 14 in [−1, 1]."""
    pixels = np.fromfile(f"{directory}/train-images-idx3-ubyte", np.uint8)[16:].reshape(-1, 28, 28)
    small = pixels.reshape(-1, SIDE, 2, SIDE, 2).mean((2, 4)) / 127.5 - 1
    return small, np.fromfile(f"{directory}/train-labels-idx1-ubyte", np.uint8)[8:].astype(np.int64)


def pool_of(data, size, generator):
    """What a run may train on: the distribution itself, or `size` samples of it and no more."""
    if size == 0:
        return None
    return data.draw(size, generator)
