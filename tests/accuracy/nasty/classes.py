"""Classes: operators, properties, methods that change what lies outside."""
import numpy as np

state = np.zeros(1)
items = [np.zeros(1)]


class Strange:
    __array_ufunc__ = None
    size = np.zeros(3)
    both = size

    def __init__(self):
        self.W = np.zeros((2, 2))
        self.W = self.W + 1
        self.b = self.W
        self.w2 = np.zeros(3)

    def __add__(self, other):
        global state
        state = np.zeros(2)
        return np.zeros(5)

    def __radd__(self, other):
        items[0] = np.zeros(5)
        return np.zeros(6)

    def __getattr__(self, name):
        global state
        state = np.zeros(3)
        return np.zeros(7)

    def __getitem__(self, key):
        global state
        state = np.zeros(4)
        return np.zeros(8)

    def __iter__(self):
        global state
        state = np.zeros(5)
        return iter([1])

    def __bool__(self):
        global state
        state = np.zeros(6)
        return True

    def __eq__(self, other):
        global state
        state = np.zeros(7)
        return np.zeros(9)

    def __contains__(self, other):
        global state
        state = np.zeros(8)
        return True

    def __str__(self):
        global state
        state = np.zeros(9)
        return ""

    def __len__(self):
        global state
        state = np.zeros(10)
        return 4

    def __index__(self):
        global state
        state = np.zeros(11)
        return 5

    def __setattr__(self, name, value):
        global state
        if name == "trigger":
            state = np.zeros(12)
        else:
            object.__setattr__(self, name, value)

    def __del__(self):
        pass

    def __call__(self):
        global state
        state = np.zeros(13)

    @property
    def prop(self):
        global state
        state = np.zeros(14)
        return np.zeros(10)

    @prop.setter
    def prop(self, value):
        pass


s = Strange()
state = np.zeros(1)
a = s + 1
b = state
state = np.zeros(1)
c = 1 + s
d = items[0]
e = s.unknown
f = state
state = np.zeros(1)
g = s[0]
h = state
state = np.zeros(1)
for _ in s:
    i = state
state = np.zeros(1)
if s:
    j = state
state = np.zeros(1)
k = s == 1
l = state
state = np.zeros(1)
m = 1 in s
n = state
state = np.zeros(1)
o = f"{s}"
p = state
state = np.zeros(1)
q = str(s)
r = state
state = np.zeros(1)
t = np.zeros(len(s))
u = state
state = np.zeros(1)
v = np.zeros(s)
w = state
state = np.zeros(1)
s.trigger = 1
x = state
state = np.zeros(1)
s()
y = state
state = np.zeros(1)
z = s.prop
aa = state
s.prop = np.zeros(3)
bb = s.prop
cc = np.zeros(4)
cc += s
dd = cc
state = np.zeros(1)
print(s)
ee = state
state = np.zeros(1)
not s
ff = state
state = np.zeros(1)
s and 1
gg = state
state = np.zeros(1)
[1 for _ in s]
hh = state
state = np.zeros(1)
first, = s
ii = state
state = np.zeros(1)
assert s
jj = state
state = np.zeros(1)
np.zeros(20)[s]
kk = state
state = np.zeros(1)
while s:
    ll = state
    break
state = np.zeros(1)
mm = 1 if s else 2
nn = state
state = np.zeros(1)
(*s,)
oo = state


class Derived(np.ndarray):
    pass


pp = np.zeros(3).view(Derived)
qq = pp + 1
rr = np.zeros(3) + pp


class Body:
    n = 3
    array = np.zeros(n)
    double = np.concatenate([array, array])
    if n > 2:
        branch = np.zeros(2)
    for k in range(3):
        looped = np.zeros(k)

    def method(self, size=array.size):
        local = np.zeros(size)
        return local


ss = Body().method()
tt = Body().method(5)
uu = Body.array
n = 7


class Reads:
    n = n
    shape = np.zeros(n)
    comprehension = [np.zeros(n) for _ in range(2)][0]


vv = Reads.comprehension


class Meta(type):
    def __new__(mcs, name, bases, space):
        space["array"] = np.zeros(99)
        return super().__new__(mcs, name, bases, space)


class WithMeta(metaclass=Meta):
    array = np.zeros(1)


ww = WithMeta.array
obj = WithMeta()
obj.array = np.zeros(4)
xx = obj.array


class Slots:
    @property
    def data(self):
        return self._data

    @data.setter
    def data(self, value):
        self._data = np.concatenate([value, value])

    def __init__(self):
        self.data = np.zeros(3)
        copied = self.data


yy = Slots()
yy.data = np.zeros(5)
zz = yy.data
