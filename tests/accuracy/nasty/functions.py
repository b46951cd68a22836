"""Functions: closures, defaults, recursion, rebinding, unknown callers."""
import functools
import numpy as np

a = later_bound() if False else np.zeros(1)


def f():
    return np.zeros(n)


n = 3
b = f()
n = 4
c = f()
closures = [lambda: np.zeros(k) for k in range(1, 4)]
d = closures[0]()


def default(values=[], other=np.zeros(2)):
    values.append(np.zeros(len(values) + 1))
    return values[-1]


e = default()
g = default()
h = default()


def make(n):
    def inner():
        i = np.zeros(n)
        return i

    return inner


j = make(3)()
k = make(4)()
for callback in map(lambda x: x, [make(5), make(6)]):
    l = callback()
made = [make(7), make(8)]
m = sorted(made, key=lambda x: -len(x()))


def counter():
    count = 0

    def step():
        nonlocal count
        count += 1
        return np.zeros(count)

    return step


step = counter()
o = step()
p = step()
q = step()


def shrink(x):
    r = x[1:]
    return shrink(r) if len(r) > 1 else r


s = shrink(np.zeros(20))


def factorial(x):
    return 1 if x <= 1 else x * factorial(x - 1)


t = np.zeros(factorial(4))


def redefined():
    return np.zeros(1)


u = redefined()


def redefined():
    return np.zeros(2)


v = redefined()


def called_by_unknown(x, y=np.zeros(3)):
    w = np.zeros(3) + x
    z = y
    return w


called_by_unknown(np.zeros(3))
list(map(called_by_unknown, [np.zeros((2, 3)), 1]))
functools.reduce(called_by_unknown, [np.zeros((4, 1)), np.zeros((5, 1, 1)), 3])
aa = functools.partial(called_by_unknown, np.zeros((8, 3)))()


def decorate(function):
    def wrapper(*args, **kwargs):
        bb = function(*args, **kwargs)
        return np.concatenate([bb, bb])

    return wrapper


@decorate
def decorated(n):
    cc = np.zeros(n)
    return cc


dd = decorated(3)
ee = decorated(4)
current = np.zeros(1)


def rebinds():
    global current
    current = np.zeros(9)
    return 1


ff = sorted([3, 1], key=lambda x: rebinds())
gg = current


def star(*args, **kwargs):
    hh = args[0]
    ii = kwargs["a"]
    return np.zeros(len(args) + len(kwargs))


jj = star(np.zeros(1), np.zeros(2), a=np.zeros(3), b=4)
kk = star(*[np.zeros(4), 2], **{"a": np.zeros(5)})


def positional(a, /, b, *, c=np.zeros(6)):
    ll = a
    mm = b
    nn = c


positional(np.zeros(1), np.zeros(2))
positional(np.zeros(1), b=np.zeros(3), c=np.zeros(4))


def returns_different(flag):
    if flag:
        return np.zeros(3), np.zeros(4)
    return np.zeros(5), None


oo, pp = returns_different(True)
qq, rr = returns_different(len(aa) > 100)
ss = (lambda n: (walrus := np.zeros(n)))(3)
tt = list(map(lambda n: (walrus2 := np.zeros(n)), [1, 2]))
box = [lambda n: (walrus3 := np.zeros(n))]
uu = box[0](3)
vv = max([1, 2], key=box[0])


def outer():
    local = np.zeros(3)

    def change():
        nonlocal local
        local = np.zeros(4)

    list(map(lambda f: f(), [change]))
    ww = local
    return ww


xx = outer()


def nested_global():
    def really():
        global current
        current = np.zeros(15)

    return really


sorted([1], key=lambda x: nested_global()())
yy = current
handlers = {"a": rebinds}


def through_dict(key):
    return handlers[key]()


current = np.zeros(2)
sorted(["a"], key=through_dict)
zz = current
parts = [np.zeros(2)]


def mutates():
    parts[0] = np.zeros(30)


parts_alias = parts
sorted([1], key=lambda x: mutates())
a1 = parts_alias[0]
