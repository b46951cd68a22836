"""Loops that change shapes, and ways out of them."""
import numpy as np

x = np.zeros(2)
for _ in range(5):
    x = np.concatenate([x, x])
a = x
for _ in range(1000):
    x = x[1:] if len(x) > 3 else x
b = x
y = np.zeros((2, 3))
for _ in range(3):
    y = y.T
c = y
for _ in range(500):
    y = y.T
d = y
z = np.zeros(3)
for _ in range(4):
    z = z[None]
e = z
for _ in range(70):
    z = z[0] if z.ndim > 1 else z
f = z
n = 0
while n < 5:
    n += 1
    g = np.zeros(n)
h = g
while True:
    n += 1
    i = np.zeros(n)
    if n > 100:
        j = np.zeros((n, 2))
        break
k = j
for n in range(10):
    if n == 3:
        continue
    if n == 5:
        m = np.zeros(n)
        break
else:
    m = np.zeros(77)
o = m
for n in range(3):
    pass
else:
    p = np.zeros(n)
q = p
for n in range(200):
    for k in range(n):
        r = np.zeros((n, k))
        if k > 2:
            break
    else:
        s = np.zeros(n)
        continue
    t = s
u = np.zeros(n)
v = np.zeros(1)
while v.size < 50:
    v = np.append(v, v)
w = v
while (walrus := np.zeros(len(v))).size < 100:
    v = np.zeros(2 * len(v))
    walrus = np.zeros(1)
aa = walrus
lst = [np.zeros(1), np.zeros(2)]
for each in lst:
    bb = each
    if len(lst) < 5:
        lst.append(np.zeros(10 + len(lst)))
cc = each
lst = [np.zeros(k) for k in range(4)]
for each in lst:
    dd = each
    lst.remove(lst[-1]) if len(lst) > 2 else None
ee = each
for number, each in enumerate(lst):
    lst[number] = np.zeros(30)
    if number + 1 < len(lst):
        lst[number + 1] = np.zeros(31)
    ff = each
gg = lst[0]
table = {"a": np.zeros(1), "b": np.zeros(2)}
for key, value in table.items():
    hh = value
    table["b"] = np.zeros(40)
for key in list(table):
    table[key] = np.zeros(41)
ii = table["a"]
shapes = []
for k in range(3):
    shapes.append((k, k + 1))
for shape in shapes:
    jj = np.ones(shape)
first = True
for k in range(300):
    if first:
        ll = np.zeros(5)
        first = False
    else:
        ll = np.zeros(6)
    mm = ll
nn = None
for k in range(300):
    if nn is None:
        nn = np.zeros(3)
    else:
        nn = np.vstack([nn, nn])[0][:2]
    oo = nn
old, new = np.zeros(1), np.zeros(2)
for k in range(101):
    old, new = new, old
pp, qq = old, new
fib = [1, 1]
for k in range(10):
    fib.append(fib[-1] + fib[-2])
rr = np.zeros(fib[-1])
last = np.zeros(3)
for k in range(100):
    uses = last
    last = np.zeros(4)
for k in range(100):
    uses = last
    last = last.reshape(2, -1).copy() if last.ndim == 1 else last.ravel()
alias = base = np.zeros(4)
for k in range(100):
    seen = alias.reshape(4)
    alias = np.zeros(4)
for k in []:
    never = np.zeros(3)
for a_, (b_, c_) in [(1, (2, np.zeros(3))), (4, (5, np.zeros(6)))]:
    ss = c_
for matrix in np.zeros((3, 4, 5)):
    for row in matrix:
        for number in row:
            tt = number
