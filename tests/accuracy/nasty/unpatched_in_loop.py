"""A patch at the end of a loop's body counts for its next iteration."""
import numpy as np

old = np.full
for n in range(100):
    a = np.full(3, 1.0)
    np.full = lambda n, v: old(n + 1, v)
np.full = old


def patch():
    np.empty = lambda n: old(n + 2, 0.0)


before = np.empty(2)
list(map(lambda f: f(), [patch]))
after = np.empty(2)
