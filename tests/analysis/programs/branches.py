"""What is known where branches meet; constants decide which one is taken."""
import numpy as np

DEBUG = False
if DEBUG:
    never = np.zeros(10)
else:
    always = np.zeros(20)  # => 160 B float64[20]
if input():
    x = np.zeros(1000)  # => 8 kB float64[1000]
else:
    x = np.zeros(1_000_000)  # => 8 MB float64[1000000]
y = x + 1  # => 8 kB–8 MB float64
mask = y > 0.5  # => 1 kB–1 MB bool
chosen = x[mask]  # => ≤ 8 MB float64
if isinstance(y, list):
    raise ValueError
z = y[:10]  # => 80 B float64[10]
try:
    w = np.zeros(5)  # => 40 B float64[5]
    w = np.zeros(6)  # => 48 B float64[6]
except ValueError:
    v = w * 2  # => 40 B–48 B float64
