"""Names that stand for something else than they seem to."""
import numpy as np

real = np


def zip(*columns):
    return [np.zeros(7)]


for row in zip([1, 2], [3, 4]):
    a = row


def sum(values):
    return np.ones((2, 2))


b = sum([1, 2, 3])
range = lambda n: [np.zeros(n)]
for c in range(3):
    d = c
len = lambda value: 11
e = np.zeros(len([1, 2]))


def local_import():
    import numpy as np

    f = np.zeros(4)
    return f


def parameter(np):
    g = np.zeros(3)
    return g


class Fake:
    @staticmethod
    def zeros(n):
        return real.ones((n, n), dtype="f4")


h = local_import()
i = parameter(Fake)
j = parameter(np)


def rebinds():
    global np
    np = Fake
    k = np.zeros(3)


rebinds()
l = np.zeros(2)
np = None
try:
    m = np.zeros(5)
except AttributeError:
    m = real.zeros((3, 3))
n = m + 1
int = float
o = real.arange(int(3))
p = real.array([int(2)])
