"""The files that an analysis depends on, and whether they have changed since."""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import TypeAlias

Stamp: TypeAlias = tuple[int, int, int, int] | None


def stamp(path: str) -> Stamp:
    """What changes when a file is written to or replaced; None where there is nothing that can be looked at."""
    try:
        status = os.stat(path)
    except (OSError, ValueError):
        return None
    return status.st_mtime_ns, status.st_size, status.st_ino, status.st_dev


def changed(dependencies: Mapping[str, Stamp]) -> bool:
    """Whether any of some files, absent ones among them, is not what it was when its stamp was taken."""
    return any(stamp(path) != known for path, known in dependencies.items())
