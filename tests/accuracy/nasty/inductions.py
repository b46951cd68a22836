"""Loops in which something grows, or only seems to grow steadily."""
import random
import numpy as np

c = random.random() < 2
a, n = [], 0
for i in range(12):
    a.append(i)
    n += 1
    n = n + 2 if i < 8 else n
b = np.array(a)
d = np.zeros(n)
e = []
for i in range(12):
    if i != 7:
        e.append(i)
f = np.array(e)
g, h = [], 0
for i in range(12):
    g.append(i)
    h += len(g)
j = np.zeros(h % 20)
k = np.array(g)
l = 0
for i in range(12):
    l += i
m = np.zeros(l % 77)
o = 20
for i in range(12):
    o -= 1
p = np.zeros(o)
q = 0
for i in range(12):
    q = 3 - q
r = np.zeros(q)
s, t = [], []
for i in range(12):
    s.append(1)
    s, t = t, s
u, v = np.array(s), np.array(t)
w = []
x = w
for i in range(12):
    w.append(i)
    x.append(i)
y = np.array(w)
z = np.zeros((2, 0))
for i in range(12):
    z = np.hstack([z, np.zeros((2, 1))])
    if i == 10:
        break
aa = z + 1
bb = np.zeros(4)
for i in range(12):
    bb = np.concatenate([bb, bb[:1]])
    if i % 4 == 0:
        bb = bb[:4]
cc = bb + 1
dd = 0
for i in range(12):
    try:
        dd += 1
        if i % 3:
            raise ValueError
        dd += 1
    except ValueError:
        pass
ee = np.zeros(dd)
ff = []
for i in range(12):
    for j2 in range(i):
        ff.append(j2)
    gg = np.zeros(i + 1)
hh = np.array(ff)
ii = np.zeros(i)
jj = []


def grow(values):
    values.append(0)
    if len(values) > 10:
        values.clear()


for i in range(12):
    grow(jj)
kk = np.array(jj)
ll = []
for i in range(0, 36, 3):
    ll += [i, i]
mm = np.array(ll)
nn = np.zeros(i)
oo = [0]
for i in range(12):
    oo.append(len(oo))
    if len(oo) > 20:
        continue
    oo.append(1)
pp = np.array(oo)
qq = 0
while qq < 20:
    qq += 3
rr = np.zeros(qq)
ss = 1
for i in range(12):
    ss = i
tt = np.zeros(ss)
uu = 0
for i in range(12):
    uu = i + uu * 0
vv = np.zeros(uu)
ww = {}
xx = []
for i in range(12):
    ww[i % 5] = i
    xx.append(np.zeros(len(ww)))
yy = xx[-1]
zz = xx[0]
ab = np.arange(12)
ac = np.zeros(0)
for i in range(len(ab)):
    ac = np.append(ac, ab[i : i + 2])
ad = ac * 2
ae = []
for i in range(12):
    af = ab[i:]
    ae = ae + [i]
    if len(ae) > 3:
        ae = ae[1:]
ag = np.array(ae)
ah = af + 1
ai = 0
for i in range(11, -1, -1):
    ai += 1
    aj = np.zeros(i)
ak = np.zeros(i + ai)
al = []
for am in range(12):
    al.append(am)
    for an in range(3):
        al.append(an)
    al.pop()
ao = np.array(al)
ap = np.zeros(1)
for i in range(12):
    if len(ap) < 9:
        ap = np.zeros(len(ap) + 1)
aq = ap + 1


class Counter:
    def __init__(self):
        self.n = 0
        self.values = []

    def step(self):
        self.n += 1
        self.values.append(self.n)


ar = Counter()
for i in range(12):
    ar.step()
at = np.zeros(ar.n)
au = np.array(ar.values)
av = 0
for i in range(12):
    av += True
aw = np.zeros(av)
ax = np.zeros(3)
for i in range(12):
    ax = ax[:, None] if i == 5 else ax
ay = ax + 1
