"""A class that the program makes objects of."""

import numpy as np
from config import BATCH

bias = np.zeros(BATCH)  # => 512 B float64[64]


def relu(x):
    return np.maximum(x, 0)


class Layer:
    def __init__(self, inputs, outputs):
        self.W = np.zeros((inputs, outputs))  # => 8·inputs·outputs B

    def __call__(self, x):
        return x @ self.W
