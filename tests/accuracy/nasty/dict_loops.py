"""Dicts whose values change while they are iterated over."""
import numpy as np
p = {'W1': np.zeros((3,4)), 'b1': np.zeros(4)}
for k in p:
    p[k] -= 0.1 * p[k]
    v = p[k]
for k, v in p.items():
    p[k] = v[None]
    w = p[k]
q = {k: v * 2 for k, v in p.items()}
z = q['W1']
p['W1'] = z.T
y = p['W1']
import random

a, d = np.zeros(3), np.arange(4)
a = (a, d)[random.random() < 0.5]
d = d
