"""What the corpus trains on: two mixtures whose modes are known, and digits with a small classifier to name them."""
import numpy as np
import torch

DIGIT_SIDE = 14
NOT_CLASSIFIED = 0.5
CLASSIFIER_SEED = 11
CLASSIFIER_STEPS = 1200


class Mixture:
    """Gaussians on a plane; a sample is near a mode within a quarter of the distance between neighbours."""

    def __init__(self, name, centres, sigma):
        self.name, self.sigma = name, sigma
        self.centres = torch.tensor(centres, dtype=torch.float32)
        self.modes, self.width = self.centres.shape
        distances = torch.cdist(self.centres, self.centres)
        self.near = float(distances[distances > 0].min()) / 4

    def draw(self, count, generator):
        which = torch.randint(self.modes, (count,), generator=generator)
        return self.centres[which] + self.sigma * torch.randn(count, self.width, generator=generator)

    def modes_of(self, samples):
        """Index of each sample's mode, −1 far from all; and the share within 3 σ of one."""
        distances, nearest = torch.cdist(samples, self.centres).min(1)
        nearest[~(distances < self.near)] = -1
        return nearest.numpy(), float((distances < 3 * self.sigma).float().mean())

    def features(self, samples):
        return samples


class Digits:
    """MNIST at 14 × 14 in [−1, 1]; features are 16 units of a classifier that the generator never sees."""

    name, modes = "digits", 10
    width = DIGIT_SIDE**2

    def __init__(self, directory):
        pixels = np.fromfile(f"{directory}/train-images-idx3-ubyte", np.uint8)[16:].reshape(-1, 28, 28)
        small = pixels.reshape(-1, 14, 2, 14, 2).mean((2, 4)) / 127.5 - 1
        self._images = torch.tensor(small.reshape(len(small), -1), dtype=torch.float32)
        labels = np.fromfile(f"{directory}/train-labels-idx1-ubyte", np.uint8)[8:].astype(np.int64)
        self._classifier = self._trained(torch.tensor(labels))

    def draw(self, count, generator):
        return self._images[torch.randint(len(self._images), (count,), generator=generator)]

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
        network = torch.nn.Sequential(*layers, torch.nn.Linear(16, 10))
        optimiser = torch.optim.Adam(network.parameters(), 2e-3)
        for _ in range(CLASSIFIER_STEPS):
            batch = torch.randint(len(labels), (128,))
            noisy = self._images[batch] + 0.1 * torch.randn(128, self.width)
            loss = torch.nn.functional.cross_entropy(network(noisy), labels[batch])
            optimiser.zero_grad()
            loss.backward()
            optimiser.step()
        return network.requires_grad_(False).eval()


def ring():
    angles = 2 * np.pi * np.arange(8) / 8
    return Mixture("ring", np.stack([np.cos(angles), np.sin(angles)], 1), 0.02)


def grid():
    places = np.linspace(-1, 1, 3)
    return Mixture("grid", np.array([(x, y) for x in places for y in places]), 0.05)


def pool_of(data, size, generator):
    """What a run may train on: the distribution itself, or `size` samples of it and no more."""
    if size == 0:
        return None
    return data.draw(size, generator)
