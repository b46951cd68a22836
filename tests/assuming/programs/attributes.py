# assume: args.n = 1000
# assume: config.sizes.k = 3
"""An attribute where it is read by its full name."""

import argparse

import numpy as np

import elsewhere as config

parser = argparse.ArgumentParser()
args = parser.parse_args()
a = np.zeros(args.n)  # => 8 kB float64[1000]
b = np.zeros((args.n, config.sizes.k))  # => 24 kB float64[1000,3]
