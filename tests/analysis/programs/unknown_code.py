"""What nobody knows gives no hint, and takes what it can reach along."""
import numpy as np
import pandas as pd

table = pd.read_csv("data.csv").to_numpy()
twice = table * 2
values = [np.zeros(3)]
pd.register(values)
first = values[0]
x = np.zeros(4)  # => 32 B float64[4]
pd.plot(x)
y = x * 2  # => 32 B float64[4]
np = pd
z = np.zeros(4)
