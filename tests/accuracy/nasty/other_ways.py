"""Elements that were known once, and are changed by other ways to the memory than the array itself."""
import numpy as np

a = np.array([3, 1, 2])
a.flat[0] = 5
b = np.zeros(a)
c = np.array([3, 1, 2])
c.data[0] = 7
d = np.zeros(c)
e = np.array([3, 1, 2])
f = e.flat
f[1] = 4
g = np.zeros(e)
h = np.array([3, 1, 2])
np.put(h, 0, 9)
i = np.zeros(h)
j = np.array([3, 1, 2])
np.add.at(j, 0, 2)
k = np.zeros(j)
l = np.array([3, 1, 2])
l.byteswap(inplace=True).byteswap(inplace=True)
m = np.zeros(l)
n = np.array([3, 1, 2])
for o in np.nditer(n, op_flags=["readwrite"]):
    o[...] = 2
p = np.zeros(n)
q = np.array([3, 1, 2])
r = q.view()
r[0] = 1
s = np.zeros(q)
t = np.array([3, 1, 2])
np.lib.stride_tricks.as_strided(t, (2,), (8,))[0] = 1
u = np.zeros(t)
v = np.array([3, 1, 2])
np.diagonal(v.reshape(3, 1)).base
w, x = np.unravel_index(np.array([1, 2, 3]), (2, 3))
y = np.diag_indices(4)
z = y[0][1:]
A = np.frombuffer(v, dtype=np.int32)
B = np.array([3, 1, 2], np.int8)
np.frombuffer(B, dtype=np.int8)[0] = 4
C = np.zeros(B)
D = np.array([3, 1, 2])
np.ndarray((3,), int, D)[0] = 5
E = np.zeros(D)
F = np.array([3, 1, 2])
np.fill_diagonal(F.reshape(1, 3), 2)
G = np.zeros(F)
H = np.array([3, 1, 2])
np.copyto(H, 1)
I = np.zeros(H)
J = np.array([3, 1, 2])
J.flat = 1
K = np.zeros(J)
L = np.array([3, 1, 2])
L.real = 1
M = np.zeros(L)
