"""The code of one cell of a notebook as Python.

What only IPython understands (IPython documentation, "Built-in magic commands") is replaced line by line, so that every
other line stays where it is.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bytelens.syntax.lines import split_lines
from bytelens.syntax.logical import indentation, logical_lines

# Cell magics whose body IPython runs as Python, in the notebook itself.
_RUN_AS_PYTHON = frozenset({"time", "timeit", "capture", "prun", "memit", "mprun", "lprun"})
_CELL_MAGIC = re.compile(r"\s*%%(?P<name>\w*)")
# `%time` runs its statement in the notebook, as if it were not there.
_TIMED = re.compile(r"\s*%time\s+(?P<statement>\S.*)")
_MAGIC = re.compile(r"\s*(%|!|\?)|[^#'\"]*\?\??\s*$")
_CAPTURE = re.compile(r"\s*(?P<targets>[\w.,\s\[\]]+?)\s*=\s*[!%](?!=)")
_FUTURE = re.compile(r"from\s+__future__\s+import\s+[^#;\\(]+")


@dataclass(frozen=True, slots=True)
class Cell:
    """The lines of a cell as Python; there are as many as it has.

    futures: what it imports from `__future__`, which has to stand first in a text and is replaced here.
    """

    lines: tuple[str, ...]
    futures: tuple[str, ...] = ()

    @classmethod
    def of(cls, source: str) -> "Cell":
        """Read the text of a code cell."""
        lines = _python(_dedented(split_lines(source)))
        futures = {row: found.group().strip() for row, line in enumerate(lines) if (found := _future(line))}
        kept = tuple("pass" if row in futures else line for row, line in enumerate(lines))
        return cls(kept, tuple(futures.values()))


@dataclass(frozen=True, slots=True)
class Notebook:
    """The code cells in order, as one text. cells: the line on which each starts, by its index among all cells."""

    text: str
    cells: Mapping[int, int]


def joined(codes: Mapping[int, Cell]) -> Notebook:
    """The code cells of a notebook, by their index among all cells, as one text."""
    futures = dict.fromkeys(name for code in codes.values() for name in code.futures)
    lines = ["; ".join(futures)] if futures else []
    cells = {}
    for index, code in codes.items():
        cells[index] = len(lines) + 1
        lines += code.lines
    return Notebook("\n".join(lines) + "\n", cells)


def _future(line: str) -> re.Match[str] | None:
    return _FUTURE.fullmatch(line.strip()) if "__future__" in line else None


def _dedented(lines: Sequence[str]) -> Sequence[str]:
    """IPython takes what the first line is indented by from all of them (its documentation, "Custom input
    transformation")."""
    indent = indentation(next((line for line in lines if line.strip()), ""))
    return [line.removeprefix(indent) for line in lines] if indent else lines


def _python(lines: Sequence[str]) -> list[str]:
    """The lines of a cell with what is IPython's own replaced, each by one line."""
    first = next((row for row, line in enumerate(lines) if line.strip()), 0)
    cell_magic = _CELL_MAGIC.match(lines[first])
    if cell_magic is None:
        return _without_magics(lines)
    if cell_magic["name"] not in _RUN_AS_PYTHON:
        return ["pass" if row == first else "" for row in range(len(lines))]
    return [*lines[:first], "pass", *_without_magics(lines[first + 1 :])]


def _without_magics(lines: Sequence[str]) -> list[str]:
    kept = list(lines)
    row = 0
    while row < len(kept):
        # Lines that go on with a statement may begin with anything, `% n` say.
        row = _replace(kept, row) if _is_magic(kept[row]) else _end_of_statement(kept, row)
    return kept


def _is_magic(line: str) -> bool:
    return bool(_MAGIC.match(line) or _CAPTURE.match(line))


def _replace(lines: list[str], row: int) -> int:
    """Replace the magic at `row` and the lines that it goes on for. Returns the row below."""
    indent, timed, capture = indentation(lines[row]), _TIMED.match(lines[row]), _CAPTURE.match(lines[row])
    if timed is not None:
        lines[row] = indent + timed["statement"]
        return _end_of_statement(lines, row)
    last = row
    while lines[last].endswith("\\") and last + 1 < len(lines):
        last += 1
    lines[row : last + 1] = ["" for _ in range(row, last + 1)]
    lines[row] = f"{indent}{capture['targets']} = None" if capture is not None else f"{indent}pass"
    return last + 1


def _end_of_statement(lines: Sequence[str], row: int) -> int:
    logical = next(logical_lines(lines, row, len(lines)), None)
    # A blank line or a comment comes before it.
    return row + 1 if logical is None or logical.first != row else logical.last + 1
