"""The table in which Python looks up the line of an instruction, from the start on, for every array that is made.

Its format is described in CPython's `Objects/locations.md`: an entry is for at most 8 units of code.
"""

from __future__ import annotations

import sys

_UNITS = 8
_LONG, _NO_COLUMNS, _NOWHERE = 14, 13, 15
_FIRST_WITH_LINE = 10
Place = tuple[object, ...]
IS_LOOSE = sys.version_info[:2] == (3, 11)
"""Whether this Python makes an entry for each instruction, although those beside it are of the same place."""


def merged(table: bytes) -> bytes:
    """The same table in as few entries as it takes."""
    entries: list[bytearray] = []
    last: Place | None = None
    for entry in _entries(table):
        stays, place = _place(entry)
        if stays and place == last:
            before = entries[-1]
            units = (before[0] & 7) + (entry[0] & 7) + 2
            taken = min(units, _UNITS)
            before[0] = (before[0] & ~7) | (taken - 1)
            if units == taken:
                continue
            entry[0] = (entry[0] & ~7) | (units - taken - 1)
        entries.append(entry)
        last = place
    return b"".join(entries)


def _entries(table: bytes) -> list[bytearray]:
    """The first byte of an entry alone has its highest bit set."""
    starts = [at for at, byte in enumerate(table) if byte & 128]
    return [bytearray(table[start:end]) for start, end in zip(starts, [*starts[1:], len(table)], strict=True)]


def _place(entry: bytearray) -> tuple[bool, Place]:
    """Whether an entry is of the same line as the one before it, and what else it says of where that is."""
    kind = entry[0] >> 3 & 15
    if kind == _NOWHERE:
        return True, ()
    if kind in (_NO_COLUMNS, _LONG):
        end = next(at for at in range(1, len(entry)) if not entry[at] & 64)
        return entry[1 : end + 1] == b"\0", (kind, bytes(entry[end + 1 :]))
    if kind >= _FIRST_WITH_LINE:
        return kind == _FIRST_WITH_LINE, (entry[1], entry[2])
    column = kind << 3 | entry[1] >> 4
    return True, (column, column + (entry[1] & 15))
