import collections
import copy
import itertools
import random
import sys

import numpy as np

Batch = collections.namedtuple("Batch", "x y")
batch = Batch(np.zeros((4, 3)), np.zeros(4))
x = batch.x  # => 96 B alias of batch
samples = [random.random() for _ in range(5)]
a = np.array(samples)  # => 40 B float64[5]
total = sum([np.zeros((2, 3)), np.ones(3)])  # => 48 B float64[2,3]
grid = np.array(list(itertools.product([0, 1], repeat=3)))  # => 192 B int64[8,3]
layers = collections.defaultdict(list)
layers["w"].append(np.zeros((2, 2)))
w = copy.deepcopy(layers)["w"][0]  # => 32 B float64[2,2]
n = np.zeros(len(layers["w"]))  # => 8 B float64[1]
if "unused" in globals():
    pass
b = n + 1  # => 8 B float64[1]
c = eval("np.zeros(7)")  # => 56 B float64[7]


def batches(data, size):
    for start in range(0, len(data), size):
        yield data[start : start + size]


for part in batches(np.arange(12), 4):  # => 32 B int64[4]
    d = part * 2  # => 32 B int64[4]
e = np.concatenate(list(batches(np.arange(12), 5)))  # => 96 B int64[12]
match {"size": 3}:
    case {"size": int(size)}:
        f = np.zeros(size)  # => 24 B float64[3]
    case _:
        sys.exit()
g = f[:2]  # => 16 B view of f
