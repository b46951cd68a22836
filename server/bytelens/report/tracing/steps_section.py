"""The execution table as text."""

from __future__ import annotations

import re

from ...tracing.trace import Observation, Trace
from .execution_table import TableRow, execution_table
from .grid import Column, Row, lay_out
from .places import Places
from .spans import Line, Role
from .words import sharing_text, type_text

_COLUMNS = (
    Column("step", Role.QUIET, right=True),
    Column("line", Role.QUIET, right=True, widest=24, narrowest=6),
    Column("function", Role.QUIET, widest=20, narrowest=7, leaves=4),
    Column("action", Role.SOURCE, widest=44, narrowest=18),
    Column("array", Role.ARRAY, widest=40, narrowest=14, leaves=1),
    Column("nbytes", Role.NUMBER, right=True),
    Column("live", Role.NUMBER, right=True),
    Column("at most", Role.NUMBER, right=True, leaves=3),
    Column("output", Role.OUTPUT, widest=32, narrowest=8, leaves=2),
)
_ACTION = 3
_NUMBER = re.compile(r"\d[\d,.]*( [kMGTPEZY]?B\b)?")


def steps_section(trace: Trace, width: int) -> tuple[Line, ...]:
    """A line for each step and for each further array that it stored, and its reason where that is news of its line."""
    places = Places(trace)
    rows: list[Row] = []
    said: set[tuple[object, ...]] = set()
    for row in execution_table(trace):
        rows += _rows(row, places, said)
    return lay_out(_COLUMNS, rows, width, note_below=_ACTION)


def _rows(row: TableRow, places: Places, said: set[tuple[object, ...]]) -> list[Row]:
    step = row.step
    if step is None:
        return [Row(("", "", "", row.action, "", "", f"{row.live:,}", "", ""), row.reason, Role.QUIET)]
    at_most = f"{row.at_most:,}" if row.at_most != row.live else ""
    first, *others = row.arrays or (None,)
    cells = (
        f"{step.number:,}",
        places.line(step.place),
        step.place.function or "",
        row.action,
        *_array(first),
        f"{row.live:,}",
        at_most,
        row.output,
    )
    # A loop does the same again and again: what differs in its numbers alone need not be said again.
    # (Two statements of one line are of one place, but store other names.)
    saying = (step.place, _NUMBER.sub("#", row.reason), *(array.name for array in row.arrays))
    note = "" if saying in said else row.reason
    said.add(saying)
    further = [Row(("", "", "", "", *_array(array), "", "", "")) for array in others]
    return [*_with_note([Row(cells), *further], note)]


def _with_note(rows: list[Row], note: str) -> list[Row]:
    last = rows[-1]
    return [*rows[:-1], Row(last.cells, note, last.role)]


def _array(observation: Observation | None) -> tuple[str, str]:
    if observation is None:
        return "", ""
    text = f"{observation.name} {type_text(observation)} {sharing_text(observation)}"
    return text.rstrip(), f"{observation.nbytes:,}"
