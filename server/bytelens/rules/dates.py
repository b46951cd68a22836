"""Dates and times: scalars, business days, dates as text.

Source: https://numpy.org/doc/stable/reference/arrays.datetime.html
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache, partial
from typing import Any

import numpy as np

from ..values.arrays import Array, DType, Scalar, new_array
from ..values.dims import SomeInt, upper_bound
from ..values.kinds import Made, Typed, Value
from .arguments import concrete, is_scalar, known_rank
from .asking import asking
from .broadcasting import broadcast_shapes
from .literals import as_array
from .reducing import given_output
from .registry import Rule, Unmodelled, add_rule, rule

DAY: DType = np.dtype("M8[D]")
RELATIVE = frozenset({"today", "now"})
BUSINESS: dict[str, tuple[str, ...]] = {
    "busday_count": ("begindates", "enddates"),
    "busday_offset": ("dates", "offsets"),
    "is_busday": ("dates",),
}
"""Functions of business days, and which of their arguments broadcast."""


def date(kind: Any, *arguments: Value) -> Scalar:
    """`np.datetime64(value, unit)` and `np.timedelta64(value, unit)`: a scalar, whose unit is part of its dtype.

    "today" and "now" are not determined.
    """
    unit = [concrete(each) for each in arguments[1:]]
    if not arguments:
        return _scalar(_made(kind))
    value = arguments[0]
    if isinstance(value, str) and value in RELATIVE:
        return Scalar(_made(kind, value, *unit).dtype)
    if value is not None and not isinstance(value, str) and not (is_scalar(value) and not isinstance(value, Typed)):
        raise Unmodelled("not known to be a number or a text")
    try:
        constant = concrete(value)
    except Unmodelled:
        return Scalar(_made(kind, _stand_in(value), *unit).dtype)
    return _scalar(_made(kind, constant, *unit))


def _scalar(made: Any) -> Scalar:
    return Scalar(made.dtype, made)


def _stand_in(value: Value) -> Any:
    """A number, or a date with the unit of one that is not known."""
    if not isinstance(value, Scalar):
        return 0
    if value.dtype is None:
        raise Unmodelled("the unit is not known")
    return np.zeros((), value.dtype)[()]


def _made(kind: Any, *arguments: Any) -> Any:
    with asking():
        return kind(*arguments)


def business(function: Callable[..., Any], operands: tuple[str, ...], *arguments: Value, **keywords: Value) -> Value:
    """A function of business days: some arguments broadcast; of numbers and dates it is a scalar."""
    names = (
        *operands,
        *(("roll",) if function is np.busday_offset else ()),
        "weekmask",
        "holidays",
        "busdaycal",
        "out",
    )
    bound = dict(zip(names, arguments, strict=False)) | keywords
    if len(arguments) > len(names) or not set(bound) <= set(names) or not set(operands) <= set(bound):
        raise Unmodelled("other arguments")
    given = given_output(bound.get("out"))
    if given is not None:
        return given
    shape = broadcast_shapes([as_array(bound[name]).shape for name in operands])
    dtype = _asked_dtype(function, len(operands))
    if shape is None:
        return Array(None, dtype)
    return new_array(shape, dtype, None) if shape else Scalar(dtype)


@lru_cache(maxsize=8)
def _asked_dtype(function: Callable[..., Any], count: int) -> DType:
    second = [np.zeros(1, int if function is np.busday_offset else DAY)] * (count - 1)
    dtype: DType = function(np.zeros(1, DAY), *second, **_rolling(function)).dtype
    return dtype


def _rolling(function: Callable[..., Any]) -> dict[str, str]:
    return {"roll": "forward"} if function is np.busday_offset else {}


@rule("numpy.datetime_as_string")
def datetime_as_string(
    arr: Value, unit: Value = None, timezone: Value = "naive", casting: Value = "same_kind"
) -> Value:
    """Dates as text, as long as the unit asks for."""
    dates = as_array(arr) if not isinstance(arr, Scalar) else Array((), arr.dtype)
    if not isinstance(timezone, str) or not (unit is None or isinstance(unit, str)):
        raise Unmodelled("the time zone or the unit is not known")
    known = dates.dtype is not None and dates.dtype.kind == "M" and unit != "auto"
    dtype = _asked_text(dates.dtype, unit, timezone, str(casting)) if known and dates.dtype is not None else None
    if not dates.shape:
        return Scalar(None) if dates.shape == () else Array(None, None)
    return new_array(dates.shape, dtype, None)


@lru_cache(maxsize=64)
def _asked_text(dtype: DType, unit: str | None, timezone: str, casting: str) -> DType:
    with asking():
        made: Any = np.datetime_as_string(np.zeros(1, dtype), unit, timezone, casting)  # type: ignore[call-overload]
    found: DType = made.dtype
    return found


@rule("numpy.busdaycalendar")
def busdaycalendar(weekmask: Value = "1111100", holidays: Value = None) -> Made:
    """A calendar, which keeps those holidays that would be business days."""
    most = SomeInt(0) if holidays is None else SomeInt(upper_bound(known_rank(as_array(holidays))[0]))
    return Made(np.busdaycalendar, (most,))


@rule("numpy.busdaycalendar.weekmask")
def weekmask(self: Made) -> Array:
    """Which days of the week are business days."""
    return new_array((7,), np.dtype(bool))


@rule("numpy.busdaycalendar.holidays")
def holidays(self: Made) -> Array:
    """The holidays that are left, sorted."""
    most = self.given[0]
    assert isinstance(most, SomeInt)
    return new_array((most,), DAY)


for _kind in (np.datetime64, np.timedelta64):
    add_rule(Rule(f"numpy.{_kind.__name__}", partial(date, _kind), determined=False))
for _name, _operands in BUSINESS.items():
    add_rule(Rule(f"numpy.{_name}", partial(business, getattr(np, _name), _operands)))
