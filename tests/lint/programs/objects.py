from fractions import Fraction

import numpy as np

gaps = np.array([1.5, None, 2.5])  # => BL008
huge = np.asarray([2**70, 1])  # => BL008

meant = np.array([1.5, None], dtype=object)
exact = np.array([Fraction(1, 3), Fraction(2, 3)])
plain = np.array([1.5, 2])
again = np.array(meant)
