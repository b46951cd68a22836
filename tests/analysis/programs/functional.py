"""Functions of the program that NumPy calls."""
import numpy as np


def norm(vector):
    return np.sqrt((vector**2).sum())


def split(vector):
    return vector[:2], vector[2:]


def share(a, b):
    if a > b:
        return a / b
    return 0.0


table = np.random.rand(1000, 5)  # => 40 kB float64[1000,5]
norms = np.apply_along_axis(norm, 1, table)  # => 8 kB float64[1000]
ordered = np.apply_along_axis(np.sort, 0, table)  # => 40 kB float64[1000,5]
totals = np.apply_over_axes(np.sum, table, [0, 1])  # => 8 B float64[1,1]
shared = np.vectorize(share)
shares = shared(table, 0.5)  # => 40 kB float64[1000,5]
whole = np.vectorize(lambda x: int(x))(table)  # => 40 kB int64[1000,5]
halves = np.vectorize(lambda x: (x, 1))
first, second = halves(table)  # => 80 kB
small = np.vectorize(share, otypes=[np.float32])(table, table)  # => 20 kB float32[1000,5]
objects = np.frompyfunc(share, 2, 1)(table, 0.5)  # => 40 kB object[1000,5]
common = np.empty(np.broadcast(table, table[:1]).shape)  # => 40 kB float64[1000,5]
pieces = np.piecewise(table, [table < 0, table >= 0], [lambda x: -x, lambda x: x])  # => 40 kB float64[1000,5]
