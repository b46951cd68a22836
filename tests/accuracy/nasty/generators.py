import itertools

import numpy as np

held = [np.zeros(3)]


def items():
    for _ in range(3):
        y = held[0]
        yield held[0]


for x in items():
    held[0] = np.zeros(5)
    a = x

size = 2


def sized():
    while True:
        made = np.zeros(size)
        yield made


for x in sized():
    b = x
    size += 1
    if size > 5:
        break

later = sized()
size = 9
c = next(later)
size = 10
d = next(later)


def shared():
    values = [np.zeros(3), np.zeros(3)]
    yield values
    e = values[0]
    yield e


for x in shared():
    if isinstance(x, list):
        x[0] = np.zeros(7)
    f = x

log = []


def noisy(count):
    for i in range(count):
        log.append(i)
        yield np.zeros(len(log))


for p, q in zip(noisy(3), noisy(3)):
    g, h = p, q
i = np.zeros(len(log))
unused = noisy(2)
j = np.zeros(len(log))


def outer():
    yield np.zeros(1)
    yield from items()
    yield from (np.zeros(n) for n in range(2))


for x in outer():
    held[0] = np.zeros(6)
    k = x
count = 0
for _ in outer():
    count += 1
l = np.zeros(count)


def early(stop):
    yield np.zeros(1)
    if stop:
        return
    yield np.zeros(2)


m = np.zeros(len(list(early(True))))
n = np.zeros(len(list(early(len(log) > 1))))


class Tree:
    def __init__(self, value, children=()):
        self.value = value
        self.children = list(children)

    def __iter__(self):
        yield self.value
        for child in self.children:
            yield from child

    def walk(self):
        yield self
        for child in self.children:
            yield from child.walk()


tree = Tree(np.zeros(1), [Tree(np.zeros(2)), Tree(np.zeros(3))])
for node in tree.walk():
    o = node.value
    node.value = np.zeros(8)
for x in tree:
    p = x
for x in itertools.islice(sized(), 2):
    q = x
    size = 3


def receiver():
    got = None
    while True:
        got = yield got
        r = got


r2 = receiver()
next(r2)
s = r2.send(np.zeros(4))


def chunks(array, n):
    for start in range(0, len(array), n):
        yield array[start : start + n]


t = list(chunks(np.arange(10), 5))
u = t[0]
for v in chunks(np.arange(12), 4):
    w = v.copy()


def changing(values):
    for v in values:
        yield v


values = [np.zeros(1), np.zeros(2)]
for v in changing(values):
    z = v
    if len(values) < 4:
        values.append(np.zeros(9))
