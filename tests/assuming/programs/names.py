# assume: n = 100_000
"""A name has the value wherever it is bound, however it is bound."""

import sys

import numpy as np

n = int(sys.argv[1])
a = np.zeros(n)  # => 800 kB float64[100000]
n = 3
b = np.zeros((n, 2))  # => 1.6 MB float64[100000,2]
n *= 10
c = np.zeros(n)  # => 800 kB float64[100000]
n, m = 4, 5
d = np.zeros((n, m))  # => 4 MB float64[100000,5]
k = n = 7
e = np.zeros((n, k))  # => 5.6 MB float64[100000,7]
for n in (1, 2):
    f = np.zeros(n)  # => 800 kB float64[100000]
if (n := 5) > 4:
    g = np.zeros(n)  # => 800 kB float64[100000]


def parameter(n, m=2):
    h = np.zeros((n, m))  # => 1.6 MB float64[100000,2]
    return h


def of_its_own():
    n: int = 9
    return np.zeros(n)


class Options:
    n = 6


i = parameter(3)  # => 1.6 MB float64[100000,2]
j = of_its_own()  # => 800 kB float64[100000]
o = np.zeros(Options.n)  # => 800 kB float64[100000]
squares = [np.zeros(n) for n in (1, 2)]
p = squares[0]  # => 8 B alias of squares
