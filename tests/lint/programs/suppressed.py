import numpy as np

table = np.ones((100, 3))
scale = np.ones(100)

table * scale  # bytelens: ignore
table * scale  # bytelens: ignore[BL009]
table * scale  # a reason  # bytelens:ignore[ BL001, bl009 ]
table * scale  # bytelens: ignore[BL001]  # => BL009
scaled = (
    table
    * scale
)  # bytelens: ignore[BL009]
scaled = (  # bytelens: ignore[BL009]
    table * scale
)
for row in table * scale:  # bytelens: ignore[BL009]
    table @ table  # => BL009
