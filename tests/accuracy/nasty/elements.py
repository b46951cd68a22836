"""Elements that were known once, and are changed behind every name."""
import random
import numpy as np

a = np.array([3, 1, 2])
b = a
c = a[1:]
d = a[a > 1]
b[0] = 0
e = a[a > 1]
f = np.zeros(a[1])
g = np.array([3, 1, 2])
h = g.reshape(3, 1)
h += 5
i = g[g > 5]
j = np.array([3, 1, 2])
j.sort()
k = np.zeros(j)
l = np.array([3, 1, 2])
np.add(l, 1, l)
m = np.zeros(l)
n = np.array([3, 1, 2])
np.add(n, 1, out=n[:1])
o = np.zeros(n)
p = np.array([3, 1, 2])
np.random.shuffle(p)
q = np.zeros(p)
r, s = np.array([3, 1, 2]), np.array([3, 1, 2])
t = r if random.random() < 2 else s
t[0] = 7
u = np.zeros(r)
v = np.array([3, 1, 2])


def change(x):
    x[x > 1] = 0


change(v)
w = v[v > 1]
x = np.array([3, 1, 2])
for y in range(3):
    x[y] += 1
    z = np.zeros(x)
aa = np.array([3, 1, 2])
for bb in aa:
    aa[2] = 5
    cc = np.zeros(bb)
dd = np.array([3, 1, 2])
ee = [np.zeros(ff) for ff in dd if dd.put(2, 4) is None]
gg = np.array([3, 1, 2])
hh = [gg]
hh[0][0] = 9
ii = np.zeros(gg)
jj = np.array([3, 1, 2])
try:
    jj[0] = 9
    raise ValueError
except ValueError:
    kk = np.zeros(jj)
ll = np.array([3, 1, 2])
mm = memoryview(ll)
mm[0] = 9
nn = np.zeros(ll)
oo = np.empty(3)
pp = oo[oo > 0]
qq = np.array([3, 1, 2])
rr = qq.view("i4")
rr[0] = 9
ss = np.zeros(qq)
tt = np.array([1.5, 2.5])
uu = np.zeros(int(tt.sum()))
vv = np.array([1, 2])
ww = vv.copy()
ww[:] = 9
xx = np.zeros(vv)
