"""The bytes of array data that are alive, and the most since one last asked.

NumPy tells tracemalloc of every array (NumPy reference, "Memory management in NumPy"). Python's own allocators are
taken out of tracemalloc again: the bytes of arrays are all that is left, and Python's objects cost nothing more.
"""

from __future__ import annotations

import tracemalloc
from collections.abc import Callable
from typing import Any

_DOMAINS = 3
# That of NumPy's arrays (NumPy reference, `np.lib.tracemalloc_domain`).
_ARRAYS = 389047
BY_THE_PROGRAM = "The program uses tracemalloc itself: bytes are those of the arrays that were seen."
_UNKNOWN = "This Python does not tell of its memory: bytes are those of the arrays that were seen."


class Memory:
    """Where bytes are read. `problem` says why they are not exact, where they are not."""

    def __init__(self) -> None:
        self.problem: str | None = None
        self.exact = False
        self._ours = False
        self._known: Callable[[], int] = lambda: 0
        self._untrack: Callable[[int, int], int] | None = None
        self.traced: Callable[[], tuple[int, int]] = tracemalloc.get_traced_memory
        self.restart: Callable[[], None] = tracemalloc.reset_peak
        if tracemalloc.is_tracing():
            self._count_known(BY_THE_PROGRAM)
        else:
            self._start()

    def _start(self) -> None:
        try:
            put_back = _allocators()
            tracemalloc.start(1)
            put_back()
            self._untrack = _untracking()
        except Exception:
            tracemalloc.stop()
            self._count_known(_UNKNOWN)
            return
        self.exact = self._ours = True

    def refused(self) -> int:
        """The bytes of memory that NumPy was refused, which are counted no longer.

        Before 2.5, NumPy tells tracemalloc of such memory as if it lay at address 0, and never that it is gone.
        """
        if self._untrack is None:
            return 0
        before = self.traced()[0]
        self._untrack(_ARRAYS, 0)
        return before - self.traced()[0]

    def _count_known(self, why: str) -> None:
        self.problem = why
        self._untrack = None
        self.exact = False
        self.traced = self._known_bytes
        self.restart = _nothing

    def _known_bytes(self) -> tuple[int, int]:
        known = self._known()
        return known, known

    def known(self, count: Callable[[], int]) -> None:
        """How to count the bytes of the arrays that were seen, for where there is nothing better."""
        self._known = count

    def give_up(self) -> None:
        """Leave tracemalloc to the program, as if nobody had used it before."""
        if self._ours:
            self._ours = False
            tracemalloc.stop()
            self._count_known(BY_THE_PROGRAM)

    def stop(self) -> None:
        """Nothing is measured from here on."""
        if self._ours:
            self._ours = False
            tracemalloc.stop()


def _nothing() -> None:
    pass


def _untracking() -> Callable[[int, int], int]:
    """`PyTraceMalloc_Untrack(domain, address)` (Python/C API, "tracemalloc C API")."""
    import ctypes

    function: Any = ctypes.pythonapi.PyTraceMalloc_Untrack
    function.argtypes, function.restype = [ctypes.c_uint, ctypes.c_size_t], ctypes.c_int
    untrack: Callable[[int, int], int] = function
    return untrack


def _allocators() -> Callable[[], None]:
    """Remember the allocators of Python's three domains; what is returned puts them back."""
    import ctypes

    class Allocator(ctypes.Structure):
        _fields_ = [(name, ctypes.c_void_p) for name in ("context", "malloc", "calloc", "realloc", "free")]

    api: Any = ctypes.pythonapi
    get, put = api.PyMem_GetAllocator, api.PyMem_SetAllocator
    for function in (get, put):
        function.argtypes = [ctypes.c_int, ctypes.POINTER(Allocator)]
        function.restype = None
    kept = [Allocator() for _ in range(_DOMAINS)]
    pointers = [ctypes.pointer(allocator) for allocator in kept]
    for domain, pointer in enumerate(pointers):
        get(domain, pointer)

    def put_back() -> None:
        for domain, pointer in enumerate(pointers):
            put(domain, pointer)

    return put_back
