"""An ordinary script: some functions, arrays of kilobytes, loops of hundreds of rounds, a tenth of a second."""

import builtins
import os
from pathlib import Path
from time import perf_counter

import numpy as np

# memory_profiler looks at the functions that its own decorator, put among the builtins, marks.
profile = getattr(builtins, "profile", lambda function: function)


@profile
def make_blobs(rng, centres, points):
    offsets = rng.normal(size=(len(centres), points, centres.shape[1]))
    blobs = centres[:, None, :] + 0.3 * offsets
    data = blobs.reshape(-1, centres.shape[1])
    order = rng.permutation(len(data))
    return data[order]


@profile
def nearest(data, centres):
    differences = data[:, None, :] - centres[None, :, :]
    distances = (differences**2).sum(axis=-1)
    return distances.argmin(axis=1)


@profile
def k_means(data, k, rounds):
    centres = data[:k].copy()
    for _ in range(rounds):
        labels = nearest(data, centres)
        for j in range(k):
            members = data[labels == j]
            if len(members):
                centres[j] = members.mean(axis=0)
    return centres, labels


@profile
def principal_components(data, count):
    mean = data.mean(axis=0)
    centred = data - mean
    covariance = centred.T @ centred / (len(data) - 1)
    values, vectors = np.linalg.eigh(covariance)
    order = np.argsort(values)[::-1]
    chosen = vectors[:, order[:count]]
    return centred @ chosen, values[order]


@profile
def smooth(signal, width):
    window = np.hanning(width)
    window /= window.sum()
    padded = np.pad(signal, width // 2, mode="reflect")
    return np.convolve(padded, window, mode="valid")


@profile
def random_walks(rng, walkers, steps):
    walks = np.empty((walkers, steps))
    for i in range(walkers):
        moves = rng.choice([-1.0, 1.0], size=steps)
        walks[i] = np.cumsum(moves)
    return walks


@profile
def logistic(x):
    return 1.0 / (1.0 + np.exp(-x))


@profile
def train(inputs, targets, rounds, rate):
    weights = np.zeros(inputs.shape[1])
    bias = 0.0
    losses = []
    for _ in range(rounds):
        predictions = logistic(inputs @ weights + bias)
        errors = predictions - targets
        gradient = inputs.T @ errors / len(inputs)
        weights -= rate * gradient
        bias -= rate * errors.mean()
        losses.append(float((errors**2).mean()))
    return weights, bias, np.array(losses)


@profile
def heat(grid, steps):
    for _ in range(steps):
        inner = grid[1:-1, 1:-1]
        neighbours = grid[:-2, 1:-1] + grid[2:, 1:-1] + grid[1:-1, :-2] + grid[1:-1, 2:]
        change = 0.2 * (neighbours - 4 * inner)
        inner += change
    return grid


@profile
def main():
    rng = np.random.default_rng(1)
    centres = rng.uniform(-3, 3, size=(4, 8))
    data = make_blobs(rng, centres, 500)
    found, labels = k_means(data, 4, 30)
    projected, variances = principal_components(data, 2)
    walks = random_walks(rng, 40, 1000)
    spread = walks.std(axis=0)
    smoothed = smooth(spread, 51)
    targets = (labels == labels[0]).astype(float)
    weights, bias, losses = train(data, targets, 500, 0.5)
    grid = np.zeros((64, 64))
    grid[28:36, 28:36] = 100.0
    heat(grid, 900)
    histogram, edges = np.histogram(projected[:, 0], bins=30)
    summary = np.array([variances[0], smoothed.max(), losses[-1], grid.max(), bias, weights.sum(), found.sum()])
    return summary, histogram, edges


start = perf_counter()
main()
Path(os.environ["ELAPSED"]).write_text(str(perf_counter() - start))
