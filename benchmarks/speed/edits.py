"""What a programmer does to a program, edit by edit."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from .programs import LOCAL, TOP


@dataclass(frozen=True)
class Edit:
    """Replaces the columns from `first` to before `last` of a row (all 0-based)."""

    row: int
    first: int
    last: int
    text: str
    shows: int | None = None
    """A row that has a hint afterwards, which proves that an answer is of the new text."""


class Document:
    """A text while it is edited."""

    def __init__(self, text: str) -> None:
        self.lines = text.split("\n")

    @property
    def text(self) -> str:
        """The whole of it."""
        return "\n".join(self.lines)

    def apply(self, edit: Edit) -> None:
        """Take over an edit."""
        line = self.lines[edit.row]
        changed = line[: edit.first] + edit.text + line[edit.last :]
        self.lines[edit.row : edit.row + 1] = changed.split("\n")


def comment(document: Document) -> Iterator[Edit]:
    """A letter more in a comment somewhere."""
    choose = random.Random(0)
    rows = [row for row, line in enumerate(document.lines) if line.startswith("#")]
    while True:
        row = choose.choice(rows)
        column = len(document.lines[row])
        yield Edit(row, column, column, "x")


def local_change(document: Document) -> Iterator[Edit]:
    """Another length of an array that a function in the middle keeps to itself; never the same again."""
    rows = [row for row, line in enumerate(document.lines) if LOCAL in line]
    row = rows[len(rows) // 2]
    column = document.lines[row].index(LOCAL) + len(LOCAL)
    for length in range(101, 1000):
        yield Edit(row, column, column + 3, str(length))


def line_appended(document: Document) -> Iterator[Edit]:
    """A whole line more at the end."""
    for number in range(1, 1000):
        row = len(document.lines) - 1
        yield Edit(row, 0, 0, f"appended_{number} = np.zeros(({number}, 3))\n", shows=row)


def constant_at_top(document: Document) -> Iterator[Edit]:
    """Another length at the top, on which much of what is below depends; never the same again."""
    row = document.lines.index(TOP)
    for length in range(1001, 2000):
        yield Edit(row, len("n = "), len(TOP), str(length))


def typed(document: Document) -> Iterator[Edit]:
    """A statement typed letter by letter at the end: half of its states do not parse."""
    row = len(document.lines) - 1
    statement = "result = np.concatenate([base, base * 2], axis=0)"
    while True:
        for column, letter in enumerate(statement):
            yield Edit(row, column, column, letter)
        yield Edit(row, 0, len(statement), "")


Kind = Callable[[Document], Iterator[Edit]]

KINDS: dict[str, Kind] = {
    "a comment": comment,
    "a local change": local_change,
    "a line appended": line_appended,
    "`n = ...` at the top": constant_at_top,
}
ONLY_OURS: dict[str, Kind] = {"a letter typed": typed}
