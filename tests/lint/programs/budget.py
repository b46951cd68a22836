import numpy as np

grid = np.zeros((1_000_000, 100_000))  # => BL010
view = grid[:10]
enough = np.zeros((10_000, 1_000))


def make(n):
    return np.zeros(n)


make(10)
make(10_000_000_000)  # => BL010
print(np.sqrt(np.ones(10_000_000_000)))  # => BL010
