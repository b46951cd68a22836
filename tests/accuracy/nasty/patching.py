"""NumPy's functions can be replaced."""
import numpy as np

old = np.zeros
a = np.zeros(3)


def doubled(n):
    return old(2 * n)


np.zeros = doubled
b = np.zeros(3)
np.zeros = old
c = np.zeros(3)
setattr(np, "ones", doubled)
d = np.ones(3)
from numpy import ones

e = ones(5)
del np.ones
np.ones = old
f = np.ones(2)
np.linalg.norm = lambda x: np.zeros(4)
g = np.linalg.norm(np.zeros(4))
