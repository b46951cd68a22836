"""Loops that do the same each time, arrays sized by a counter, lists that grow."""
import numpy as np

state = np.zeros((100, 100))  # => 80 kB float64[100,100]
for step in range(1000):
    state = state + 0.1 * state  # => 80 kB float64[100,100]
rows = []
for i in range(3):
    part = np.ones(i + 1)  # => 8 B–24 B float64
    rows.append(part)
joined = np.concatenate(rows)  # => 48 B float64[6]
grown = np.zeros(0)  # => 0 B float64[0]
for _ in range(4):
    grown = np.append(grown, [1.0, 2.0])  # => 16 B–64 B float64
stacked = np.stack([np.zeros(50) for _ in range(200)])  # => 80 kB float64[200,50]
for row in state:  # => 800 B float64[100]
    doubled = row * 2  # => 800 B float64[100]
while state.any():
    state = state * 0.5  # => 80 kB float64[100,100]
