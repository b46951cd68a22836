"""Where control goes when something fails."""
import contextlib
import numpy as np

try:
    a = np.zeros(3)
    a = np.zeros((2, 3)) + np.zeros((7, 7))
    a = np.zeros(4)
except ValueError:
    b = a
c = a
try:
    d = np.zeros(3)
    raise RuntimeError
    d = np.zeros(5)
except (RuntimeError, ValueError) as error:
    d = np.zeros(6)
finally:
    e = d
f = d
x = np.zeros(1)
with contextlib.suppress(ZeroDivisionError):
    x = np.zeros(2)
    1 / 0
    x = np.zeros(3)
g = x


def early(flag):
    h = np.zeros(3)
    try:
        if flag:
            h = np.zeros(5)
            return h
        h = np.zeros(6)
    finally:
        i = h + 1
    return i


j = early(True)
k = early(False)
l = [np.zeros(1)]


def cleans(flag):
    try:
        if flag:
            return 1
    finally:
        l[0] = np.zeros(8)
    l[0] = np.zeros(9)


cleans(len("a") == 1)
m = l[0]


def overrides():
    try:
        return np.zeros(2)
    finally:
        return np.zeros(3)


n = overrides()
for k in range(3):
    o = np.zeros(1)
    try:
        if k == 1:
            o = np.zeros(2)
            break
        if k == 0:
            o = np.zeros(4)
            continue
    finally:
        p = o
        o = np.zeros(3)
q = o


def loop_return():
    for k in range(100):
        try:
            if k == 5:
                return np.zeros(k)
        except Exception:
            return np.zeros(1)
        else:
            r = np.zeros(2)
    return np.zeros(3)


s = loop_return()
state = np.zeros(1)


@contextlib.contextmanager
def manager():
    global state
    state = np.zeros(2)
    yield np.zeros(4)
    state = np.zeros(3)


with manager() as t:
    u = state
    state = np.zeros(10)
v = state


class Manager:
    def __enter__(self):
        global state
        state = np.zeros(20)
        return np.zeros(21)

    def __exit__(self, *exception):
        global state
        state = np.zeros(22)
        return True


with Manager() as w:
    aa = state
    raise ValueError
bb = state
with np.errstate(all="ignore"):
    cc = np.zeros(3)
try:
    dd = np.zeros(3)
    undefined_name
    dd = np.zeros(4)
except NameError:
    pass
else:
    dd = np.zeros(5)
ee = dd
try:
    try:
        ff = np.zeros(1)
        raise KeyError
    finally:
        ff = np.zeros(2)
except KeyError:
    gg = ff
try:
    hh = np.zeros(1)
    hh = np.zeros("a")
except TypeError:
    ii = hh
