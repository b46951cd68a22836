import numpy as np
from numpy.polynomial import Polynomial

x = np.random.rand(1000)  # => 8 kB float64[1000]
p = np.poly1d(np.polyfit(x, x, 3))
at_points = p(x)  # => 8 kB float64[1000]
slopes = p.deriv()(x)  # => 8 kB float64[1000]
series = Polynomial.fit(x, x, 3)
values = series.deriv()(x)  # => [1000]
