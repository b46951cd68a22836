"""A class in a function sees later bindings."""
import numpy as np
def f():
    class A:
        def m(self):
            x = y
            return x
    y = np.zeros(3)
    y2 = A().m()
    y = np.zeros(4)
    return A().m()
a = f()
