"""Python numbers are weak, arrays and NumPy scalars are not (NEP 50)."""
import numpy as np

single = np.ones(1000, dtype=np.float32)  # => 4 kB float32[1000]
weak = single * 2.0  # => 4 kB float32[1000]
strong = single * np.float64(2)  # => 8 kB float64[1000]
complex_ = single + 1j  # => 8 kB complex64[1000]
both = single + np.ones(1000)  # => 8 kB float64[1000]
bytes_ = np.zeros(1000, np.uint8)  # => 1 kB uint8[1000]
more = bytes_ + 1  # => 1 kB uint8[1000]
total = bytes_.sum(keepdims=True)  # => 8 B uint64[1]
mean = single.mean(axis=0, keepdims=True)  # => 4 B float32[1]
