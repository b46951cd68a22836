import numpy as np

table = np.ones((100, 3))
scale = np.ones(100)

scaled = table * scale  # => BL009
larger = table > scale  # => BL009
product = table @ table  # => BL009
dotted = np.dot(table, scale)  # => BL009
method = table.dot(table)  # => BL009
power = np.maximum(table, scale)  # => BL009
row = np.ones(3)
row += table  # => BL009

right = table * scale[:, None] + table @ np.ones(3) @ np.ones(100)
stacked = np.ones((5, 1, 4, 3)) @ np.ones((7, 3, 2))
dots = np.dot(np.ones((2, 3, 4)), np.ones((5, 4, 6)))
table -= row

try:
    table * scale
except ValueError:
    print("as expected")


def either(flag, x):
    y = np.ones(3) if flag else np.ones(4)
    return y * np.ones(4)


def symbolic(n, m):
    return np.ones(n) * np.ones(m)
