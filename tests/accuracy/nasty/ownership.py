"""Owners, views and aliases."""
import numpy as np

a = np.zeros((4, 6))
b = a
c = a.T
d = c.reshape(-1)
e = a.reshape(-1)
f = e[::2]
del a
g = f
h = np.arange(6).reshape(2, 3)
i = np.zeros((3, 3))[0]
j = h + 1
k = h.ravel()
l = [h, k]
m = l[0]
n = l[1]
o = l[0][0]


def view(x):
    p = x[1:]
    q = p
    return p


r = view(h)
s = view(np.zeros(5))


def same(x):
    return x


t = same(h)
u = same(np.zeros(3))
v, w = h, h
x = y = np.zeros(3)
z = [np.zeros(2) for _ in range(3)]
aa, bb, cc = z
dd = [row for row in h]
ee = dd[0]
ff = [item for item in (np.zeros(3),)][0]
gg = np.asarray(h)
hh = np.array(h)
ii = np.array(h, copy=False)
jj = h.copy()
kk = h.astype(h.dtype, copy=False)
ll = h.astype(float)
mm = h.view()
nn = h[...]
oo = h[[0, 1]]
pp = np.broadcast_to(np.zeros(3), (2, 3))
qq = np.transpose(h)
rr = h.squeeze()
ss = h.real
tt = np.real(h)
uu = h.flat
vv = h.flatten()
ww = np.ravel(h.T)
xx = h.T.T
yy = xx
h = None
zz = xx
a1 = {"k": zz}
a2 = a1["k"]
a1["k"] = np.zeros(4)
a3 = a1["k"]
a3 += 1
a4 = a3
a5 = [x.copy() for x in z]
a6 = a5[1]
for a7 in z:
    a8 = a7
for a9 in np.zeros((2, 3)):
    b1 = a9
    b2 = a9[1:]
b3 = np.atleast_1d(np.zeros(3))
b4 = np.expand_dims(zz, 0)
b5, b6 = np.split(np.zeros(4), 2)
b7 = np.diag(np.zeros((3, 3)))
b8 = np.add(zz, 1, out=np.zeros((2, 3)))
out = np.zeros((2, 3))
b9 = np.add(zz, 1, out=out)
c1 = zz.T if len(z) else zz
c2 = np.concatenate([zz])
c3 = np.swapaxes(zz, 0, 1)
c4 = np.where(zz > 0, zz, 0)


def keep(x, store=[]):
    store.append(x)
    c5 = store[0]
    return store


keep(np.zeros(3))
keep(zz)
big = np.zeros(100)
part = big[:10]
big = part
c6 = big[:5]
