"""A view costs nothing and names its owner; a copy is an owner."""
import numpy as np

r = np.zeros((100, 50))  # => 40 kB float64[100,50]
rows = r[10:20]  # => 4 kB view of r
column = r[:, 0]  # => 800 B view of r
turned = r.T  # => 40 kB view of r
flat = r.reshape(-1)  # => 40 kB view of r
picked = r[[1, 2, 3]]  # => 1.2 kB float64[3,50]
copied = r[::2].copy()  # => 20 kB float64[50,50]
same = r  # => 40 kB alias of r
tail = np.arange(1000)[::10]  # => 800 B view
whole = np.arange(6).reshape(2, 3)  # => 48 B int64[2,3]
a, b = r[:50], r[50:]  # => 40 kB views of r
