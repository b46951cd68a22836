"""Programs like numerical scripts, of any length, always the same.

A script is made of sections: data that is prepared at module level, functions with loops and branches that are called
with arrays, classes, and functions that nobody calls. Most of it depends on `n`, the length at the top.
"""

from __future__ import annotations

TOP = "n = 1000"
LOCAL = "window = np.linspace(0.0, 1.0, "
"""In functions: the beginning of a statement that makes an array which the function keeps to itself."""

HEAD = f'''\
"""An experiment on generated data."""

import numpy as np

{TOP}
rng = np.random.default_rng(0)
base = np.linspace(0.0, 1.0, n)


def scaled(x, factor):
    """Centred columns, scaled."""
    y = x * factor
    return y - y.mean(axis=0)


def gram(x):
    """The products of all columns."""
    centred = x - x.mean(axis=0, keepdims=True)
    return centred.T @ centred


'''

DATA = """\
# Section {i}: prepare the data
images_{i} = rng.normal(size=(n, 8, {d}))
labels_{i} = np.zeros(n, dtype=np.int64)
flat_{i} = images_{i}.reshape(n, -1)
train_{i}, test_{i} = flat_{i}[:800], flat_{i}[800:]
mean_{i} = train_{i}.mean(axis=0)
train_{i} = scaled(train_{i}, 0.5 + {i})
norms_{i} = np.sqrt((train_{i} ** 2).sum(axis=1, keepdims=True))
unit_{i} = (train_{i} / norms_{i}).astype(np.float32)
covariance_{i} = gram(unit_{i})
mask_{i} = norms_{i}.ravel() > 1.0

for step_{i} in range(3):
    update_{i} = covariance_{i} @ covariance_{i} + step_{i}
    covariance_{i} = 0.5 * (update_{i} + update_{i}.T)
if n > 10:
    weights_{i} = np.where(mask_{i}, 1.0, 0.0)
else:
    weights_{i} = np.ones(len(mask_{i}))
both_{i} = np.concatenate([test_{i}, test_{i}[::-1]], axis=0)
columns_{i} = np.stack([base, base * 2, np.sin(base)], axis=1)
print("section {i}", float(both_{i}.sum()), both_{i}.nbytes)


"""

SMOOTHING = '''\
# Section {i}: smooth the signals
def smooth_{i}(signals, rounds):
    """Neighbours averaged, over and over."""
    window = np.linspace(0.0, 1.0, 100)
    kernel = window / window.sum()
    smoothed = signals.copy()
    for turn in range(rounds):
        padded = np.concatenate([smoothed[:, -1:], smoothed, smoothed[:, :1]], axis=1)
        smoothed = (padded[:, :-2] + padded[:, 1:-1] + padded[:, 2:]) / 3
        if turn % 2:
            smoothed = smoothed - smoothed.mean(axis=1, keepdims=True)
    strongest = float(kernel.max())
    return smoothed * strongest


def spectrum_{i}(signals):
    """The power at every frequency."""
    centred = signals - signals.mean(axis=1, keepdims=True)
    transformed = np.fft.rfft(centred, axis=1)
    power = np.abs(transformed) ** 2
    return power / power.sum(axis=1, keepdims=True)


signals_{i} = np.sin(base * {d}) + rng.normal(scale=0.1, size=({d}, n))
smooth_signals_{i} = smooth_{i}(signals_{i}, 4)
power_{i} = spectrum_{i}(smooth_signals_{i})
peaks_{i} = power_{i}.argmax(axis=1)
halves_{i} = np.split(power_{i}[:, :500], 2, axis=1)


'''

LAYER = '''\
# Section {i}: train a layer
class Layer{i}:
    """A dense layer and its gradients."""

    def __init__(self, inputs, outputs):
        self.weights = rng.normal(size=(inputs, outputs)).astype(np.float32)
        self.bias = np.zeros(outputs, dtype=np.float32)

    def forward(self, batch):
        linear = batch @ self.weights + self.bias
        return np.maximum(linear, 0)

    def learn(self, batch, delta, rate=0.01):
        slope = batch.T @ delta / len(batch)
        self.weights -= rate * slope
        self.bias -= rate * delta.mean(axis=0)


layer_{i} = Layer{i}(8 * {d}, {d})
batch_{i} = rng.random((64, 8 * {d}), dtype=np.float32)
for epoch_{i} in range(5):
    activations_{i} = layer_{i}.forward(batch_{i})
    layer_{i}.learn(batch_{i}, activations_{i} - activations_{i}.mean(axis=0))
scores_{i} = activations_{i}.argmax(axis=1)


'''

SOLVER = '''\
# Section {i}: solve on a grid
def laplacian_{i}(field):
    """Second differences in both directions."""
    result = np.zeros_like(field)
    result[1:-1, 1:-1] = field[:-2, 1:-1] + field[2:, 1:-1] + field[1:-1, :-2] + field[1:-1, 2:]
    return result - 4 * field


def relax_{i}(field, source, tolerance=1e-4):
    """Steps until little changes."""
    change = 1.0
    steps = 0
    while change > tolerance and steps < 500:
        moved = field + 0.2 * (laplacian_{i}(field) - source)
        change = float(np.abs(moved - field).max())
        field = moved
        steps += 1
    return field


axis_{i} = np.linspace(-1, 1, 32 + {d})
across_{i}, along_{i} = np.meshgrid(axis_{i}, axis_{i})
source_{i} = np.exp(-(across_{i} ** 2 + along_{i} ** 2) * {d})
solution_{i} = relax_{i}(np.zeros_like(source_{i}), source_{i})
profile_{i} = solution_{i}[len(axis_{i}) // 2]


'''

UNCALLED = '''\
# Section {i}: for later
def summary_{i}(samples, labels, classes={d}):
    """What there is of every class."""
    one_hot = labels[:, None] == np.arange(classes)
    counts = one_hot.sum(axis=0)
    means = np.zeros((classes, 8))
    for label in range(classes):
        members = samples[labels == label]
        if len(members):
            means[label] = members.mean(axis=0)[:8]
    spread = np.sqrt(((means[:, None] - means[None]) ** 2).sum(axis=-1))
    return counts, means, spread


def bootstrap_{i}(values, repeats=200):
    """The spread of the mean."""
    drawn = np.empty(repeats)
    for repeat in range(repeats):
        chosen = rng.integers(0, len(values), len(values))
        drawn[repeat] = values[chosen].mean()
    low, high = np.percentile(drawn, [2.5, 97.5])
    return low, high


'''

SECTIONS = (DATA, SMOOTHING, LAYER, DATA, SOLVER, UNCALLED)


def program(lines: int) -> str:
    """A script of so many lines. `lines` is at least 100."""
    text = HEAD.splitlines()
    number = 0
    while len(text) + len(section := _section(number)) <= lines:
        text += section
        number += 1
    text += [f"row_{row} = base[:{row + 1}]" for row in range(lines - len(text))]
    return "\n".join([*text, ""])


def _section(number: int) -> list[str]:
    return SECTIONS[number % len(SECTIONS)].format(i=number, d=4 + number % 12).splitlines()
