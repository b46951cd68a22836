"""Lists in lists, changed while they are iterated over."""
import numpy as np
g = [[np.zeros(i+j+1) for j in range(3)] for i in range(3)]
a = g[1][2]
g[0], g[1] = g[1], g[0]
b = g[0][2]
g[0][2] = np.zeros(20)
c = g[0][2]
for row in g:
    for k, cell in enumerate(row):
        row[k] = cell[None]
d = g[0][0]
