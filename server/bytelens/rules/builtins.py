"""Python's builtins that make and describe values, as far as sizes of arrays depend on them.

Source: https://docs.python.org/3/library/functions.html
"""

from __future__ import annotations

import builtins
from pathlib import PurePath

from ..values.arrays import Array, Scalar
from ..values.dims import SOME_INT, SomeInt, Symbolic, subtract
from ..values.kinds import Instance, Mapping, Parameter, Sequence, Slice, Typed, Unknown, Value
from .registry import Unmodelled, WouldRaise, rule

LONGEST_DIGITS = 4_000
_SIZED = frozenset({str, bytes, set, frozenset, list, dict, tuple})
_PLAIN = (bool, int, float, complex, str, bytes, type(None), PurePath)


@rule("builtins.len")
def len_(obj: Value, /) -> Value:
    """The number of items; the first axis of an array."""
    if isinstance(obj, Array):
        if not obj.shape:
            raise Unmodelled("the rank is not known")
        return obj.shape[0]
    if isinstance(obj, Mapping):
        return SOME_INT if obj.entries is None else len(obj.entries)
    if isinstance(obj, tuple | str | bytes | range):
        return len(obj)
    if isinstance(obj, Typed) and obj.type in _SIZED:
        return SOME_INT
    if isinstance(obj, Sequence) and obj.kind != "iterator":
        return obj.count
    raise Unmodelled("not a sequence")


@rule("builtins.range")
def range_(*bounds: Value) -> Value:
    """A constant range as itself, another as some ints of a known number where start and step are plain."""
    bounds = tuple(_as_bound(bound) for bound in bounds)
    if all(isinstance(bound, int) for bound in bounds):
        return range(*bounds)  # type: ignore[call-overload]
    start, stop = (0, bounds[0]) if len(bounds) == 1 else bounds[:2]
    if len(bounds) == 3 and bounds[2] != 1:
        return Sequence(None, SOME_INT, SOME_INT, "range")
    if isinstance(start, int) and start >= 0 and isinstance(stop, SomeInt):
        return Sequence(None, SOME_INT, subtract(stop, start), "range")
    if not isinstance(start, int | Symbolic) or not isinstance(stop, int | Symbolic):
        return Sequence(None, SOME_INT, SOME_INT, "range")
    return Sequence(None, SOME_INT, subtract(stop, start), "range")


@rule("builtins.int")
def int_(x: Value = 0, /, base: Value = 10) -> Value:
    """Truncation; the value where it is known."""
    if isinstance(x, Parameter):
        return x.dim
    if isinstance(x, Symbolic | SomeInt):
        return x
    if isinstance(x, Scalar) and x.value is not None:
        x = x.value
    if isinstance(x, Array | Scalar | Typed):
        return SOME_INT
    if isinstance(x, str | bytes):
        return _parsed(x, base)
    if isinstance(x, Unknown | Sequence | Mapping) or base != 10:
        raise Unmodelled("int of something")
    return int(x)  # type: ignore[call-overload]


@rule("builtins.float")
def float_(x: Value = 0.0, /) -> Value:
    """A Python float: weak beside arrays."""
    if isinstance(x, Scalar) and x.value is not None:
        x = x.value
    if isinstance(x, Array | Scalar | Typed | Symbolic | SomeInt | Unknown | Sequence | Mapping):
        return Typed(float)
    return float(x)  # type: ignore[arg-type]


@rule("builtins.complex")
def complex_(real: Value = 0, imag: Value = 0) -> Value:
    """A Python complex."""
    if isinstance(real, int | float | complex) and isinstance(imag, int | float | complex):
        return complex(real, imag)
    return Typed(complex)


@rule("builtins.bool")
def bool_(x: Value = False, /) -> Value:
    """True or False, where it is a constant."""
    if isinstance(x, (*_PLAIN, tuple, range)):
        return bool(x)
    return Typed(bool)


@rule("builtins.callable", "builtins.hasattr", "builtins.issubclass", "builtins.isinstance")
def some_bool(*values: Value) -> Value:
    """A bool that is not known."""
    return Typed(bool)


@rule("builtins.str")
def str_(*values: Value, **keywords: Value) -> Value:
    """The text of a constant, else a str that is not known."""
    if not values and not keywords:
        return ""
    return _text(builtins.str, values, keywords)


@rule("builtins.repr")
def repr_(obj: Value, /) -> Value:
    """The text that is a constant's source, else a str that is not known."""
    return _text(builtins.repr, (obj,), {})


@rule("builtins.chr", "builtins.hex", "builtins.bin", "builtins.oct")
def some_digits(number: Value, /) -> Value:
    """A str that is not known."""
    return Typed(str)


@rule("builtins.format", "builtins.input", "builtins.ascii")
def some_text(*values: Value) -> Value:
    """A str that is not known."""
    return Typed(str)


@rule("builtins.print")
def print_(*values: Value, **keywords: Value) -> Value:
    """None."""
    return None


@rule("builtins.id", "builtins.hash", "builtins.ord")
def some_int(value: Value, /) -> Value:
    """An int that is not known."""
    return SOME_INT


@rule("builtins.slice")
def slice_(*bounds: Value) -> Value:
    """A slice object."""
    if len(bounds) == 1:
        return Slice(None, bounds[0], None)
    return Slice(*bounds)


@rule("builtins.type")
def type_(obj: Value, /) -> Value:
    """The class of a value."""
    if isinstance(obj, Array):
        return obj.type
    if isinstance(obj, Scalar) and obj.dtype is not None:
        return obj.dtype.type
    if isinstance(obj, Typed):
        return obj.type
    if isinstance(obj, Instance):
        return obj.cls
    if isinstance(obj, SomeInt):
        return int
    if isinstance(obj, Sequence) and obj.kind == "list":
        return list
    if isinstance(obj, Mapping):
        return obj.kind
    if isinstance(obj, (*_PLAIN, tuple, range)):
        return type(obj)
    raise Unmodelled("the class is not known")


def _as_bound(bound: Value) -> Value:
    if isinstance(bound, Parameter):
        return bound.dim
    if isinstance(bound, Scalar) and bound.value is not None and bound.value.dtype.kind in "iu":
        return int(bound.value)
    return bound


def _parsed(text: str | bytes, base: Value) -> Value:
    if not isinstance(base, int) or len(text) > LONGEST_DIGITS:
        return SOME_INT
    try:
        return int(text, base)
    except ValueError as error:
        raise WouldRaise(str(error)) from error


def _text(make: type[str] | object, values: tuple[Value, ...], keywords: dict[str, Value]) -> Value:
    known = len(values) == 1 and not keywords and isinstance(values[0], _PLAIN)
    if not known or (isinstance(values[0], int) and values[0].bit_length() > LONGEST_DIGITS):
        return Typed(str)
    return make(values[0])  # type: ignore[operator]
