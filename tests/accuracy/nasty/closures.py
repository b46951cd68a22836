"""One closure, defined twice."""
import numpy as np
def mk(x):
    def inner():
        y = x
        return y
    return inner
a, b = mk(np.zeros(1)), mk(np.zeros(2))
list(map(lambda f: f(), [a, b]))
c = a()
