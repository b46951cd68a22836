"""A function that redefines another."""
import numpy as np
def f(): return np.zeros(1)
def g():
    global f
    def f(): return np.zeros(2)
a = f()
g()
b = f()
