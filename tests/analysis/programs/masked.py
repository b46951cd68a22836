"""Masked arrays are as large as their data; what a mask leaves is bounded."""
import numpy as np
import numpy.ma as ma

n = 1000
x = np.random.rand(n, 3)  # => 24 kB float64[1000,3]
m = ma.array(x, mask=x > 0.5)  # => 24 kB view of x
copied = ma.masked_array(x, mask=x > 0.5, copy=True)  # => 24 kB float64[1000,3]
where = ma.masked_where(x > 0.5, x)  # => 24 kB float64[1000,3]
valid = ma.masked_invalid(x)  # => 24 kB float64[1000,3]
less = ma.masked_less(x, 0.1)  # => 24 kB float64[1000,3]
doubled = where * 2  # => 24 kB float64[1000,3]
added = where + x  # => 24 kB float64[1000,3]
roots = np.sqrt(where)  # => 24 kB float64[1000,3]
logs = ma.log(where)  # => 24 kB float64[1000,3]
below = where < 0.2  # => 3 kB bool[1000,3]
means = where.mean(axis=0)  # => 24 B float64[3]
largest = np.max(where, axis=1)  # => 8 kB float64[1000]
counts = where.count(axis=0)  # => 24 B int64[3]
left = where.compressed()  # => ≤ 24 kB float64[≤3000]
filled = where.filled(0)  # => 24 kB float64[1000,3]
turned = copied.T  # => 24 kB view of copied
flat = copied.reshape(-1)  # => 24 kB view of copied
joined = ma.concatenate([where, where])  # => 48 kB float64[2000,3]
zeros = ma.zeros((3, 4))  # => 96 B float64[3,4]
total = where.sum()
element = where[0, 0]
shape = np.zeros(where.shape)  # => 24 kB float64[1000,3]
