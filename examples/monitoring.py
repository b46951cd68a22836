"""The classic lesson: an array of a thousand integers, and what doubling it costs."""

import numpy as np

arr = np.arange(1000)
print(arr.nbytes)

arr = arr * 2
print(arr.nbytes)
