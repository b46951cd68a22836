"""Fields of structured arrays are views; a list of tuples makes elements."""
import numpy as np
from numpy.lib import recfunctions as rfn

n = 1000
a = np.zeros(n, dtype=[('x', 'f4'), ('y', 'i8', (2,))])  # => 20 kB [1000]
x = a['x']  # => 4 kB view of a
y = a['y']  # => 16 kB view of a
first = a['y'][:, 0]  # => 8 kB view of a
both = a[['x', 'y']]  # => 20 kB view of a
part = a[10:20]['x']  # => 40 B view of a
a['x'] = np.random.rand(n)
a['y'] += 1
still = a['x'] * 2  # => 4 kB float32[1000]
large = a[a['x'] > 0.5]['y']  # => ≤ 16 kB int64[≤1000,2]
length = np.hypot(y[:, 0], y[:, 1])  # => 8 kB float64[1000]
order = np.argsort(a, order='x')  # => 8 kB int64[1000]

data = np.random.rand(n)  # => 8 kB float64[1000]
pair = np.dtype([('i', 'i4'), ('v', 'f8')])
rows = np.array([(1, data[0]), (2, data[1])], dtype=pair)  # => 24 B [2]
many = np.array([(i, data[i]) for i in range(n)], dtype=pair)  # => 12 kB [1000]
values = many['v']  # => 8 kB view of many

h = np.empty((3, 4), dtype=np.dtype([('pos', float, 3), ('id', int)]))  # => 384 B [3,4]
pos = h['pos']  # => 288 B view of h
plain = rfn.structured_to_unstructured(many)  # => 16 kB float64[1000,2]
more = rfn.append_fields(many, 'w', data, usemask=False)  # => 20 kB [1000]
records = np.rec.fromarrays([np.arange(n), data], names='u,v')  # => 16 kB [1000]
looked = many.view(np.recarray)  # => 12 kB view of many
