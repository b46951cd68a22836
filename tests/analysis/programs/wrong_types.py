"""What is of a wrong type is not known, and what comes later is."""
import numpy as np

a = "text" << 3
b = (1.5).flat[:10]
r = np.rec.fromarrays([np.zeros(2)], names=-1)
for i in range(10**30):
    break
c = np.zeros(2)  # => 16 B float64[2]
d = np.zeros(1 << 3)  # => 64 B float64[8]
