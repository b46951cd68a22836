# assume: work.n = 10
# assume: Net.size = 4
# assume: Net.run.k = 5
"""With a function or a class before it, a name is that of these alone."""

import numpy as np

n = 2
a = np.zeros(n)  # => 16 B float64[2]


def work():
    n = 3
    return np.zeros(n)


def other(n):
    return np.zeros(n)


class Net:
    size = 8

    def run(self, k):
        return np.zeros((self.size, k))


b = work()  # => 80 B float64[10]
c = other(6)  # => 48 B float64[6]
d = Net().run(2)  # => 160 B float64[4,5]
