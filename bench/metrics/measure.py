"""The same metric by numpy and scipy: FID as pytorch-fid computes it, coverage as prdc does. Prints {value, seconds}."""
import json
import sys
import time

import numpy as np
import scipy.linalg


def frechet(real, fake):
    first, second = np.cov(real, rowvar=False), np.cov(fake, rowvar=False)
    difference = real.mean(axis=0, dtype=np.float64) - fake.mean(axis=0, dtype=np.float64)
    root = np.real(scipy.linalg.sqrtm(first.dot(second)))
    return difference.dot(difference) + np.trace(first) + np.trace(second) - 2 * np.trace(root)


def distances(first, second):
    squares = (first**2).sum(axis=1)[:, None] + (second**2).sum(axis=1)[None, :] - 2 * first @ second.T
    return np.sqrt(np.maximum(squares, 0))


def coverage(real, fake):
    real, fake = real.astype(np.float64), fake.astype(np.float64)
    radii = np.partition(distances(real, real), 5, axis=1)[:, 5]
    across = distances(real, fake)
    density = (across < radii[:, None]).sum(axis=0).mean() / 5
    return (across.min(axis=1) < radii).mean() if density >= 0 else np.nan


metric, real_file, fake_file, samples, features = sys.argv[1:]
real, fake = (np.fromfile(name, dtype=np.float32).reshape(int(samples), int(features)) for name in (real_file, fake_file))
start = time.perf_counter()
value = {"frechet": frechet, "density-coverage": coverage}[metric](real, fake)
print(json.dumps({"value": float(value), "seconds": time.perf_counter() - start}))
