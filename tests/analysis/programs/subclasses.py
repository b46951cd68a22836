"""Parts of arrays of other classes than ndarray, and of structured scalars."""
import numpy as np

x = np.random.rand(1000, 3)  # => 24 kB float64[1000,3]
m = np.matrix(x)  # => 24 kB float64[1000,3]
row = m[0]  # => 24 B view of m
column = m[:, 1]  # => 8 kB view of m
rows = m[10:20]  # => 240 B view of m
number = m[1, 2]
for each in m:  # => 24 B float64[1,3]
    pass
masked = np.ma.masked_where(x > 0.5, x)  # => 24 kB float64[1000,3]
data = masked.data  # => 24 kB view of masked
some = masked[10:20]  # => 240 B view of masked
positive = masked[masked > 0.1]  # => ≤ 24 kB float64[≤3000]
element = masked[0, 0]
points = np.zeros(1000, dtype=[('x', 'f4'), ('y', 'i8', (2,))])  # => 20 kB [1000]
point = points[5]
pair = point['y'] * 2  # => 16 B int64[2]
records = points.view(np.recarray)  # => 20 kB view of points
xs = records.x  # => 4 kB view of points
ys = records[10:20].y  # => 160 B view of points
mapped = np.memmap('new.dat', dtype='f4', mode='w+', shape=(3, 4))  # => 48 B float32[3,4]
double = mapped * 2  # => 48 B float32[3,4]
line = mapped[0]  # => 16 B view of mapped
steps = np.zeros(3, dtype=[('n', int)])  # => 24 B [('n', '<i8')][3]
steps[0]['n'] = 5
empty = np.zeros(steps['n'])  # => float64[?,?,?]
mask = np.array([False, False, True])  # => 3 B bool[3]
few = np.ma.array([1, 2, 3], mask=mask)  # => 24 B int64[3]
mask[0] = True
left = few.compressed()  # => ≤ 24 B int64[≤3]
