"""The program's state when unknown code calls back."""
import numpy as np

x = np.zeros(3)
l = [np.zeros(1)]
n = 3


def callback(*_):
    a = x
    b = l[0]
    c = np.zeros(n)
    return a


list(map(callback, [1]))
x = np.zeros(4)
l[0] = np.zeros(2)
n = 4
list(filter(callback, [1]))
sorted([1], key=callback)
del x
x = np.zeros((5, 5))
l = [np.zeros(9)]
max([1, 2], key=callback)
x = 3
max([1, 2], key=lambda k: len(l) + (callback() is None))


def factory(size):
    def inner(*_):
        d = np.zeros(size)
        return 1

    return inner


sorted([1], key=factory(3))
sorted([1], key=factory(4))


def outer(array):
    def inner(*_):
        e = array
        return 1

    sorted([1], key=inner)
    array = array[1:]
    sorted([1], key=inner)


outer(np.zeros(5))


def recursive(depth, array):
    f = array
    g = np.zeros(depth)
    if depth:
        sorted([1], key=lambda _: 1 if recursive(depth - 1, array[None]) is None else 2)


recursive(4, np.zeros(1))


def mutual_a(x):
    h = x
    return mutual_b(x[1:]) if len(x) > 1 else x


def mutual_b(x):
    i = x
    return mutual_a(x[1:]) if len(x) > 1 else x


j = mutual_a(np.zeros(11))


class Machine:
    def run(self, array):
        k = array
        self.state = array
        m = self.state
        return array

    def other(self):
        self.state = np.zeros(8)
        self.run(np.zeros(2))
        n = self.state
        return n


machine = Machine()
o = machine.run(np.zeros(3))
p = machine.other()
