"""A matrix has two axes always, and `*` is a product."""
import numpy as np

n = 1000
x = np.random.rand(n, 3)  # => 24 kB float64[1000,3]
m = np.matrix(x)  # => 24 kB float64[1000,3]
looked = np.asmatrix(x)  # => 24 kB view of x
turned = m.T  # => 24 kB view of m
gram = m.T * m  # => 72 B float64[3,3]
inverse = gram.I  # => 72 B float64[3,3]
squared = gram ** 2  # => 72 B float64[3,3]
elementwise = np.multiply(m, m)  # => 24 kB float64[1000,3]
mixed = m + x  # => 24 kB float64[1000,3]
outer = m @ x.T  # => 8 MB float64[1000,1000]
twice = 2 * m  # => 24 kB float64[1000,3]
twice *= 3  # => 24 kB float64[1000,3]
means = m.mean(axis=0)  # => 24 B float64[1,3]
sums = np.sum(m, axis=1)  # => 8 kB float64[1000,1]
best = m.argmax(1)  # => 8 kB int64[1000,1]
total = m.sum()
centred = m - m.mean(0)  # => 24 kB float64[1000,3]
plain = m.A  # => 24 kB view of m
vector = m.A1  # => 24 kB view of m
row = m.ravel()  # => 24 kB view of m
blocks = np.bmat([[gram, gram], [gram, gram]])  # => 288 B float64[6,6]
joined = np.concatenate([m, m])  # => 48 kB float64[2000,3]
copied = np.array(m)  # => 24 kB float64[1000,3]
