"""Images that need no download: bars, a square, a ring, a plus and a cross of many sizes, places and shades."""
import numpy as np

COUNT = 12_000
SEED = 5
KINDS = 6
LEAST_RADIUS, MOST_RADIUS = 2.5, 5.0
THICKNESS = 1.2


def drawn_shapes(side):
    """Images in [−1, 1] and their kinds; edges are soft, so that values between the two occur."""
    random = np.random.default_rng(SEED)
    kinds = random.integers(KINDS, size=COUNT)
    radius = random.uniform(LEAST_RADIUS, MOST_RADIUS, COUNT)[:, None, None]
    middle = random.uniform(radius[:, 0, 0] + 0.5, side - 1.5 - radius[:, 0, 0], (2, COUNT))[:, :, None, None]
    shade = random.uniform(0.6, 1.0, COUNT)[:, None, None]
    y, x = np.arange(side)[:, None] - middle[0], np.arange(side)[None, :] - middle[1]
    distances = np.stack(_signed_distances(x, y, radius))
    inside = np.clip(0.5 - distances[kinds, np.arange(COUNT)], 0, 1)
    return 2 * shade * inside - 1, kinds.astype(np.int64)


def _signed_distances(x, y, radius):
    """Per kind how far each pixel lies outside of the shape, in pixels."""
    across, down = np.abs(x), np.abs(y)
    lying = np.maximum(across - radius, down - THICKNESS)
    standing = np.maximum(across - THICKNESS, down - radius)
    diagonals = np.maximum(np.abs(across - down) / np.sqrt(2) - THICKNESS, np.maximum(across, down) - radius)
    square = np.maximum(across, down) - 0.8 * radius
    ring = np.abs(np.hypot(x, y) - radius + THICKNESS / 2) - THICKNESS
    return lying, standing, square, ring, np.minimum(lying, standing), diagonals
