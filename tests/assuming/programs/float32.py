# assume dtype: float32
"""Every new array of floating-point numbers has the type, however it comes about."""

import numpy as np
import numpy.typing as npt

a = np.zeros((100, 10))  # => 4 kB float32[100,10]
b = np.arange(10)  # => 80 B int64[10]
c = b / 3  # => 40 B float32[10]
d = np.linspace(0, 1, 5)  # => 20 B float32[5]
e = np.array([1.5, 2.5])  # => 8 B float32[2]
f = np.zeros(4, dtype=np.float64)  # => 16 B float32[4]
g = a * 1j  # => 8 kB complex64[100,10]
h = np.float64(2) * a  # => 4 kB float32[100,10]
i = np.random.default_rng(0).random((3, 3))  # => 36 B float32[3,3]
j = np.zeros(3, np.float16)  # => 12 B float32[3]
k = np.zeros(3, np.longdouble)  # => 12 B float32[3]
# What asks for a type that is there already gets no copy, as in a program that is written so.
l = np.asarray(a, dtype=float)  # => 4 kB alias of a
m = a.astype(np.float64, copy=False)  # => 4 kB alias of a
n = a.astype(np.float64)  # => 4 kB float32[100,10]
o = np.ascontiguousarray(a, np.float64)  # => 4 kB alias of a
p = a.T.astype("f8")  # => 4 kB float32[10,100]
# What looks into memory that is there has its type, or the one that it is looked at with.
q = a[::2]  # => 2 kB view of a
r = a.view(np.uint8)  # => 4 kB view of a
s = b.view(np.float64)  # => 80 B view of b
t = a.reshape(-1)  # => 4 kB view of a
# Elements that are known stay known.
u = np.array([0.5, 1.5, 2.5])  # => 12 B float32[3]
v = u[u > 1]  # => 8 B float32[2]
# Structures say what they are made of.
w = np.zeros(2, dtype=[("x", "f8")])  # => 16 B [('x', '<f8')][2]


def annotated(x: npt.NDArray[np.float64]):
    y = x.reshape(-1)  # => float32[?]
    z = np.ones(3) + 1  # => 12 B float32[3]
    return y, z
