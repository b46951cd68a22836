"""What NumPy really allocates during a call: its own domain of `tracemalloc`, with Python's allocators put back."""

from __future__ import annotations

import ctypes
import tracemalloc
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import numpy as np

DOMAINS = range(3)


class Allocator(ctypes.Structure):
    """PyMemAllocatorEx of Python's C API."""

    _fields_ = [(name, ctypes.c_void_p) for name in ("context", "malloc", "calloc", "realloc", "free")]


@contextmanager
def only_numpy() -> Iterator[None]:
    """Trace the memory of NumPy's arrays, and no other."""
    allocators = [Allocator() for _ in DOMAINS]
    for domain in DOMAINS:
        ctypes.pythonapi.PyMem_GetAllocator(domain, ctypes.byref(allocators[domain]))
    tracemalloc.start(1)
    for domain in DOMAINS:
        ctypes.pythonapi.PyMem_SetAllocator(domain, ctypes.byref(allocators[domain]))
    try:
        yield
    finally:
        tracemalloc.stop()


def measured_peak(function: Callable[..., Any], *args: Any, **keywords: Any) -> tuple[int, int]:
    """Bytes of array data that a call leaves in its result, and the most that it needed at one moment.

    The function is called once before, for what it only does the first time.
    """
    with warnings.catch_warnings(), np.errstate(all="ignore"):
        warnings.simplefilter("ignore")
        function(*args, **keywords)
        with only_numpy():
            tracemalloc.reset_peak()
            start, _ = tracemalloc.get_traced_memory()
            result = function(*args, **keywords)
            now, peak = tracemalloc.get_traced_memory()
            del result
    return now - start, peak - start
