"""Attributes that change the array itself when they are set."""
import numpy as np

octets = np.zeros(24, np.uint8)  # => 24 B uint8[24]
other = octets  # => 24 B alias of octets
octets.dtype = np.float64
doubles = octets + 1  # => 24 B float64[3]
also = other + 1  # => 24 B float64[3]
octets.shape = (3, 1)
column = other * 2  # => 24 B float64[3,1]
