import numpy as np

a = np.ones((1000, 3))
b = np.ones((1000, 3))

distances = ((a[:, None] - b[None]) ** 2).sum(axis=-1)  # => BL002
nearest = np.abs(np.subtract(a[:, None], b[None])).max()  # => BL002

# What is kept is a result, no temporary.
offsets = a[:, None] - b[None]
roots = np.sqrt(a[:, None] - b[None])
flat = (a - b).sum()
little = (a[:10, None] - b[None, :10]).sum()
wide = (a[:, None] * np.ones((1000, 50, 3))).sum()


def pairs(n, m):
    p, q = np.ones((n, 3)), np.ones((m, 3))
    return ((p[:, None] - q) ** 2).sum(axis=-1)  # => BL002


def shifted(n):
    p = np.ones((n, 3))
    return (p - p.mean(axis=0)).sum()
