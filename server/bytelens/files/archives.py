"""The headers of what is in `.npz` files.

Source: https://numpy.org/doc/stable/reference/generated/numpy.savez.html
"""

from __future__ import annotations

import zipfile
from typing import IO

from ..values.saved import Archive, Saved
from .headers import BrokenFileError, read_npy

MAGICS = (b"PK\x03\x04", b"PK\x05\x06")
MOST_MEMBERS = 1_000
LARGEST_DIRECTORY = 1_000_000
_END = b"PK\x05\x06"
_END_SIZE, _LONGEST_COMMENT = 22, 65_535
_ELSEWHERE = 0xFFFFFFFF


def read_npz(file: IO[bytes], size: int) -> Archive:
    """What is in an archive of `size` bytes. Raises BrokenFileError where that cannot be told."""
    try:
        _check_directory(file, size)
        with zipfile.ZipFile(file) as archive:
            names = archive.namelist()
            if len(names) > MOST_MEMBERS:
                raise BrokenFileError("many members")
            members = tuple((name.removesuffix(".npy"), _member(archive, name)) for name in names)
    except BrokenFileError:
        raise
    except Exception as error:
        raise BrokenFileError(str(error)) from error
    keys = {key for key, _ in members}
    if len(keys) != len(names) or not keys.isdisjoint({name for name in names if name.endswith(".npy")}):
        raise BrokenFileError("members that a key does not tell apart")
    return Archive(members)


def _check_directory(file: IO[bytes], size: int) -> None:
    """Refuse a directory that would take long to read; of very large archives, it says its length elsewhere."""
    start = max(size - _END_SIZE - _LONGEST_COMMENT, 0)
    file.seek(start)
    tail = file.read(size - start)
    place = tail.rfind(_END)
    length = int.from_bytes(tail[place + 12 : place + 16], "little")
    if place < 0 or LARGEST_DIRECTORY < length < _ELSEWHERE:
        raise BrokenFileError("a long directory, or none")
    file.seek(0)


def _member(archive: zipfile.ZipFile, name: str) -> Saved | None:
    try:
        with archive.open(name) as file:
            return read_npy(file, archive.getinfo(name).file_size)
    except Exception:
        return None
