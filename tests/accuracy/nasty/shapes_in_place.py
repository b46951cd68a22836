"""Arrays whose attributes are set in place."""
import numpy as np
import random

c = random.random() < 2
a = np.zeros((2, 3))
b = a
a.shape = (6,)
x = b
l = [a]
l[0].shape = (3, 2)
y = a
z = b
d = {"a": a}
d["a"].dtype = np.int32
e = a
f = b.T
g = np.zeros((2, 3))
h = np.zeros((2, 3))
i = g if c else h
i.shape = (6,)
j = g
k = h
m = np.zeros((2, 3))
n = m if c else h
m.shape = (6,)
o = n


def flatten(array):
    array.shape = (-1,)


p = np.zeros((4, 4))
flatten(p)
q = p
r = np.zeros(4)
r.resize((2, 2))
s = r
t = np.zeros(4)
t.resize(9, refcheck=False)
u = t
many = [np.zeros((2, 2)) for _ in range(3)]
for each in many:
    each.shape = (4,)
v = many[0]
w = np.zeros((2, 2))
pair = (w, 1)
setattr(w, "shape", (4,))
aa = w
bb = pair[0]
cc = np.zeros((2, 2))
view = cc[:]
view.shape = 4
dd = cc
ee = view
ff = np.zeros((2, 3))
ff.strides = (8, 16)
gg = ff


def default(array=np.zeros((2, 2))):
    array.shape = (4,)
    return array


hh = default()
ii = default()


class Box:
    pass


box = Box()
box.array = np.zeros((3, 3))
jj = box.array
kept = box.array
box.array.shape = (9,)
kk = kept
ll = np.zeros((3, 3))
box.array = ll
box.array.shape = (9,)
mm = ll
