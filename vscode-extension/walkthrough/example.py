import numpy as np

image = np.zeros((1000, 2000))  # float64: 8 bytes an element
rows = image[::2]  # a view: no new bytes
small = image.astype(np.uint8)  # a copy, an eighth of the size
bright = small[small > 200]  # how many, the data decide


def distances(points):
    n = len(points)
    return np.zeros((n, n))


near = distances(np.zeros((2000, 2)))
print(image.nbytes, small.nbytes, near.nbytes)
