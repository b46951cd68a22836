# assume: 6:15 = 2000
# assume: 7:14 = 3
# assume: 8:23 = "float32"
import numpy as np

a = np.arange(1000)  # => 16 kB int64[2000]
b = np.ones((2, 2)); c = np.zeros(2)  # => 64 B
d = np.zeros(9, dtype="float64")  # => 36 B float32[9]
e = a[:500]  # => 4 kB view of a
