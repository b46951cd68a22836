"""Blocks by their indentation alone, for text that does not parse. Rows count from 0."""

import re
from collections.abc import Iterator, Sequence

from bytelens.syntax.logical import LogicalLine, depth, is_blank

_DECORATED = re.compile(r"\s*(@|(async\s+)?(def|class)\b)")
_CLAUSE = re.compile(r"(elif|else|except|finally)\b")
_STATEMENT = re.compile(
    r"\s*(@|(def|class|return|if|for|while|with|try|import|from|raise|assert|del|pass|async|global|nonlocal)\b"
    r"|[\w.]+(, *\w+)* [-+*/@]?= .*[^,\s]\s*$)"
)
_OPEN_ENDS = ("(", "[", "{", ",", "\\")
_CLOSERS = (")", "]", "}")


def rows_after(lines: Sequence[str], row: int) -> Iterator[int]:
    """The rows below `row` that hold code."""
    return (after for after in range(row + 1, len(lines)) if not is_blank(lines[after]))


def suite_row(lines: Sequence[str], first: int, last: int) -> int | None:
    """Where the suite of the header in rows `first` to `last` begins: the next row, if indented deeper."""
    after = next(rows_after(lines, last), None)
    return after if after is not None and depth(lines[after]) > depth(lines[first]) else None


def block_end(lines: Sequence[str], first: int, last: int) -> int:
    """The last row of the statement in rows `first` to `last` together with what is indented below it."""
    for row in rows_after(lines, last):
        if depth(lines[row]) <= depth(lines[first]):
            break
        last = row
    return last


def unclosed_end(lines: Sequence[str], first: int, is_header: bool) -> int:
    """The last row of the statement at `first` that never closes a bracket, judged by its layout.

    The rows indented below it are its own, closing brackets too. A header has a suite there, so its own rows
    end with the first that does not ask for more, or before what can only be a statement.
    """
    last = first
    for row in rows_after(lines, first):
        closes = lines[row].lstrip().startswith(_CLOSERS)
        if depth(lines[row]) <= depth(lines[first]) and not closes:
            break
        wanted = lines[last].rstrip().endswith(_OPEN_ENDS) and not _STATEMENT.match(lines[row])
        if is_header and not closes and not wanted:
            break
        last = row
    return last


def is_decorator(lines: Sequence[str], first: int, last: int) -> bool:
    """Do rows `first` to `last` decorate what comes after them?"""
    after = next(rows_after(lines, last), None)
    if after is None or not lines[first].lstrip().startswith("@"):
        return False
    return _DECORATED.match(lines[after]) is not None


def is_between(lines: Sequence[str], before: LogicalLine, line: LogicalLine) -> bool:
    """Does a line that opens no suite stand, indented less, between two rows of one block without a gap?"""
    after = line.last + 1 if line.closed else line.first + 1
    if before.last + 1 != line.first or after >= len(lines) or is_blank(lines[after]):
        return False
    block = depth(lines[before.first])
    return block == depth(lines[after]) > depth(lines[line.first]) and not lines[after - 1].rstrip().endswith(":")


def open_blocks(lines: Sequence[str], logical: Sequence[LogicalLine]) -> list[LogicalLine]:
    """The headers around the last of the logical lines, outermost first, and that line itself."""
    blocks: list[LogicalLine] = []
    for line in logical:
        while blocks and depth(lines[blocks[-1].first]) >= depth(lines[line.first]):
            blocks.pop()
        blocks.append(line)
    return blocks


def top_level_rows(lines: Sequence[str], logical: Sequence[LogicalLine]) -> list[int]:
    """The first rows of the top-level statements, decorators and clauses included in theirs."""
    starts = [logical[0].first]
    decorated = False
    for line in logical:
        text = lines[line.first]
        if text[0] in " \t\f" and depth(text) > 0:
            decorated = False
            continue
        if not decorated and not _CLAUSE.match(text):
            starts.append(line.first)
        decorated = text.lstrip().startswith("@")
    return starts
