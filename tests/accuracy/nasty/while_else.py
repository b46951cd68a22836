"""Loops that end in several ways."""
import numpy as np
x = np.zeros(1)
while x.shape[0] < 100:
    x = np.concatenate([x, x])
    if x.shape[0] == 64: break
else:
    x = np.zeros(7)
y = x
n = 10
while n:
    n -= 1
    z = np.zeros(n)
