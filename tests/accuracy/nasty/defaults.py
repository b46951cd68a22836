"""Defaults of every kind of parameter."""
import numpy as np
def f(a, b=np.zeros(2), *c, d=np.zeros(3), **e):
    x, y, z = b, d, len(c) + len(e)
    return np.zeros(z)
r = f(1); s = f(1, np.zeros(5), 2, 3, d=np.zeros(6), q=1)
