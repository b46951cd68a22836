import numpy as np


def head():
    samples = np.ones(1_000_000)
    return samples[:10]  # => BL006


def corner():
    table = np.ones((1000, 1000))
    first = table[:3, :3]
    return first  # => BL006


def both():
    samples = np.ones(1_000_000)
    return samples[:10], samples.sum()  # => BL006


def copied():
    samples = np.ones(1_000_000)
    return samples[:10].copy()


def most():
    samples = np.ones(1_000_000)
    return samples[10:]


def of_caller(samples):
    return samples[:10]


def with_base():
    samples = np.ones(1_000_000)
    return samples[:10], samples


everything = np.ones(1_000_000)


def of_module():
    return everything[:10]


def stored(cache):
    samples = np.ones(1_000_000)
    cache.append(samples)
    return samples[:10]


head(), corner(), both(), copied(), most(), of_caller(everything), with_base(), of_module(), stored([])
