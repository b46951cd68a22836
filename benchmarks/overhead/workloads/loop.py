"""A million lines that each do next to nothing, on elements of an array: the worst case for whoever follows lines."""

import builtins
import os
from pathlib import Path
from time import perf_counter

import numpy as np

# memory_profiler looks at the functions that its own decorator, put among the builtins, marks.
profile = getattr(builtins, "profile", lambda function: function)


@profile
def main():
    values = np.linspace(0.0, 1.0, 1000)
    total = 0.0
    count = 0
    for i in range(200_000):
        x = values[i % 1000]
        total = total + x * 2
        if x > 0.5:
            count += 1
        values[i % 1000] = x
    return total, count


start = perf_counter()
main()
Path(os.environ["ELAPSED"]).write_text(str(perf_counter() - start))
