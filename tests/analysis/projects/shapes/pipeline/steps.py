"""Some functions."""

import numpy as np

from . import storage

__all__ = ["batches", "normalised"]


def normalised(x):
    return x / np.float32(storage.SCALE)


def batches(x, count):
    return np.split(x, count)
