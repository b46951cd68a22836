"""The variable tracker as text."""

from __future__ import annotations

from ...tracing.trace import Observation, Trace
from .grid import Column, Row, lay_out
from .spans import Line, Role
from .variable_tracker import Run, Tracker, Variable, runs, variable_tracker
from .words import NONE, elements

_NAME = Column("variable", Role.ARRAY, widest=28, narrowest=6)
_FUNCTION = Column("function", Role.QUIET, widest=20, narrowest=6, leaves=1)
_GAP = 2


def variables_section(trace: Trace, width: int) -> tuple[Line, ...]:
    """The steps side by side where they fit; else below one another, with those alike in one line."""
    tracker = variable_tracker(trace)
    if not tracker.variables:
        return ()
    if len(tracker.steps) * _GAP <= width:
        columns, rows = _beside(tracker)
        if _natural_width(columns, rows) <= width:
            return lay_out(columns, rows, width)
    return lay_out(_BELOW, [row for variable in tracker.variables for row in _runs(variable)], width)


def _beside(tracker: Tracker) -> tuple[list[Column], list[Row]]:
    steps = [Column(f"step {step:,}", Role.NUMBER, right=True) for step in tracker.steps]
    columns = [_NAME, _FUNCTION, Column("", Role.QUIET), *steps]
    rows = []
    for variable in tracker.variables:
        held = [variable.at(step) for step in tracker.steps]
        rows.append(Row((variable.name, variable.function or "", "elements", *map(_elements, held))))
        rows.append(Row(("", "", "nbytes", *map(_nbytes, held))))
    return columns, rows


def _natural_width(columns: list[Column], rows: list[Row]) -> int:
    widths = [
        max(len(column.title), *(len(row.cells[i]) for row in rows))
        for i, column in enumerate(columns)
        if any(row.cells[i] for row in rows)
    ]
    return sum(widths) + _GAP * (len(widths) - 1)


_BELOW = (
    _NAME,
    _FUNCTION,
    Column("steps", Role.QUIET),
    Column("times", Role.QUIET, right=True, leaves=2),
    Column("elements", Role.NUMBER, right=True),
    Column("nbytes", Role.NUMBER, right=True),
)


def _runs(variable: Variable) -> list[Row]:
    found = runs(variable)
    return [
        Row(
            (
                "" if position else variable.name,
                "" if position else variable.function or "",
                _steps(run),
                f"{run.changes:,}",
                _elements(run.held),
                _nbytes(run.held),
            )
        )
        for position, run in enumerate(found)
    ]


def _steps(run: Run) -> str:
    return f"{run.first:,}" if run.first == run.last else f"{run.first:,}–{run.last:,}"


def _elements(held: Observation | None) -> str:
    return NONE if held is None else f"{elements(held):,}"


def _nbytes(held: Observation | None) -> str:
    return NONE if held is None else f"{held.nbytes:,}"
