"""Lambdas that unknown code calls again."""
import numpy as np
f = lambda n: (w := np.zeros(n))
f(3)
sorted([1,2], key=f)
