"""Few statements, each with much to do: matrices of 8 MB."""

import builtins
import os
from pathlib import Path
from time import perf_counter

import numpy as np

# memory_profiler looks at the functions that its own decorator, put among the builtins, marks.
profile = getattr(builtins, "profile", lambda function: function)


@profile
def main():
    rng = np.random.default_rng(0)
    a = rng.random((1000, 1000))
    b = rng.random((1000, 1000))
    for _ in range(8):
        c = a @ b
        d = (c - c.mean(axis=0)) / c.std(axis=0)
        e = np.sqrt(d**2 + 1)
        a = e / e.max()
        u, s, vt = np.linalg.svd(a[:300, :300])
        b = np.maximum(a.T, 0) + s.sum()
        f = np.sort(b, axis=1)
    return f, u, vt


start = perf_counter()
main()
Path(os.environ["ELAPSED"]).write_text(str(perf_counter() - start))
