import numpy as np

x = np.random.rand(5, 5)  # => 200 B float64[5,5]
found = np.unique_counts(x)
values = found.values  # => ≤ 200 B alias of found
counts = found[1]  # => ≤ 200 B alias of found
known = np.unique_counts(np.array([1, 2, 2]))
different = known.values  # => 16 B alias of known
missing = known.indices
matrix = np.random.rand(5, 5)  # => 200 B float64[5,5]
vectors = np.linalg.eig(matrix).eigenvectors  # => 200 B–400 B [5,5]
weights = vectors[:, 0].real  # => 40 B float64[5]
roots = np.roots([1, -3, 2])  # => 16 B float64[2]
