"""What the other modules share."""

import numpy as np

SCALE = 255
BUFFER = np.zeros(1000, dtype=np.uint8)  # => 1 kB uint8[1000]
