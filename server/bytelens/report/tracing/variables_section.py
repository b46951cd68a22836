"""The variable tracker as text."""

from __future__ import annotations

from collections.abc import Sequence

from ...tracing.trace import Observation, Trace
from .grid import Column, Row, lay_out
from .spans import Line, Role
from .variable_tracker import Run, Tracker, Variable, runs, variable_tracker
from .words import NONE, elements

_NAME = Column("variable", Role.ARRAY, widest=28, narrowest=6)
_FUNCTION = Column("function", Role.QUIET, widest=20, narrowest=6, leaves=1)
_GAP = 2
# Of more runs than this, the first few and the last have rows of their own.
_MANY = 8
_FIRST = 4


def variables_section(trace: Trace, width: int) -> tuple[Line, ...]:
    """The steps side by side where they fit; else below one another, with those alike in one line."""
    tracker = variable_tracker(trace)
    if not tracker.variables:
        return ()
    if len(tracker.steps) * _GAP <= width:
        columns, rows = _beside(tracker)
        if _natural_width(columns, rows) <= width:
            return lay_out(columns, rows, width)
    return lay_out(_BELOW, [row for variable in tracker.variables for row in _rows(variable)], width)


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


def _rows(variable: Variable) -> list[Row]:
    """A row for each run; where there are many, those in the middle are one, with the least and the most of each."""
    found = runs(variable)
    if len(found) <= _MANY:
        cells = [_cells([run]) for run in found]
    else:
        cells = [*(_cells([run]) for run in found[:_FIRST]), _cells(found[_FIRST:-1]), _cells(found[-1:])]
    names = [(variable.name, variable.function or "")] + [("", "")] * (len(cells) - 1)
    return [Row((*name, *rest)) for name, rest in zip(names, cells, strict=True)]


def _cells(together: Sequence[Run]) -> tuple[str, str, str, str]:
    held = [run.held for run in together if run.held is not None]
    return (
        _range([together[0].first, together[-1].last]),
        f"{sum(run.changes for run in together):,}",
        _range([elements(one) for one in held]),
        _range([one.nbytes for one in held]),
    )


def _range(numbers: Sequence[int]) -> str:
    if not numbers:
        return NONE
    low, high = min(numbers), max(numbers)
    return f"{low:,}" if low == high else f"{low:,}–{high:,}"


def _elements(held: Observation | None) -> str:
    return NONE if held is None else f"{elements(held):,}"


def _nbytes(held: Observation | None) -> str:
    return NONE if held is None else f"{held.nbytes:,}"
