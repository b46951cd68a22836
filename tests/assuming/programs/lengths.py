# assume: n = 1000
# assume: y.shape[0] = 50
"""Lengths that have a name: of annotations, of what is unpacked, and of what has none but its own."""

import numpy as np


def annotated(x: "Float64[np.ndarray, 'n d']", n):
    a = x * 2  # => 8000·d B float64[1000,d]
    b = np.zeros(n)  # => 8 kB float64[1000]
    return a, b


def unpacked(x):
    n, d = x.shape
    a = np.zeros((n, d))  # => 8000·d B float64[1000,d]
    b = x + a  # => [1000,d]
    return b


def named(x):
    n = x.shape[0]
    a = np.zeros(x.shape[0])  # => 8 kB float64[1000]
    return a, n


def unnamed(y):
    a = np.zeros(y.shape[0])  # => 400 B float64[50]
    return a


def known():
    x = np.zeros((7, 2))  # => 112 B float64[7,2]
    n, d = x.shape
    a = np.zeros((n, d))  # => 16 kB float64[1000,2]
    b = x * 2  # => 112 B float64[7,2]
    return a, b
