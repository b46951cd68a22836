"""Constants that dtypes and shapes hold."""
import numpy as np

record = np.dtype([("a", "f4"), ("b", "i2")])
records = np.zeros(10, record)  # => 60 B [10]
bins = np.zeros(np.iinfo(np.uint8).max + 1)  # => 2.05 kB float64[256]
small = np.full(3, np.finfo(np.float32).eps)  # => 12 B float32[3]
swapped = np.zeros(100, np.dtype("f4").newbyteorder(">"))  # => 400 B >f4[100]
noise = np.random.rand(1000, 3)  # => 24 kB float64[1000,3]
octets = noise.view(np.uint8)  # => 24 kB view of noise
axes = np.zeros(np.ndim(noise))  # => 16 B float64[2]
like = np.empty(np.shape(noise), np.result_type(noise, np.float32))  # => 24 kB float64[1000,3]
