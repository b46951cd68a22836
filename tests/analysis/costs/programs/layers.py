import numpy as np


class Layer:
    def __init__(self, n, m):
        self.weights = np.full((n, m), 0.5)  # => 8 MB float64[1000,1000]

    def forward(self, x):
        return np.maximum(x @ self.weights, 0)  # => 800 kB new +800 kB temp


layers = [Layer(1000, 1000) for _ in range(3)]  # => 24 MB new
x = np.ones((100, 1000))  # => 800 kB float64[100,1000]
for layer in layers:
    x = layer.forward(x)  # => 800 kB +800 kB temp
kept = []
kept.append(x.astype(np.float32))  # => 400 kB new
kept.clear()  # => 400 kB freed
if x.sum() > 0:
    x -= x.mean(axis=0)  # => 800 kB float64[100,1000]
