"""A statement that does not parse takes nothing along but the names that it may bind."""
import numpy as np

a = np.zeros(10)  # => 80 B float64[10]
b = np.zeros((a.shape[0],
c = a * 2  # => 80 B float64[10]
if a.
    d = np.ones(3)  # => 24 B float64[3]
e = b + a
f = c[:5]  # => 40 B view of c
