"""The number of elements and the dtype make the size; rebinding a name makes a new array."""
import numpy as np

arr = np.arange(1000)  # => 8 kB int64[1000]
print(arr.nbytes)
arr = arr * 2  # => 8 kB int64[1000]
arr += 1  # => 8 kB int64[1000]
half = arr / 2  # => 8 kB float64[1000]
small = arr.astype(np.int16)  # => 2 kB int16[1000]
