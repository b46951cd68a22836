"""Ways through a try in a loop."""
import numpy as np
def f(i):
    for k in range(5):
        try:
            x = np.zeros(k)
            if k == i: continue
            if k == i + 1: return x
        except ValueError: x = np.zeros(50)
        else: x = np.zeros((k, 2))
        finally: y = x
    return y
a, b, c = f(0), f(3), f(10)
