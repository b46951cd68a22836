"""What the lines of a trace are called."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import PurePath

from ...tracing.trace import Place, Trace

_CELL = "cell "


class Places:
    """Names lines as shortly as one trace allows.

    `12` where it saw one file, `util.py:12` where it saw several, `cell 3:2` for the second line of a notebook's third
    cell.
    """

    def __init__(self, trace: Trace) -> None:
        paths = {step.place.path for step in trace.steps} | {cost.place.path for cost in trace.lines}
        self.files = short_names(paths)
        self._cells = sorted(((line, index) for index, line in trace.cells.items()), reverse=True)

    def line(self, place: Place) -> str:
        """The first line of a statement."""
        cell = self._in_cell(place)
        if cell is not None:
            return cell
        if len(self.files) < 2:
            return str(place.line)
        name = self.files.get(place.path) or PurePath(place.path).name
        return f"{name}:{place.line}"

    def within(self, place: Place) -> str:
        """The first line of a statement within its own file: `12`, or `3:2` in a notebook."""
        return (self._in_cell(place) or f"{place.line:,}").removeprefix(_CELL)

    def sentence(self, place: Place) -> str:
        """The same within a sentence: `line 12`, `util.py:12`, `cell 3:2`."""
        name = self.line(place)
        return f"line {name}" if name.isdecimal() else name

    def _in_cell(self, place: Place) -> str | None:
        if not place.path.endswith(".ipynb"):
            return None
        return next(
            (f"{_CELL}{index + 1}:{place.line - line + 1}" for line, index in self._cells if line <= place.line), None
        )


def short_names(paths: Iterable[str]) -> dict[str, str]:
    """The name of each file; for those that share theirs, the path below the folder that all of them have in common."""
    distinct = sorted(set(paths))
    names = {path: PurePath(path).name for path in distinct}
    if len(set(names.values())) == len(distinct):
        return names
    try:
        common = os.path.commonpath(distinct)
    except ValueError:
        # Different drives, or relative and absolute paths together.
        return {path: path for path in distinct}
    return {path: os.path.relpath(path, common) for path in distinct}
