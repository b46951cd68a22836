"""Literals follow the text while it is edited."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ..syntax.edits import Edit, changed_region
from .assumptions import Literal

_WORD = re.compile(rb"[\w.\x80-\xff]")


def moved(literal: Literal, old: Sequence[str], new: Sequence[str]) -> Literal | None:
    """A literal where it is after an edit of the lines; None where the edit has touched it."""
    edit = changed_region(old, new)
    line = edit.shift(literal.line)
    if line is not None:
        return replace(literal, line=line)
    found = _on_edited_line(literal, edit, old, new)
    return found if found is not None and is_there(found, new) else None


def is_there(literal: Literal, lines: Sequence[str]) -> bool:
    """Whether the text of a literal stands in its place, and is no part of something longer."""
    if literal.line > len(lines):
        return False
    line, end = _bytes(lines[literal.line - 1]), literal.column + len(_bytes(literal.text))
    around = line[max(literal.column - 1, 0) : literal.column], line[end : end + 1]
    return line[literal.column : end] == _bytes(literal.text) and not any(map(_WORD.match, around))


def _on_edited_line(literal: Literal, edit: Edit, old: Sequence[str], new: Sequence[str]) -> Literal | None:
    """What the first and the last line of an edit have kept of their beginning and their end."""
    row, end = literal.line - 1, literal.column + len(_bytes(literal.text))
    if edit.start == edit.new_end:
        return None
    line = _bytes(old[row])
    if row == edit.start and _bytes(new[row]).startswith(line[:end]):
        return literal
    last = _bytes(new[edit.new_end - 1])
    if row == edit.old_end - 1 and last.endswith(line[literal.column :]):
        return replace(literal, line=edit.new_end, column=literal.column + len(last) - len(line))
    return None


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")
