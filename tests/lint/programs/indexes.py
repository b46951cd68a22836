import numpy as np

data = np.ones((100_000, 3))
order = np.arange(100_000)  # => BL007
print(data[order].sum(), data[order, 0].sum())

counted = np.arange(100_000)
print(data[counted].sum(), counted.sum())

short = np.arange(10)
print(data[short].sum())

narrow = np.arange(100_000, dtype=np.int32)
print(data[narrow].sum())
