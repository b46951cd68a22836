"""The code of a Jupyter notebook as one Python text.

Notebook format 4 (nbformat documentation, "The Notebook file format"). What only IPython understands (IPython
documentation, "Built-in magic commands") is replaced line by line, so that every other line stays where it is.
"""

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

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


class NotebookError(Exception):
    """The file is no notebook that can be run. The message is one line, made to be shown to the user."""


@dataclass(frozen=True, slots=True)
class Notebook:
    """The code cells in order, as one text. cells: the line on which each starts, by its index among all cells."""

    text: str
    cells: Mapping[int, int]


def read_notebook(data: bytes) -> Notebook:
    """The code of a notebook file. Raises NotebookError for anything but Python in notebook format 4."""
    document = _document(data)
    sources = {
        index: _source(cell.get("source"))
        for index, cell in enumerate(document["cells"])
        if isinstance(cell, dict) and cell.get("cell_type") == "code"
    }
    codes = {index: _python(split_lines(source)) for index, source in sources.items()}
    lines = _future_imports(codes.values())
    cells = {}
    for index, code in codes.items():
        cells[index] = len(lines) + 1
        lines += code
    return Notebook("\n".join(lines) + "\n", cells)


def _document(data: bytes) -> dict[str, Any]:
    try:
        document = json.loads(data)
    except (ValueError, RecursionError):
        raise NotebookError("not a notebook (it is not JSON)") from None
    if not isinstance(document, dict) or not isinstance(document.get("nbformat"), int):
        raise NotebookError("not a notebook (it has no nbformat)")
    if document["nbformat"] != 4 or not isinstance(document.get("cells"), list):
        raise NotebookError(f"notebook format {document['nbformat']}; ByteLens reads format 4")
    language = _language(document.get("metadata"))
    if language.lower() not in ("python", "ipython", ""):
        raise NotebookError(f"a notebook in {language}, not in Python")
    return document


def _language(metadata: object) -> str:
    for part, key in (("language_info", "name"), ("kernelspec", "language")):
        described = metadata.get(part) if isinstance(metadata, dict) else None
        named = described.get(key) if isinstance(described, dict) else None
        if isinstance(named, str):
            return named
    return ""


def _source(source: object) -> str:
    """A cell's text, which is stored as one string or as a list of lines."""
    if isinstance(source, list):
        return "".join(part for part in source if isinstance(part, str))
    return source if isinstance(source, str) else ""


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


def _future_imports(cells: Iterable[list[str]]) -> list[str]:
    """What later cells import from `__future__` has to stand first in a text; in the cells it is replaced."""
    found = []
    for lines in cells:
        for row, line in enumerate(lines):
            match = _FUTURE.fullmatch(line.strip())
            if match is not None:
                found.append(match.group().strip())
                lines[row] = "pass"
    return ["; ".join(dict.fromkeys(found))] if found else []
