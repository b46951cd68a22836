"""Functions are analysed where they are called, with the actual arguments; nobody's call leaves symbols."""
import numpy as np


def scaled(x, factor=2.0):
    y = x * factor  # => 800 B–400 kB
    return y, y[:10]


def noise(n: int):
    field = np.zeros((n, n))  # => 8·n² B float64[n,n]
    return field.sum()


def unknown_argument(x):
    y = x * 2
    z = np.ones(5)  # => 40 B float64[5]
    return y + z


small, head = scaled(np.ones(100))  # => 800 B float64[100]
large, _ = scaled(np.ones((1000, 100), np.float32), factor=3)  # => 400 kB float32[1000,100]
square = (lambda v: v * v)(small)  # => 800 B float64[100]
