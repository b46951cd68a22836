"""Conditions that are not known, and code that may not run."""
import random
import numpy as np

c = random.random() < 2
if c:
    a = np.zeros(3)
else:
    a = np.zeros((4, 4))
b = a
d = a * 2
if c:
    a = np.zeros(5)
e = a
f = np.zeros(3) if c else None
g = np.zeros(3) if c else 5
h = c and np.zeros(3)
i = c or np.zeros(3)
j = None or np.zeros(2)
k = np.zeros(1)
(len("ab") > 1) or (k := np.zeros(2))
l = k
c and (k := np.zeros(3))
m = k
1 < random.random() < (k := np.zeros(4)).size
n = k
o = [k := np.zeros(q + 1) for q in range(3)]
p = k
q = [r for r in range(10) if (s := np.zeros(r)).size > 3]
t = s
u = any((v := np.zeros(w)).size > 2 for w in range(10))
x = v
match random.choice([1]):
    case 1:
        y = np.zeros(1)
    case 2 | 3 as z:
        y = np.zeros(2)
    case {"a": z, **rest}:
        y = np.zeros(3)
    case _:
        y = np.zeros(4)
aa = y
value = np.zeros(3)
match (1, np.zeros(9)):
    case (value, _) if value == 2:
        pass
    case (_, value):
        bb = value
cc = value
match random.choice([1]):
    case dd if (ee := np.zeros(5)).size == 6:
        pass
    case _:
        ff = ee
x = y = z = np.zeros(3)
y += 1
gg = x
if (hh := np.zeros(4)).size:
    ii = hh
jj = 1 if 0 < c < 2 else np.zeros(2)
if not c:
    kk = np.zeros(1)
elif c == 1:
    kk = np.zeros(2)
else:
    kk = np.zeros(3)
ll = kk
count = 3 if c else 4
mm = np.zeros((count, count))
nn = np.zeros((count, 2)) + np.zeros((count, 1))
oo = [np.zeros(count), np.zeros(count)]
pp = np.concatenate(oo)
shape = (2, count)
qq = np.ones(shape)
rr = np.zeros(3, dtype="f4" if c else "f8")
ss = a.reshape(-1) if c else a
tt = ss.sum(axis=0)
uu = None
if c:
    uu = np.zeros(2)
vv = uu
import sys

if sys.version_info > (3, 0):
    ww = np.zeros(1)
else:
    ww = np.zeros(2)
try:
    import cupy as xp
except ImportError:
    import numpy as xp
xx = xp.zeros(3)
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    np = None
yy = np.zeros(2)
assert (zz := np.zeros(3)).size
assert c, (zz := np.zeros(4))
a1 = zz
flag = (1 < len(sys.argv)) & (2 < len(sys.argv))
a2 = np.zeros(3, bool) & flag
a3 = np.zeros(3, "i1") + flag
a4 = np.zeros(3, bool) + max(True, False)
a5 = np.zeros(3, bool) * abs(-True)
a6 = np.zeros(True)
a7 = np.zeros((True, 2))
a8 = np.arange(True)
