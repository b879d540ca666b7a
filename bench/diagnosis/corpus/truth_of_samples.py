"""What is true of samples beyond how many modes they cover: copies, likeness within classes, patterns, place."""
import numpy as np
import torch

# A copy lies at most half as far from the training data as from as many samples that were never trained on.
COPY_RATIO = 0.5
LEAST_OF_A_CLASS = 8
MOST_OF_A_CLASS = 60
SIDE = 14


def copied_share(samples, pool, fresh):
    """Of the generated samples; of new samples of the data practically none are so near to the training data."""
    count = min(len(pool), len(fresh))
    near = torch.cdist(samples, pool[:count]).amin(1)
    return float((near < COPY_RATIO * torch.cdist(samples, fresh[:count]).amin(1)).float().mean())


def centre_offset(samples, fresh, spread):
    """Of a plane's samples, where their mean lies beside that of the data, in median distances of the data."""
    return [float(value) / spread for value in samples.mean(0) - fresh.mean(0)]


def image_truths(data, samples, fresh):
    """`variety`: distance of two of a class over that of the data, median of classes; `uneven`: excess over the data."""
    own, real = _pooled(samples, data.channels), _pooled(fresh, data.channels)
    return {
        "variety": _variety(own, data.modes_of(samples)[0], real, data.modes_of(fresh)[0]),
        "uneven": _unevenness(samples, data.channels) - _unevenness(fresh, data.channels),
    }


def _variety(own, own_modes, real, real_modes):
    ratios = []
    for mode in range(max(real_modes) + 1):
        mine, theirs = own[own_modes == mode], real[real_modes == mode]
        if min(len(mine), len(theirs)) >= LEAST_OF_A_CLASS:
            ratios.append(float(_median_distance(mine) / _median_distance(theirs)))
    return float(np.median(ratios)) if ratios else None


def _median_distance(samples):
    return torch.pdist(samples[:MOST_OF_A_CLASS]).median()


def _pooled(samples, channels):
    """Means of 2 × 2 pixels: noise that no eye would call variety is averaged away."""
    images = samples.reshape(len(samples), channels, SIDE, SIDE)
    return torch.nn.functional.avg_pool2d(images, 2).flatten(1)


def _unevenness(samples, channels):
    """How differently pixels stand out from their neighbours by whether their row and column are even: 0 to 1."""
    images = samples.reshape(len(samples) * channels, 1, SIDE, SIDE)
    around = torch.nn.functional.avg_pool2d(images, 3, 1, 1, count_include_pad=False)
    detail = (images - around)[:, 0, 1:-1, 1:-1].abs()
    phases = torch.stack([detail[:, row::2, column::2].mean() for row in (0, 1) for column in (0, 1)])
    return float(phases.std() / phases.mean()) if float(phases.mean()) > 0 else 0.0
