"""What a diagnostic says of a place in a program, and how the text may be changed."""

from __future__ import annotations

import ast
from dataclasses import dataclass
from enum import Enum


class Level(str, Enum):
    """How much a finding matters; the names are those of the Language Server Protocol."""

    ERROR = "error"
    WARNING = "warning"
    INFORMATION = "information"
    HINT = "hint"
    OFF = "off"

    @property
    def rank(self) -> int:
        """Larger for what matters more."""
        return list(reversed(Level)).index(self)


@dataclass(frozen=True, slots=True, order=True)
class Range:
    """From a position up to another: lines count from 1, columns are UTF-8 bytes from 0, the end is exclusive."""

    line: int
    column: int
    end_line: int
    end_column: int

    @classmethod
    def of(cls, node: ast.expr | ast.stmt) -> Range:
        """Where a node stands."""
        end_line = node.end_lineno or node.lineno
        return cls(node.lineno, node.col_offset, end_line, node.end_col_offset or node.col_offset)


@dataclass(frozen=True, slots=True)
class TextEdit:
    """Text that takes the place of what is in a range."""

    range: Range
    text: str


@dataclass(frozen=True, slots=True)
class Fix:
    """A change that leaves the results of the program as they are; the edits do not overlap."""

    title: str
    edits: tuple[TextEdit, ...]


@dataclass(frozen=True, slots=True)
class Remark:
    """What a diagnostic has to say of an expression or a statement. saves: the bytes that a change would save."""

    node: ast.expr | ast.stmt
    message: str
    fix: Fix | None = None
    saves: int | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """A remark with the code and the level of its diagnostic, at its place in the text."""

    code: str
    name: str
    level: Level
    message: str
    range: Range
    fix: Fix | None = None
    saves: int | None = None
