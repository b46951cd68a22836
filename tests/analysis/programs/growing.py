"""What grows by the same amount in each iteration is known after loops of any length, and bounded within them."""
import numpy as np

rows, total = [], 0
grown = np.zeros((0, 3))  # => 0 B float64[0,3]
for i in range(50_000):
    rows.append(np.zeros(4))
    total += 2
    grown = np.vstack([grown, np.zeros((1, 3))])  # => ≤ 1.2 MB [≤50000,3]
    sized = np.zeros(i)  # => ≤ 400 kB float64[≤49999]
stacked = np.array(rows)  # => 1.6 MB float64[50000,4]
counted = np.zeros(total)  # => 800 kB float64[100000]
all_rows = grown * 2  # => 1.2 MB float64[50000,3]
last = np.zeros(i)  # => 400 kB float64[49999]

k, found = 0, []
while k < 30:
    found.append(k)
    k += 3
steps = np.array(found)  # => 80 B int64[10]

some = []
for i in range(50_000):
    if i % 3:
        some.append(1.0)
kept = np.array(some)  # => float64[?]


def history(n: int):
    values = [1.0]
    for i in range(n):
        values.append(2.0 * i)
    return np.array(values)


def unused(m: int):
    values = [0.5]
    for i in range(m):
        values.append(2.0 * i)
    taken = np.array(values)  # => (8·m + 8) B float64[m+1]
    return taken


curve = history(10_000)  # => 80 kB float64[10001]
data = np.ones((1000, 5), np.float32)  # => 20 kB float32[1000,5]
for i in range(0, 1000, 100):
    chunk = data[i : i + 100]  # => 2 kB view of data
