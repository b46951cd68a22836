import numpy as np

image = np.ones((1000, 1000), dtype=np.float32)
row = np.linspace(0, 1, 1000)
rows = np.arange(1000)
narrow = row.astype(np.float32)

weighted = image * row  # => BL001
scaled = image * np.float64(2)  # => BL001
ranked = image + rows  # => BL001
added = np.add(image, row)  # => BL001
chained = image * row + image * narrow  # => BL001
projected = image @ np.ones((1000, 1000))  # => BL001
spectrum = image.astype(np.complex64) * row  # => BL001

halved = image / 2
doubled = image * narrow
means = image.mean(axis=0) * row
wide = row + np.float32(1)
exact = np.multiply(image, row, dtype=np.float64)
small = np.ones(10, dtype=np.float32) * np.ones(10)
few = np.ones((1000, 1), dtype=np.float32) + np.ones((1000, 100))


table = np.fromfile("table.bin", dtype=np.float32)
brighter = table * np.float64(2)  # => BL001
unclear = table * row


def scale(n):
    x = np.ones(n, dtype=np.float32)
    return x * np.ones(n)  # => BL001
