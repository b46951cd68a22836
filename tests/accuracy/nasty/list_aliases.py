"""Lists under several names."""
import numpy as np

l = [np.zeros(1), np.zeros(2), np.zeros(3)]
m = l
m[0] = np.zeros(9)
a = l[0]
t = (l, 1)
t[0][1] = np.zeros(8)
b = l[1]
d = {"l": l}
d["l"].append(np.zeros(7))
c = l[-1]
l.insert(0, np.zeros(6))
e = l[0]
f = l.pop()
g = l.pop(0)
h = l[0]
l.sort(key=len)
i = l[0]
l.reverse()
j = l[0]
l[0:1] = [np.zeros(20), np.zeros(21)]
k = l[0]
n = l[1]
del l[0]
o = l[0]
p = l
l *= 2
q = len(p)
qq = np.zeros(q)
l += [np.zeros(5)]
r = p[-1]
l.clear()
s = np.zeros(len(l))
l.extend([np.zeros(4)] * 3)
u = l[0]
v = np.zeros(len(m))


def change(values):
    values[0] = np.zeros(33)
    values.append(np.zeros(34))


change(l)
w = l[0]
x = l[-1]
change(values=m)
y = p[-1]
nested = [[np.zeros(3)], [np.zeros(4)]]
inner = nested[0]
inner.append(np.zeros(50))
z = nested[0][-1]
shallow = list(nested)
shallow[0][0] = np.zeros(51)
aa = nested[0][0]
for row in reversed(nested):
    row.append(np.zeros(52))
bb = nested[1][-1]
for row, other in zip(nested, nested):
    row[0] = np.zeros(53)
    cc = other[0]
for number, row in enumerate(nested):
    row[0] = np.zeros(54 + number)
dd = nested[1][0]
ee = sorted(nested, key=len)
ee[0][0] = np.zeros(60)
ee[1][0] = np.zeros(60)
ff = nested[0][0]
gg = tuple(nested)
gg[0][0] = np.zeros(61)
hh = nested[0][0]
copied = nested.copy()
copied[0][0] = np.zeros(62)
ii = nested[0][0]
sliced = nested[:1]
sliced[0][0] = np.zeros(63)
jj = nested[0][0]
added = nested + [1]
added[0][0] = np.zeros(64)
kk = nested[0][0]
repeated = [[np.zeros(3)]] * 3
repeated[0][0] = np.zeros(65)
ll = repeated[2][0]
starred = [*nested]
starred[0][0] = np.zeros(66)
mm = nested[0][0]
first, *rest = nested
rest[0][0] = np.zeros(67)
nn = nested[1][0]
oo = [x for x in nested]
oo[0][0] = np.zeros(68)
pp = nested[0][0]
qq = list(map(lambda x: x, nested))
qq[0][0] = np.zeros(69)
rr = nested[0][0]
big = dict(a=l)
big["a"][0] = np.zeros(70)
ss = l[0]
