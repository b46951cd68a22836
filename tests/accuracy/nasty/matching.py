import random
from dataclasses import dataclass

import numpy as np


@dataclass
class Point:
    x: object
    y: object


def made(command):
    match command:
        case None:
            return np.zeros(1)
        case int(n) if n > 5:
            return np.zeros(2)
        case int():
            return np.zeros(3)
        case "big" | "large":
            return np.zeros(4)
        case [a, b]:
            return np.zeros((a, b))
        case [first, *rest]:
            return np.zeros((first, len(rest)))
        case {"shape": shape, **others}:
            return np.zeros((shape, len(others)))
        case Point(x=0, y=size):
            return np.zeros(size)
        case Point(size, _):
            return np.zeros((size, 1))
        case np.ndarray(shape=(n,)):
            return np.zeros((n, 2))
        case str() as text:
            return np.zeros(len(text))
        case _:
            return np.zeros(9)


a = made(None)
b = made(7)
c = made(3)
d = made("large")
e = made((2, 5))
f = made([1, 2, 3])
g = made({"shape": 3, "order": "C", "k": 1})
h = made(Point(0, 6))
i = made(Point(4, 6))
j = made(np.zeros(3))
k = made("text")
l = made(2.5)
m = made(random.choice([None, "big", 2]))
n = made(True)
o = made(np.zeros((2, 2)))
p = made(np.float64(2))
held = [np.zeros(2)]
match held:
    case [q]:
        held[0] = np.zeros(3)
        r = q
match random.random() < 0.5:
    case True:
        s = np.zeros(1)
    case False:
        s = np.zeros(2)
t = s
count = 0
match (1, 2):
    case (count, 3):
        pass
    case (1, other) if other > 5:
        pass
    case _:
        u = np.zeros(count + 1)
v = np.zeros(count + other)
both = [[np.zeros(1)], [np.zeros(2)]]
match random.choice(both):
    case [w] as whole:
        whole.append(np.zeros(7))
x = np.zeros(len(both[0]) + len(both[1]))
y = both[0][-1]
match {"p": held}:
    case {"p": [z]}:
        held.append(z)
aa = np.zeros(len(held))
if isinstance(held, (list, tuple)) and not isinstance(aa, int | float):
    bb = np.zeros(3)
else:
    bb = np.zeros(4)
