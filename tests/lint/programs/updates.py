import numpy as np

a = np.zeros((1000, 1000))
a = a + 1  # => BL005
a = a * np.arange(1000)  # => BL005
a = a - np.sqrt(a)  # => BL005
# NumPy reuses the temporary operand by itself.
a = a + np.ones((1000, 1000))
print(a.sum())

held = np.zeros((1000, 1000))
other = held
held = held + 1

seen = np.zeros((1000, 1000))
view = seen[:10]
seen = seen + 1

whole = np.arange(1000_000)
whole = whole / 2

grown = np.zeros(1000)
grown = grown + np.zeros((1000, 1000))

small = np.zeros(10)
small = small + 1

listed = np.zeros((1000, 1000))
everything = [listed]
listed = listed + 1

shared = np.zeros((1000, 1000))


def reader():
    return shared


shared = shared + 1


def of_caller(x):
    x = x + np.float64(1)
    return x


of_caller(other)


def own(n):
    x = np.zeros(n)
    for _ in range(10):
        x = x - 2 * x  # => BL005
    return x


def with_default(n):
    x = np.zeros(n)

    def later(x=x):
        return x

    x = x + 1
    return later(), x


def beside_another(n):
    x = np.zeros(n)

    def unrelated(x):
        return [x]

    x = x + 1  # => BL005
    return unrelated(1), x


def lazily():
    x = np.zeros(1000_000)
    while True:
        x = x + 1
        yield x
