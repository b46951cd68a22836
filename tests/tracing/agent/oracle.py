"""An independent count of NumPy's bytes: a memory handler (NEP 49), by which NumPy itself asks for every byte.

Runs in the traced program, where it is no file of the program's own. The process must end by `os._exit`: the handler
does not outlive Python's end.
"""

from __future__ import annotations

import ctypes
import json
import os
import sys
from pathlib import Path
from typing import Any

import numpy as np

_SET_HANDLER = 304
_VOID, _SIZE = ctypes.c_void_p, ctypes.c_size_t
_MALLOC = ctypes.CFUNCTYPE(_VOID, _VOID, _SIZE)
_CALLOC = ctypes.CFUNCTYPE(_VOID, _VOID, _SIZE, _SIZE)
_REALLOC = ctypes.CFUNCTYPE(_VOID, _VOID, _VOID, _SIZE)
_FREE = ctypes.CFUNCTYPE(None, _VOID, _VOID, _SIZE)


class _Allocator(ctypes.Structure):
    _fields_ = (
        ("context", _VOID),
        ("malloc", _MALLOC),
        ("calloc", _CALLOC),
        ("realloc", _REALLOC),
        ("free", _FREE),
    )


class _Handler(ctypes.Structure):
    _fields_ = (("name", ctypes.c_char * 127), ("version", ctypes.c_uint8), ("allocator", _Allocator))


class Oracle:
    """Net and peak bytes between `begin` and `end`, which nest."""

    def __init__(self) -> None:
        self.live = 0
        self.open: list[list[int]] = []
        self.found: list[tuple[int, int, int]] = []
        self._sizes: dict[int, int] = {}
        self._libc = ctypes.CDLL(None)
        for function, arguments in (("malloc", [_SIZE]), ("calloc", [_SIZE, _SIZE]), ("realloc", [_VOID, _SIZE])):
            getattr(self._libc, function).restype = _VOID
            getattr(self._libc, function).argtypes = arguments
        self._libc.free.argtypes = [_VOID]
        self._kept = (_MALLOC(self._malloc), _CALLOC(self._calloc), _REALLOC(self._realloc), _FREE(self._free))
        self._handler = _Handler(b"oracle", 1, _Allocator(None, *self._kept))
        self._install()

    def _install(self) -> None:
        api = ctypes.pythonapi
        api.PyCapsule_GetPointer.restype = _VOID
        api.PyCapsule_GetPointer.argtypes = [ctypes.py_object, ctypes.c_char_p]
        api.PyCapsule_New.restype = ctypes.py_object
        api.PyCapsule_New.argtypes = [_VOID, ctypes.c_char_p, _VOID]
        table = api.PyCapsule_GetPointer(np._core._multiarray_umath._ARRAY_API, None)
        entry = ctypes.cast(table, ctypes.POINTER(_VOID))[_SET_HANDLER]
        install = ctypes.PYFUNCTYPE(ctypes.py_object, ctypes.py_object)(entry)
        self._capsule = api.PyCapsule_New(ctypes.addressof(self._handler), b"mem_handler", None)
        install(self._capsule)

    def _more(self, address: int | None, size: int) -> int | None:
        if address is not None:
            self._sizes[address] = size
            self.live += size
            for window in self.open:
                window[2] = max(window[2], self.live)
        return address

    def _malloc(self, _: Any, size: int) -> int | None:
        return self._more(self._libc.malloc(size), size)

    def _calloc(self, _: Any, count: int, size: int) -> int | None:
        return self._more(self._libc.calloc(count, size), count * size)

    def _realloc(self, _: Any, address: int, size: int) -> int | None:
        self.live -= self._sizes.pop(address, 0)
        return self._more(self._libc.realloc(address, size), size)

    def _free(self, _: Any, address: int, __: int) -> None:
        self.live -= self._sizes.pop(address, 0)
        self._libc.free(address)

    def begin(self) -> None:
        """The statement on the caller's next line starts."""
        self.open.append([sys._getframe(1).f_lineno + 1, self.live, self.live])

    def end(self) -> None:
        """The statement that started last is done."""
        line, start, top = self.open.pop()
        self.found.append((line, self.live - start, top - start))

    def drop(self) -> None:
        """The statement that started last has failed."""
        self.open.pop()

    def finish(self, path: str) -> None:
        """Write what was found, and end the process."""
        Path(path).write_text(json.dumps(self.found), encoding="ascii")
        os._exit(0)
