"""Iterators can be consumed only once, and are consumed late."""
import numpy as np

z = zip([1, 2], [3, 4])
a = np.array(list(z))
b = np.array(list(z))


def twice(iterable):
    c = list(iterable)
    d = list(iterable)
    return np.zeros(len(c)), np.zeros(len(d))


e, f = twice(zip([1, 2], [3, 4]))
g, h = twice(x for x in [1, 2, 3])
pair = (map(lambda x: x, [1, 2]), 0)
i = np.zeros(len(list(pair[0])))
j = np.zeros(len(list(pair[0])))
box = [enumerate([1, 2])]
k = np.zeros(len(list(box[0])))
l = np.zeros(len(list(box[0])))
d = {"a": reversed([1, 2])}
m = np.zeros(len(list(d["a"])))
n = np.zeros(len(list(d["a"])))
seen = []
late = (seen.append(x) for x in [1, 2, 3])
o = np.zeros(len(seen))
list(late)
p = np.zeros(len(seen))
mapped = map(seen.append, [1, 2])
q = np.zeros(len(seen))
list(mapped)
r = np.zeros(len(seen))


def note(x):
    seen.append(x)
    return x


mapped = map(note, [1, 2])
s = np.zeros(len(seen))
list(mapped)
t = np.zeros(len(seen))


def generate():
    yield np.zeros(2)
    yield np.zeros(3)


for u in generate():
    v = u
n = 3
delayed = (np.zeros(n) for _ in [1])
n = 4
w = next(delayed)
it = iter([np.zeros(5), np.zeros(6)])
x = next(it)
y = next(it)
chosen = zip([1], [2]) or None
aa = np.zeros(len(list(chosen)))
bb = np.zeros(len(list(chosen)))
values = {"a": 1}.items()
cc = np.zeros(len(values))
total = 0


def count():
    global total
    for k in range(3):
        total += 1
        yield k


for _ in count():
    dd = np.zeros(total)
ee = np.zeros(total)
a1 = np.zeros(3)


def swap():
    global a1
    a1 = np.zeros(5)
    yield 1
    a1 = np.zeros(6)
    yield 2


for _ in swap():
    a2 = a1
gen = swap()
next(gen)
a3 = a1
gen2 = (swap, 1)
for _ in [1, 2]:
    for _ in gen2[0]():
        a4 = a1
