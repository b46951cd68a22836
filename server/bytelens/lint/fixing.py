"""Edits applied to a text."""

from __future__ import annotations

from collections.abc import Iterable

from ..syntax.lines import split_lines
from .findings import Fix, Range, TextEdit


def fixed(text: str, fixes: Iterable[Fix]) -> str:
    """A text after some fixes; one that overlaps an earlier one is left out."""
    taken: list[TextEdit] = []
    for fix in fixes:
        if not any(_overlap(new.range, old.range) for new in fix.edits for old in taken):
            taken += fix.edits
    offsets = _line_offsets(text)
    data = text.encode("utf-8", "surrogatepass")
    for edit in sorted(taken, key=lambda edit: edit.range, reverse=True):
        start = offsets[edit.range.line - 1] + edit.range.column
        end = offsets[edit.range.end_line - 1] + edit.range.end_column
        data = data[:start] + edit.text.encode("utf-8", "surrogatepass") + data[end:]
    return data.decode("utf-8", "surrogatepass")


def _overlap(a: Range, b: Range) -> bool:
    """Ranges that only touch do not overlap; two insertions at one place do."""
    start_a, end_a = (a.line, a.column), (a.end_line, a.end_column)
    start_b, end_b = (b.line, b.column), (b.end_line, b.end_column)
    return start_a == start_b or (start_a < end_b and start_b < end_a)


def _line_offsets(text: str) -> list[int]:
    """Where each line begins, in bytes of UTF-8."""
    offsets, place, lines = [], 0, split_lines(text)
    position = 0
    for line in lines:
        offsets.append(place)
        position += len(line)
        ending = "\r\n" if text.startswith("\r\n", position) else text[position : position + 1]
        position += len(ending)
        place += len((line + ending).encode("utf-8", "surrogatepass"))
    return offsets
