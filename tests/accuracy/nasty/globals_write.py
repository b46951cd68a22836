"""Names set behind the back."""
import numpy as np

x = np.zeros(3)
globals()["x"] = np.zeros(8)
y = x
z = np.zeros(2)
vars()["z"] = 5
w = z


def f():
    q = np.zeros(4)
    locals()["q"] = 3
    return q


v = f()
