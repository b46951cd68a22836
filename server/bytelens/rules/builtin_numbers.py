"""Builtins on numbers: sums, extremes, magnitudes, rounding and powers.

Source: https://docs.python.org/3/library/functions.html
"""

from __future__ import annotations

import builtins
from typing import Any

import numpy as np

from ..values.arrays import Array, Scalar
from ..values.dims import SOME_INT, SomeInt, Symbolic, add, divide, upper_bound
from ..values.joining import same, union
from ..values.kinds import Sequence, Typed, Value
from .arguments import is_scalar
from .iterated import iterated
from .registry import Unmodelled, WouldRaise, rule
from .ufuncs import apply_ufunc

MOST_SUMMED = 256
MOST_CHANGES = 4
_NUMBERS = (int, float, complex)


@rule("builtins.sum")
def sum_(iterable: Value, /, start: Value = 0) -> Value:
    """`start` plus each item in turn."""
    items = iterated(iterable)
    if items.items is None:
        return _sum_of_any(items, start)
    if all(isinstance(item, _NUMBERS) for item in (*items.items, start)):
        return builtins.sum(items.items, start)  # type: ignore[call-overload]
    if len(items.items) > MOST_SUMMED:
        raise Unmodelled("too many items")
    total = start
    for item in items.items:
        total = plus(total, item)
    return total


def extreme(*values: Value, key: Value = None, default: Value = ()) -> Value:
    """One of the items, of which the type is known; a constant where all are."""
    if key is not None:
        raise Unmodelled("a function tells which")
    items = iterated(values[0]) if len(values) == 1 else Sequence(values)
    if items.count == 0:
        if default == ():
            raise WouldRaise("no items")
        return default
    found = items.items if items.items is not None else (items.element,)
    defaults = () if default == () or (isinstance(items.count, int) and items.count) else (default,)
    return union(_kind(item) for item in (*found, *defaults))


@rule("builtins.min")
def min_(*values: Value, key: Value = None, default: Value = ()) -> Value:
    """As `extreme`; of ints, at most each of them."""
    if len(values) > 1 and key is None and all(map(_is_int, values)):
        bounds = [bound for bound in map(_bound, values) if bound is not None]
        numbers = [bound for bound in bounds if isinstance(bound, int)]
        return SomeInt(min(numbers) if numbers else next(iter(bounds), None))
    return extreme(*values, key=key, default=default)


@rule("builtins.max")
def max_(*values: Value, key: Value = None, default: Value = ()) -> Value:
    """As `extreme`; of ints, at most the largest bound."""
    if len(values) > 1 and key is None and all(map(_is_int, values)):
        bounds = [_bound(value) for value in values]
        numbers = [bound for bound in bounds if isinstance(bound, int)]
        return SomeInt(max(numbers) if len(numbers) == len(bounds) else None)
    return extreme(*values, key=key, default=default)


@rule("builtins.abs")
def abs_(x: Value, /) -> Value:
    """The magnitude of a Python number; of an array, what `np.absolute` gives."""
    if isinstance(x, Array | Scalar):
        return apply_ufunc(np.absolute, x)
    if isinstance(x, _NUMBERS):
        return abs(x)
    if isinstance(x, Typed) and x.type in (float, complex):
        return Typed(float)
    if isinstance(x, Symbolic | SomeInt):
        return SOME_INT
    raise Unmodelled("not a number")


@rule("builtins.round")
def round_(number: Value, ndigits: Value = None) -> Value:
    """An int without digits, else the type stays."""
    if isinstance(number, int | float) and (ndigits is None or isinstance(ndigits, int)):
        return round(number, ndigits)
    if isinstance(number, Typed) and number.type is float:
        return SOME_INT if ndigits is None else Typed(float)
    if isinstance(number, Scalar) and number.dtype is not None and number.dtype.kind in "iuf":
        made = round(number.dtype.type(1)) if ndigits is None else round(number.dtype.type(1), 0)
        return Scalar(made.dtype) if isinstance(made, np.generic) else SOME_INT
    if isinstance(number, SomeInt):
        return SOME_INT
    raise Unmodelled("not a number")


@rule("builtins.divmod")
def divmod_(a: Value, b: Value, /) -> Value:
    """Quotient and remainder."""
    if isinstance(a, Array | Scalar) or isinstance(b, Array | Scalar):
        return apply_ufunc(np.divmod, a, b)
    if isinstance(a, int | float) and isinstance(b, int | float):
        if not b:
            raise WouldRaise("division by zero")
        return divmod(a, b)
    if isinstance(a, int | Symbolic | SomeInt) and isinstance(b, int | Symbolic | SomeInt):
        return (divide(a, b), SOME_INT)
    if _python_kind(a) in (int, float) and _python_kind(b) in (int, float):
        return (Typed(float), Typed(float))
    raise Unmodelled("not numbers")


@rule("builtins.pow")
def pow_(base: Value, exp: Value, mod: Value = None) -> Value:
    """A power of small constants; of arrays, what `np.power` gives."""
    if mod is None and (isinstance(base, Array | Scalar) or isinstance(exp, Array | Scalar)):
        return apply_ufunc(np.power, base, exp)
    if mod is None and isinstance(base, Typed) and base.type is float and isinstance(exp, int):
        return Typed(float)
    small = isinstance(base, int | float) and isinstance(exp, int) and abs(exp) <= 64 and mod is None
    if small and (not isinstance(base, int) or base.bit_length() <= 64):
        return base**exp  # type: ignore[operator]
    raise Unmodelled("not a small power")


def plus(a: Value, b: Value) -> Value:
    """`a + b` of numbers and arrays."""
    if isinstance(a, int | Symbolic | SomeInt) and isinstance(b, int | Symbolic | SomeInt):
        return add(a, b)
    if isinstance(a, Array | Scalar) or isinstance(b, Array | Scalar):
        if not all(is_scalar(value) or isinstance(value, Array) for value in (a, b)):
            raise Unmodelled("not numbers")
        return apply_ufunc(np.add, a, b)
    kinds = {_python_kind(a), _python_kind(b)}
    if None in kinds or not kinds <= {bool, int, float, complex}:
        raise Unmodelled("not numbers")
    return Typed(complex if complex in kinds else float if float in kinds else int) if kinds - {bool, int} else SOME_INT


def _sum_of_any(items: Sequence, start: Value) -> Value:
    """The sum of items that are all alike: adding one more changes nothing any more, or only a number."""
    passed = [start]
    for _ in range(MOST_CHANGES):
        total = plus(passed[-1], items.element)
        if same(total, passed[-1]) or (_is_int(total) and _is_int(passed[-1])):
            break
        passed.append(total)
    else:
        raise Unmodelled("it goes on to change")
    if isinstance(items.count, int) and items.count >= len(passed) - 1:
        passed = passed[-1:]
    return union(SOME_INT if _is_int(total) else total for total in passed)


def _kind(item: Value) -> Value:
    """What is known of an item that may be another one of the same type."""
    if isinstance(item, Scalar):
        return Scalar(item.dtype)
    if isinstance(item, Array):
        raise Unmodelled("an array, of which the truth is not known")
    if _is_int(item):
        return SOME_INT
    kind = _python_kind(item)
    if kind in (bool, float, str):
        return Typed(kind)
    raise Unmodelled("one of several kinds")


def _is_int(value: Value) -> bool:
    return (type(value) is int and value.bit_length() < 64) or isinstance(value, Symbolic | SomeInt)


def _bound(value: Any) -> int | Symbolic | None:
    return upper_bound(value)


def _python_kind(value: Value) -> type | None:
    if isinstance(value, Typed):
        return value.type
    if isinstance(value, Symbolic | SomeInt):
        return int
    return type(value) if isinstance(value, bool | int | float | complex | str) else None
