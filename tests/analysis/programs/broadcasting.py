"""Shapes broadcast; reductions take axes away."""
import numpy as np

points = np.zeros((1000, 3))  # => 24 kB float64[1000,3]
offsets = points[:, None] - points[None]  # => 24 MB [1000,1000,3]
squared = (offsets**2).sum(axis=-1)  # => 8 MB float64[1000,1000]
nearest = squared.argmin(axis=1)  # => 8 kB int64[1000]
centred = points - points.mean(axis=0)  # => 24 kB float64[1000,3]
norms = np.linalg.norm(points, axis=1)  # => 8 kB float64[1000]
table = np.add.outer(np.arange(10), np.arange(20))  # => 1.6 kB int64[10,20]
product = points.T @ points  # => 72 B float64[3,3]
n, d = points.shape
grid = np.zeros((n // 10, d * 2))  # => 4.8 kB float64[100,6]
