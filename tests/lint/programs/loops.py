import numpy as np

rows = np.empty((0, 3))
for line in open("points.txt"):
    rows = np.vstack((rows, np.ones((1, 3))))  # => BL004

values = np.array([])
while len(values) < 1000_000:
    values = np.append(values, 1)  # => BL004

for _ in range(3):
    rows = np.concatenate([rows, rows])

parts = {"a": np.ones(1000_000), "b": np.ones(1000_000)}
for key in list(parts):
    parts[key] = np.append(parts[key], 0)

for line in open("points.txt"):
    table = np.vstack((np.ones(3), np.ones(3)))


def once(rows):
    return np.append(rows, 1)


for line in open("points.txt"):

    def later(rows):
        rows = np.append(rows, 1)
        return rows


class Buffer:
    def __init__(self, lines):
        self.data = np.zeros(0)
        for line in lines:
            self.data = np.append(self.data, len(line))  # => BL004


small = np.array([])
for k in range(10):
    small = np.append(small, k)
