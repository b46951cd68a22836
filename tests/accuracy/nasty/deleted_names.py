import random

import numpy as np

random.seed(1)
a, b = np.zeros((2, 3)), np.ones(3)
held = [a, b]


def made(t):
    u = t

    def step():
        nonlocal u
        u = u[None] if u.ndim < 5 else u
        return u

    return step


step = made(b)
for n in range(2):
    try:
        del b
    except NameError:
        pass
    step()
if random.random() < 2:
    del a
c = held[0]
d = c[1:]


def each(values):
    for x in values:
        y = x
        yield x


e = np.zeros(4)
for x in each([e, np.zeros(4)]):
    e = np.zeros(5)
for f in map(lambda t: (g := t), [e, e]):
    e = np.zeros(6)
