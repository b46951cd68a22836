"""Objects whose attributes change behind their names."""
import random
import numpy as np
from dataclasses import dataclass, field


class Box:
    shared = np.zeros(2)
    items = []

    def __init__(self, n=3):
        self.a = np.zeros(n)
        self.b = self.a
        self.shape = (n,)

    def grow(self):
        self.a = np.concatenate([self.a, self.a])
        return self

    def swap(self, other):
        self.a, other.a = other.a, self.a


x, y = Box(), Box(5)
z = x
z.grow()
a = x.a
x.swap(y)
b = x.a
c = y.a
Box.shared = np.zeros(7)
d = x.shared
x.shared = np.zeros(8)
e = x.shared
f = y.shared
Box.items.append(np.ones(4))
g = y.items[0]
w = x if random.random() < 2 else y
w.a = np.zeros(11)
h = x.a
i = y.a
def mutate(box):
    box.a = np.zeros(15)


mutate(y)
m = y.a
list(map(mutate, [y]))
n = y.a


class Counting:
    def __init__(self):
        self.n = 0

    @property
    def size(self):
        self.n += 1
        return np.zeros(self.n)

    @size.setter
    def size(self, value):
        self.n = value


o = Counting()
p = o.size
q = o.size
o.size = 9
o.n = 4
r = o.size


class Sneaky(Box):
    def __getattr__(self, name):
        return np.zeros(99)

    def __len__(self):
        self.a = np.zeros(21)
        return 2

    def __add__(self, other):
        self.a = np.zeros(22)
        return np.zeros(23)

    def __radd__(self, other):
        return np.zeros(24)

    def __iter__(self):
        self.a = np.zeros(25)
        return iter([np.zeros(1), np.zeros(2)])

    def __getitem__(self, key):
        self.a = np.zeros(26)
        return self.a

    def __setitem__(self, key, value):
        self.a = value

    def __enter__(self):
        self.a = np.zeros(27)
        return self

    def __exit__(self, *rest):
        self.a = np.zeros(28)

    def __bool__(self):
        self.a = np.zeros(29)
        return False

    def __str__(self):
        self.a = np.zeros(30)
        return ""

    def __eq__(self, other):
        self.a = np.zeros(31)
        return np.zeros(3) == 0

    def __contains__(self, other):
        self.a = np.zeros(33)
        return True

    def __call__(self, value):
        self.a = np.zeros(34)
        return value[None]

    def __array__(self, dtype=None, copy=None):
        self.a = np.zeros(35)
        return np.zeros((5, 5))

    def __iadd__(self, other):
        self.a = np.zeros(36)
        return np.zeros(37)


s = Sneaky()
t = s.missing
len(s)
u = s.a
v = s + 1
aa = s.a
bb = 1 + s
cc = np.zeros(2) + s
for dd in s:
    ee = dd
ff = s.a
gg = s[0]
s[0] = np.zeros(40)
hh = s.a
with s as ii:
    jj = ii.a
kk = s.a
if s:
    ll = np.zeros(1)
else:
    ll = np.zeros(2)
mm = s.a
print(s)
nn = s.a
f"{s}"
oo = s.a
pp = s == 1
qq = s.a
1 in s
rr = s.a
ss = s(np.zeros(3))
tt = s.a
uu = np.array(s)
vv = s.a
s += 1
ww = s


@dataclass
class Data:
    n: int
    values: list = field(default_factory=list)
    array: np.ndarray = None

    def __post_init__(self):
        self.array = np.zeros(self.n)


xx = Data(3)
yy = xx.array
xx.values.append(np.zeros(3))
zz = Data(4).values
ab = Data(n=6, array=np.zeros(2)).array


class Base:
    def make(self):
        return np.zeros(1)

    def use(self):
        made = self.make()
        return made


class Left(Base):
    def make(self):
        return np.concatenate([super().make(), np.zeros(2)])


class Right(Base):
    def make(self):
        return np.concatenate([super().make(), np.zeros(4)])


class Both(Left, Right):
    pass


ac = Both().use()
ad = Left().use()
Base.make = lambda self: np.zeros(50)
ae = Right().use()
af = Base()
af.make = lambda: np.zeros(60)
ag = af.use()


class Late:
    def fill(self):
        self.data = np.zeros(3)

    def read(self):
        held = self.data
        return held


ah = Late()
ah.fill()
ai = ah.read()
ah.data = np.zeros(8)
aj = ah.read()
objects = [Box(k) for k in range(3)]
for al in objects:
    am = al.a
    al.a = am[None]
an = objects[0].a
ao = [al.a for al in objects]
ap = ao[1]


class Registry:
    instances = {}

    def __init__(self, n):
        Registry.instances[n] = self
        self.a = np.zeros(n)


Registry(3)
aq = Registry.instances[3].a
for ar in Registry.instances.values():
    ar.a = np.zeros(17)
at = Registry.instances[3].a


def wrap(function):
    def inner(*args, **kwargs):
        return function(*args, **kwargs)[None]
    return inner


@wrap
def made(n):
    return np.zeros(n)


au = made(3)


class Maker:
    @classmethod
    def of(cls, n):
        made = cls()
        made.a = np.zeros(n)
        return made

    @staticmethod
    def free(n):
        return np.zeros((n, n))


class Special(Maker):
    a = None


av = Special.of(4).a
aw = Maker.free(2)
ax = Special().a
ay = getattr(Special.of(3), "a")
setattr(x, "a", np.zeros(12))
j = x.a
x.__dict__["a"] = np.zeros(13)
k = x.a
vars(y)["a"] = np.zeros(14)
l = y.a
