"""Conditional games: samples and noise end in their label, one column a class, so that whoever sees them sees it too."""
import torch
from torch import nn
from torch.nn.functional import one_hot


class Labelled:
    """A data set whose samples carry their labels."""

    def __init__(self, data):
        self._data, self.width = data, data.width + data.modes

    def __getattr__(self, name):
        return getattr(self._data, name)

    def draw(self, count, generator):
        samples, labels = self._data.labelled(count, generator)
        return torch.cat([samples, one_hot(labels, self.modes)], 1)

    def bare(self, samples):
        return samples[:, : self._data.width]

    def features(self, samples):
        return self._data.features(self.bare(samples))

    def modes_of(self, samples):
        return self._data.modes_of(self.bare(samples))


class LabelPassing(nn.Sequential):
    """A generator that hands on the label of its noise, `classes` columns wide."""

    def __init__(self, classes, *layers):
        super().__init__(*layers)
        self.classes = classes

    def forward(self, noise):
        return torch.cat([super().forward(noise), noise[:, -self.classes :]], 1)


class BlindToLabels(nn.Sequential):
    """A discriminator that was never told of the labels."""

    def __init__(self, classes, *layers):
        super().__init__(*layers)
        self.classes = classes

    def forward(self, samples):
        return super().forward(torch.cat([samples[:, : -self.classes], torch.zeros_like(samples[:, -self.classes :])], 1))


def bare(data, samples):
    return data.bare(samples) if isinstance(data, Labelled) else samples


def random_labels(count, classes):
    return one_hot(torch.randint(classes, (count,)), classes).float()


def relabelled(samples, classes):
    """The same samples, or the same noise, each with a label that is drawn anew."""
    return torch.cat([samples[:, :-classes], random_labels(len(samples), classes)], 1)


def followed_share(data, samples):
    """Of the samples, those that are of the class that they were asked to be of."""
    asked = samples[:, -data.modes :].argmax(1).numpy()
    return float((data.modes_of(samples)[0] == asked).mean())
