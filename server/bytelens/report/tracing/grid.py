"""Columns of text that fit a width: cells are cut and columns left out, but nothing wraps."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass

from ..widths import cut, width
from .spans import Line, Role, Span

_GAP = "  "
# Below this a cell says nothing.
_FEWEST = 4


@dataclass(frozen=True, slots=True)
class Column:
    """A column.

    right: numbers stand to the right. narrowest: cells may be cut to this where there is little room; None: never.
    widest: they are cut to this in any case. leaves: where it is too narrow for all, the column with the highest number
    goes first; 0 stays.
    """

    title: str
    role: Role = Role.PLAIN
    right: bool = False
    narrowest: int | None = None
    widest: int = 48
    leaves: int = 0


@dataclass(frozen=True, slots=True)
class Row:
    """The cells of a row. note: a sentence on lines of its own below it. role: overrides those of its columns."""

    cells: tuple[str, ...]
    note: str = ""
    role: Role | None = None


def lay_out(columns: Sequence[Column], rows: Sequence[Row], room: int, note_below: int = 0) -> tuple[Line, ...]:
    """A table of at most `room` cells a line, below its heads.

    Columns without any text are left out. Notes start below the column `note_below`, or at the left edge of what is
    left of it.
    """
    natural = [_natural(column, [row.cells[i] for row in rows]) for i, column in enumerate(columns)]
    shown = [i for i in range(len(columns)) if any(row.cells[i] for row in rows)]
    widths = _fit(columns, natural, shown, room)
    kept = [i for i in shown if i in widths]
    indent = sum(widths[i] + len(_GAP) for i in kept if i < note_below)
    head = _line([(columns[i].title, columns[i], widths[i]) for i in kept], Role.HEAD)
    lines = [head]
    for row in rows:
        lines.append(_line([(row.cells[i], columns[i], widths[i]) for i in kept], row.role))
        lines += [(Span(" " * indent + text, Role.QUIET),) for text in _wrapped(row.note, room - indent)]
    return tuple(lines)


def _natural(column: Column, cells: Sequence[str]) -> int:
    return min(max(map(width, (column.title, *cells))), max(column.widest, width(column.title)))


def _fit(columns: Sequence[Column], natural: Sequence[int], shown: Sequence[int], room: int) -> dict[int, int]:
    """The columns that stay, with their widths."""
    kept = list(shown)
    while True:
        widths = {i: natural[i] for i in kept}
        _shrink(columns, widths, room)
        if _total(widths) <= room:
            return widths
        leaving = [i for i in kept if columns[i].leaves]
        if not leaving:
            _shrink(columns, widths, room, last_resort=True)
            return widths
        kept.remove(max(leaving, key=lambda i: columns[i].leaves))


def _shrink(columns: Sequence[Column], widths: dict[int, int], room: int, last_resort: bool = False) -> None:
    """Take room from the columns that may be cut, each in proportion; as a last resort, more than they should give."""
    least = {
        i: _FEWEST if last_resort else narrowest for i in widths if (narrowest := columns[i].narrowest) is not None
    }
    for _ in range(_total(widths) - room):
        able = [i for i, narrowest in least.items() if widths[i] > narrowest]
        if not able:
            return
        widths[max(able, key=lambda i: widths[i] / least[i])] -= 1


def _total(widths: dict[int, int]) -> int:
    return sum(widths.values()) + len(_GAP) * max(len(widths) - 1, 0)


def _line(cells: Sequence[tuple[str, Column, int]], role: Role | None) -> Line:
    spans = []
    for position, (text, column, cells_wide) in enumerate(cells):
        shown = cut(text, cells_wide)
        blank = " " * (cells_wide - width(shown))
        padded = blank + shown if column.right else shown + blank
        gap = _GAP if position else ""
        spans.append(Span(gap + padded, role or column.role))
    return tuple(spans)


def _wrapped(note: str, room: int) -> list[str]:
    return textwrap.wrap(note, max(room, 24), break_long_words=False) if note else []
