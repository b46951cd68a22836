import numpy as np

a = np.ones((1000, 128))  # => 1.02 MB float64[1000,128]
b = np.ones((500, 128))  # => 512 kB float64[500,128]
d = ((a[:, None] - b[None]) ** 2).sum(-1)  # => 4 MB +512 MB temp
print((a - 1).sum())  # => +1.02 MB temp
row = d[0]  # => 4 kB view of d
d = d * 2  # => 4 MB float64[1000,500]
del row  # => 4 MB freed
