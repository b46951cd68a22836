"""k-means on two hundred thousand points: where the memory of a short program goes."""

import numpy as np

POINTS = 200_000
CLUSTERS = 8


def squared_distances(points, centres):
    """Distances of every point to every centre, through one large temporary."""
    offsets = points[:, None, :] - centres[None, :, :]
    return (offsets**2).sum(axis=-1)


def assign(points, centres):
    """The nearest centre of every point."""
    distances = squared_distances(points, centres)
    return distances.argmin(axis=1)


def update(points, labels, centres):
    """The mean of the points of every cluster."""
    moved = np.empty_like(centres)
    for k in range(len(centres)):
        members = points[labels == k]
        moved[k] = members.mean(axis=0)
    return moved


rng = np.random.default_rng(seed=7)
colours = rng.random((POINTS, 3))
points = colours.astype(np.float32)
half = points[: POINTS // 2]
every_tenth = points[::10]

centres = points[:CLUSTERS].copy()
for _ in range(10):
    labels = assign(points, centres)
    centres = update(points, labels, centres)

weights = np.full(POINTS, 1 / POINTS)
weighted = points * weights[:, None]
one_hot = labels[:, None] == np.arange(CLUSTERS)
sizes = one_hot.sum(axis=0)
image = points[: 400 * 500].reshape(400, 500, 3)

print(f"{POINTS} points in {CLUSTERS} clusters of {sizes.min()} to {sizes.max()}")
print(f"points take {points.nbytes:,} bytes, weighted ones {weighted.nbytes:,}")
