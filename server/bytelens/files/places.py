"""Where the files lie that a program names, and what they hold. Nothing outside the given folders is opened."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path
from typing import IO

from ..values.saved import Content
from .archives import MAGICS, read_npz
from .headers import BrokenFileError, read_npy

_FLAGS = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)


def candidates(folders: Iterable[str], path: str) -> frozenset[str]:
    """The files that a path may name for a program that is started in one of some folders."""
    return frozenset(normal(str(Path(folder, path))) for folder in folders)


def normal(path: str) -> str:
    """An absolute path without detours, of which there is one for each place that is named without links."""
    return os.path.normcase(os.path.abspath(path))  # noqa: PTH100 - resolve() follows links


def within(folders: Iterable[str], path: str) -> bool:
    """Whether a normal absolute path lies in one of the folders."""
    return any(path.startswith(folder.rstrip(os.sep) + os.sep) for folder in folders)


def real_path(folders: tuple[str, ...], path: str) -> str | None:
    """The file itself, past any links; None unless it is one that exists in the folders."""
    if not within(folders, path) or not Path(path).exists():
        return None
    real = normal(os.path.realpath(path))
    return real if within([normal(os.path.realpath(folder)) for folder in folders], real) else None


@lru_cache(maxsize=256)
def content(path: str, _stamp: object) -> Content:
    """What NumPy would load from a file; None where that cannot be told. The stamp tells versions of the file apart."""
    try:
        with _opened(path) as file:
            size = os.fstat(file.fileno()).st_size
            magic = file.read(len(MAGICS[0]))
            file.seek(0)
            return read_npz(file, size) if magic in MAGICS else read_npy(file, size)
    except (BrokenFileError, OSError, ValueError):
        return None


def size(path: str) -> int | None:
    """The size in bytes of a regular file, else None."""
    try:
        status = Path(path).stat()
    except (OSError, ValueError):
        return None
    return status.st_size if stat.S_ISREG(status.st_mode) else None


def _opened(path: str) -> IO[bytes]:
    """A regular file; anything else, such as a pipe, is not waited for."""
    descriptor = os.open(path, _FLAGS)
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        raise BrokenFileError("not a regular file")
    return os.fdopen(descriptor, "rb")
