"""Attributes that are changed in place, and by others."""
import numpy as np
class A:
    def __init__(self): self.W = np.zeros(3); self.b = 1
    def up(self):
        self.W += 1
        self.W = self.W[1:]
        self.b = self.W
a = A(); a.up(); a.up()
a.W = np.zeros((2,2))
a.W += 1
x = a.W
