"""Parse again only the top-level statements that an edit touched."""

import ast
import re
from collections.abc import Sequence
from dataclasses import dataclass

from bytelens.syntax.edits import changed_region
from bytelens.syntax.lines import split_lines
from bytelens.syntax.parse import Parsed, parse

# What may join an unfinished statement to those below it: a string over several lines, a line that goes on, a
# decorator.
_REACHES_DOWN = re.compile(r"\"\"\"|'''|\\$|^[ \t\f]*@", re.MULTILINE)
_NOT_PLAIN = re.compile("[\0\ufeff\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Version:
    """A text that parses as a whole: its lines and its tree, whose nodes later versions share."""

    lines: tuple[str, ...]
    tree: ast.Module


def version_of(text: str, parsed: Parsed) -> Version | None:
    """The version to go on from, or None where the text does not parse as a whole."""
    if parsed.broken or _NOT_PLAIN.search(text):
        return None
    return Version(tuple(split_lines(text)), parsed.tree)


def parse_edited(text: str, old: Version) -> Parsed:
    """Parse a text that came of another by an edit. Never raises.

    Text that parses as a whole gives what `parse` gives. Of other text, only statements that the edit touched
    are repaired.
    """
    if _NOT_PLAIN.search(text):
        return parse(text)
    lines = split_lines(text)
    edit = changed_region(old.lines, lines)
    body = old.tree.body
    before = _untouched_above(body, edit.start)
    below = _untouched_below(body, edit.old_end) if edit.old_end == edit.new_end else len(body)
    first = _first_row(body[before]) if before < len(body) else len(lines)
    first = min(first, edit.start)
    end = _first_row(body[below]) if below < len(body) else len(lines)
    chunk = "\n".join(lines[first:end])
    parsed = parse("\n" * first + chunk)
    if parsed.broken and below < len(body) and _REACHES_DOWN.search(chunk):
        return parse(text)
    touched = parsed.tree.body
    if not parsed.broken:
        touched = [_same(statement, body[before:below], old.lines, lines) for statement in touched]
    return Parsed(ast.Module([*body[:before], *touched, *body[below:]], []), parsed.broken)


def _same(
    statement: ast.stmt, candidates: Sequence[ast.stmt], old_lines: Sequence[str], lines: Sequence[str]
) -> ast.stmt:
    """The old node of a statement whose text and place are what they were, as beside a comment that is edited."""
    place = _place(statement)
    first, end = _first_row(statement), statement.end_lineno
    if old_lines[first:end] == tuple(lines[first:end]):
        return next((known for known in candidates if _place(known) == place), statement)
    return statement


def _place(statement: ast.stmt) -> tuple[int | None, ...]:
    return statement.lineno, statement.col_offset, statement.end_lineno, statement.end_col_offset


def _untouched_above(body: Sequence[ast.stmt], row: int) -> int:
    """How many statements from the top an edit at `row` leaves as they are.

    Not the last one above it: an indented line or an `else` would belong to that one.
    """
    count = sum(1 for statement in body if (statement.end_lineno or 0) <= row)
    count = max(count - 1, 0)
    while 0 < count < len(body) and (body[count - 1].end_lineno or 0) > _first_row(body[count]):
        count -= 1
    return count


def _untouched_below(body: Sequence[ast.stmt], row: int) -> int:
    """The first statement of those at the bottom that an edit of the rows before `row` leaves as they are."""
    below = len(body)
    while below > 0 and _first_row(body[below - 1]) >= row and _begins_line(body, below - 1):
        below -= 1
    return below


def _begins_line(body: Sequence[ast.stmt], number: int) -> bool:
    return number == 0 or (body[number - 1].end_lineno or 0) <= _first_row(body[number])


def _first_row(statement: ast.stmt) -> int:
    """The row (0-based) where a statement begins, with its decorators."""
    decorators: Sequence[ast.expr] = getattr(statement, "decorator_list", ())
    return min([statement.lineno, *(decorator.lineno for decorator in decorators)]) - 1
