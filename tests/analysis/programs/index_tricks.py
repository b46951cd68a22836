"""Objects that are subscripted to make arrays, and what arrays are iterated over."""
import numpy as np

X, Y = np.mgrid[0:3, 0:1:4j]  # => 192 B views
U, V = np.ogrid[:3, :5]  # => 64 B
joined = np.r_[1:4, 0, 4]  # => 40 B int64[5]
columns = np.c_[X.ravel(), Y.ravel()]  # => 192 B float64[12,2]
big = np.random.rand(100, 200)  # => 160 kB float64[100,200]
key = np.s_[2:5, ::2]
part = big[key]  # => 2.4 kB view of big
first = big.flat[:10]  # => 80 B float64[10]
mesh = big[np.ix_([1, 2, 3], [4, 5])]  # => 48 B float64[3,2]
for place in np.ndindex(big.shape):
    cell = np.zeros(place)  # => float64[?,?]
for element in big.flat:
    twice = np.full(4, element)  # => 32 B float64[4]
for element in np.nditer(big):  # => 8 B float64[]
    row = np.full(3, element)  # => 24 B float64[3]
