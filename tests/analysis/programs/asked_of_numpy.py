"""As a key, a tuple is no list; dates have the unit of their ends; a structured dtype makes one element of a tuple."""
import sys

import numpy as np

grid = np.zeros((2, 10, 6))  # => 960 B float64[2,10,6]
place = np.arange(3) % 2  # => 24 B int64[3]
corner = grid[tuple(place)]
rows = grid[list(place)]  # => 1.44 kB float64[3,10,6]
days = np.arange(sys.argv[1], sys.argv[2], dtype=np.datetime64)
pairs = np.array([(1, 1), (2, 3)], dtype=sys.argv[3])
first = pairs.argsort()
