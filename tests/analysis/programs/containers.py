"""Arrays in lists, tuples and dicts."""
import numpy as np

layers = [np.zeros((3, 4)), np.zeros((4, 2))]
first, second = layers  # => 160 B aliases of layers
params = {"W": np.ones((10, 10)), "b": np.ones(10)}
w = params["W"]  # => 800 B alias
params["c"] = w * 2  # => 800 B float64[10,10]
sizes = [64, 32]
hidden = np.zeros((sizes[0], sizes[-1]))  # => 16.4 kB float64[64,32]
shape = (5,) + layers[0].shape
stack = np.empty(shape)  # => 480 B float64[5,3,4]
pairs = [(a, a * 2) for a in layers]
print(layers)
