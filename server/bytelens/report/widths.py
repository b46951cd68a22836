"""How much room text takes on a terminal."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

ELLIPSIS = "…"


def width(text: str) -> int:
    """Terminal cells: wide characters take two, combining ones none."""
    if text.isascii():
        return len(text)
    return sum(map(_cells, text))


def cut(text: str, cells: int) -> str:
    """The text in no more than so many cells, with an ellipsis where something is left out."""
    if width(text) <= cells:
        return text
    room = cells - width(ELLIPSIS)
    kept = 0
    for position, character in enumerate(text):
        kept += _cells(character)
        if kept > room:
            return text[:position].rstrip() + ELLIPSIS if room >= 0 else ""
    return text


@lru_cache(maxsize=4096)
def _cells(character: str) -> int:
    if unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in ("W", "F") else 1
