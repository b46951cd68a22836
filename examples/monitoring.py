"""The classic lesson: what doubling an array costs."""

import numpy as np

arr = np.arange(1000)
print(arr.nbytes)

arr = arr * 2
print(arr.nbytes)
