"""Objects are followed: attributes, methods, inheritance, properties, dataclasses, lists of objects."""
from dataclasses import dataclass, field

import numpy as np


class Layer:
    def __init__(self, n, m):
        self.W = np.zeros((n, m))  # => 128 B–256 B float64
        self.b = np.zeros(m, np.float32)  # => 8 B–32 B float32

    def forward(self, x):
        z = x @ self.W + self.b  # => 160 B–640 B float64
        return z

    @property
    def total(self):
        return self.W.size + self.b.size

    @staticmethod
    def activate(x):
        y = np.tanh(x)  # => 160 B–640 B float64
        return y

    def __call__(self, x):
        return self.activate(self.forward(x))


class Network:
    def __init__(self, sizes):
        self.layers = []
        for n, m in zip(sizes[:-1], sizes[1:]):
            self.layers.append(Layer(n, m))

    def forward(self, x):
        for layer in self.layers:
            x = layer(x)  # => 160 B–640 B float64
        return x


class Scaled(Network):
    def __init__(self, sizes, scale=2.0):
        super().__init__(sizes)
        self.scale = np.full(sizes[-1], scale)  # => 16 B float64[2]

    def forward(self, x):
        out = super().forward(x) * self.scale  # => 160 B float64[10,2]
        return out


@dataclass
class Settings:
    n: int = 5
    start: np.ndarray = None
    history: list = field(default_factory=list)


class Uncalled:
    def __init__(self, n: int):
        self.a = np.zeros((n, 3))  # => 24·n B float64[n,3]

    def double(self):
        v = self.a * 2  # => 24·n B float64[n,3]
        return v


class Vector:
    def __init__(self, x):
        self.x = np.asarray(x)  # => 24 B [3]

    def __add__(self, other):
        return Vector(self.x + other.x)

    def __len__(self):
        return len(self.x)

    def __getitem__(self, key):
        return self.x[key]


net = Scaled([4, 8, 2])
y = net.forward(np.ones((10, 4)))  # => 160 B float64[10,2]
w = net.layers[0].W  # => 256 B float64[4,8]
net.extra = np.zeros(3)  # => 24 B float64[3]
settings = Settings(start=np.zeros(9))
settings.history.append(np.ones(2))
first = settings.history[0]  # => 16 B float64[2]
r = np.zeros(settings.n)  # => 40 B float64[5]
t = np.zeros(net.layers[1].total)  # => 144 B float64[18]
s = (Vector([1, 2, 3]) + Vector([4.0, 5, 6])).x  # => 24 B float64[3]
n = np.zeros(len(Vector([1, 2, 4])))  # => 24 B float64[3]
k = Vector([1, 2, 3])[1:]  # => 16 B view
