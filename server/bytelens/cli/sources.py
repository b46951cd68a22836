"""Source files: their text, or one clear line that says why there is none."""

from __future__ import annotations

import sys
from pathlib import Path

from ..syntax.source import SourceError, decode
from .commands import CommandError

STDIN = "-"


def read_source(path: str) -> str:
    """The text of a file, of standard input for `-`. Raises CommandError where it is none."""
    try:
        return decode(_read(path))
    except (SourceError, OSError, ValueError) as error:
        raise CommandError(f"{path}: {reason(error)}") from None


def _read(path: str) -> bytes:
    return sys.stdin.buffer.read() if path == STDIN else Path(path).read_bytes()


def reason(error: Exception) -> str:
    """Why a file could not be read, in a few words."""
    if isinstance(error, FileNotFoundError):
        return "no such file"
    if isinstance(error, IsADirectoryError):
        return "is a directory, not a file"
    if isinstance(error, PermissionError):
        return "permission denied"
    if isinstance(error, OSError) and error.strerror:
        return error.strerror.lower()
    return str(error)
