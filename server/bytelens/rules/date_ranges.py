"""Ranges of dates and durations: https://numpy.org/doc/stable/reference/arrays.datetime.html#basic-datetimes"""

from __future__ import annotations

from typing import Any

import numpy as np

from ..values.arrays import Array, DType, Scalar, new_array
from ..values.dims import SOME_INT
from ..values.kinds import Value
from .arguments import concrete
from .asking import asking
from .registry import Unmodelled

MOST_DATES = 100_000
"""NumPy itself makes ranges of up to so many dates, to be asked how many there are."""


def is_date(value: Value) -> bool:
    """True for dates and durations, and for texts, which stand for dates."""
    return isinstance(value, str) or (
        isinstance(value, Scalar) and value.dtype is not None and value.dtype.kind in "mM"
    )


def dates_between(start: Value, stop: Value, step: Value, dtype: DType | None) -> Array:
    """`np.arange(start, stop, step, dtype)` of dates: its length where all of them are known."""
    has_unit = dtype is not None and dtype not in (np.dtype("M8"), np.dtype("m8"))
    try:
        ends = [concrete(value) for value in (start, stop, step)]
    except Unmodelled:
        return new_array((SOME_INT,), dtype if has_unit else None)
    with asking():
        if _estimate(ends, dtype) > MOST_DATES:
            return new_array((SOME_INT,), dtype if has_unit else None)
        made: Any = np.arange(*ends, dtype=dtype)
    return new_array(made.shape, made.dtype)


def _estimate(bounds: list[Any], dtype: DType | None) -> float:
    """About how many steps there are from the start to the stop, the first of which may be left out."""
    start, stop, step = bounds
    first, end = (0, start) if stop is None else (start, stop)
    kinds = [np.asarray(value).dtype for value in (first, end, step) if isinstance(value, np.generic)]
    unit = dtype if dtype is not None else np.result_type(*kinds)
    durations = np.dtype(unit.str.replace("M8", "m8"))
    ends = [_number(value, unit, durations) for value in (first, end)]
    by = 1 if step is None else _number(step, durations, durations)
    if by == 0:
        raise Unmodelled("a step of nothing")
    relative = isinstance(end, int | np.timedelta64) and isinstance(first, np.datetime64 | str)
    return abs(ends[1] if relative else ends[1] - ends[0]) / abs(by)


def _number(value: Any, unit: DType, durations: DType) -> int:
    """A date or a duration as a number of units."""
    kind = durations if isinstance(value, int | np.timedelta64) else unit
    return int(np.asarray(value, dtype=kind).astype(np.int64))
