import numpy as np

rng = np.random.default_rng()
x = rng.random((1000, 1000))
halves = x.astype(np.float32)

print(x.flatten().max())  # => BL003
print(x.astype(float).sum())  # => BL003
print(np.array(x * 2).sum())  # => BL003
print(x[np.arange(10, 900)].sum())  # => BL003
print(x[:, np.arange(500)].sum())  # => BL003

z = rng.random((1000, 1000))
line = z.flatten()  # => BL003
print(line.mean(), line[0])

# Views that would copy, or results of another dtype.
print(x.T.flatten().max(), x.astype(np.float32).sum(), halves.astype(float).sum())
print(x[np.arange(-900, 0)].sum(), x[np.arange(0, 900, 2)].sum(), x[np.arange(10), np.arange(10)].sum())
print(x[:10, :10].flatten().sum())

# Copies that somebody writes to.
changed = x.flatten()
changed[0] = 1
total = np.array(x)
total += 1
kept = [x.flatten()]


def moved(y):
    before = y.flatten()
    y[0] = 0
    return before


def of_changing():
    y = rng.random((1000, 1000))
    before = y.flatten()
    y[0] = 0
    return before.sum()


moved(x)
of_changing()
