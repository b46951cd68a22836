"""A program with modules beside it."""

import numpy as np
from config import BATCH, FEATURES
from model import Layer, relu
from pipeline import batches, normalised
from pipeline.storage import BUFFER

X = np.zeros((BATCH, FEATURES), dtype=np.float32)  # => 128 kB float32[64,500]
clean = normalised(X)  # => 128 kB float32[64,500]
layer = Layer(FEATURES, 10)
hidden = relu(layer(X))  # => 5.12 kB float64[64,10]
weights = layer.W  # => 40 kB alias of layer.W
for part in batches(clean, 4):  # => 32 kB view of clean
    total = part.sum(axis=0)  # => 2 kB float32[500]
window = BUFFER[:100]  # => 100 B view of BUFFER
