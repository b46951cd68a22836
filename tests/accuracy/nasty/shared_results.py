"""Results that look into memory which only other results know."""

import numpy as np

q = np.arange(6).reshape(2, 3)
i, j = np.nonzero(q)
x, y = np.mgrid[0:10:0.5, 0:5:0.5]
large = np.random.rand(300, 400)
rows, columns = np.nonzero(large)
where = np.where(large > 0.5)
first = where[0]
z = np.zeros((2000 * 67,))[::67]
