"""Literals of every kind and size."""
import numpy as np
a = np.array(['a','bb']); b = a + 'c' if False else a
c = np.array([b'a', b'bcd'])
d = np.array(['a', 1]); e = np.array([1, 'a', 2.5]); f = np.array([True, 'x'])
g = np.array('hello'); h = np.array([['a'],['bc']]).T
i = np.char.upper(a) if True else 0
j = np.array([2**40, 1]); k = np.array([2**63]); l = np.array([2**64]); m = np.array([-1, 2**63])
n = 2**62
o = np.array([n*2, 1]); p = np.array([n + n]); q = np.arange(n, n+3)
