import numpy as np

lists = [[] for _ in range(100)]
lists[0].append(np.zeros(3))
a = np.zeros(len(lists[1]))
b = np.zeros(len(lists[0]))
arrays = [np.zeros(3) for _ in range(100)]
c = arrays[0]
d = arrays[1]
e = arrays[0]


class Layer:
    def __init__(self):
        self.weights = np.zeros(2)


layers = [Layer() for _ in range(100)]
layers[0].weights = np.zeros(5)
f = layers[0].weights
g = layers[1].weights
dicts = [{"n": 1} for _ in range(100)]
dicts[0]["n"] = 4
dicts[1]["m"] = 5
h = np.zeros(dicts[0]["n"])
i = np.zeros(dicts[2]["n"])
j = np.zeros(len(dicts[0]))
pairs = [([], np.zeros(2)) for _ in range(100)]
for held, array in pairs:
    held.append(array)
    k = held[0]
    l = np.zeros(len(held))
for held, _ in zip(lists, range(100)):
    held.append(1)
    m = np.zeros(len(held))
first = next(iter(lists))
first.append(2)
n = np.zeros(len(lists[5]))
o = np.zeros(len(lists[0]))
grid = np.zeros((100, 2)).tolist()
grid[0].append(0.0)
p = np.array(grid[1])
q = np.array(grid[0])
