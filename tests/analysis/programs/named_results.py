import numpy as np

x = np.random.rand(5, 5)  # => 200 B float64[5,5]
found = np.unique_counts(x)
values = found.values  # => ≤ 200 B alias of found
counts = found[1]  # => ≤ 200 B alias of found
known = np.unique_counts(np.array([1, 2, 2]))
different = known.values  # => 16 B alias of known
missing = known.indices
roots = np.roots([1, -3, 2])  # => 16 B float64[2]
