"""What NumPy needs for a call with small arguments, measured where no rule of its own is to be had.

NumPy tells `tracemalloc` of the memory of arrays. Python's own allocators are put back as soon as it is on, so that
nothing else is counted. Source: https://numpy.org/doc/stable/reference/c-api/data_memory.html
"""

from __future__ import annotations

import ctypes
import tracemalloc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import lru_cache
from threading import Lock
from typing import Any

from ..asking import asking
from ..registry import Unmodelled

_DOMAINS = 3
_MOST_TRIES = 5
_lock = Lock()


class _Allocator(ctypes.Structure):
    _fields_ = [(name, ctypes.c_void_p) for name in ("context", "malloc", "calloc", "realloc", "free")]


def measured(function: Callable[..., Any], *arguments: Any, **keywords: Any) -> tuple[int, int]:
    """Bytes of array data that a call leaves in its result, and the most that it needed at one moment.

    Raises Unmodelled where the call fails, where somebody else traces memory, or where no two measurements agree.
    """
    with asking(), _lock, _counting():
        try:
            function(*arguments, **keywords)
        except Exception as error:
            raise Unmodelled(str(error)) from error
        before = _once(function, arguments, keywords)
        for _ in range(_MOST_TRIES):
            after = _once(function, arguments, keywords)
            if after == before:
                return after
            before = after
    raise Unmodelled("other threads allocate meanwhile")


@lru_cache(maxsize=4096, typed=True)
def peak_with(make: Callable[..., tuple[Callable[..., Any], tuple[Any, ...]]], *description: Any) -> int:
    """The peak of the call that `make(*description)` makes, measured once."""
    function, arguments = make(*description)
    return measured(function, *arguments)[1]


def _once(function: Callable[..., Any], arguments: tuple[Any, ...], keywords: dict[str, Any]) -> tuple[int, int]:
    start, _ = tracemalloc.get_traced_memory()
    tracemalloc.reset_peak()
    result = function(*arguments, **keywords)
    now, peak = tracemalloc.get_traced_memory()
    del result
    return now - start, peak - start


@contextmanager
def _counting() -> Iterator[None]:
    if tracemalloc.is_tracing():
        raise Unmodelled("memory is being traced")
    try:
        get, put = ctypes.pythonapi.PyMem_GetAllocator, ctypes.pythonapi.PyMem_SetAllocator
    except AttributeError as error:
        raise Unmodelled("this Python does not tell of its allocators") from error
    kept = [_Allocator() for _ in range(_DOMAINS)]
    for domain, allocator in enumerate(kept):
        get(domain, ctypes.byref(allocator))
    tracemalloc.start(1)
    for domain, allocator in enumerate(kept):
        put(domain, ctypes.byref(allocator))
    try:
        yield
    finally:
        tracemalloc.stop()
