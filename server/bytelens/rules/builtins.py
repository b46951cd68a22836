"""Python's builtins, as far as sizes of arrays depend on them."""

from __future__ import annotations

import builtins
from typing import Any

import numpy as np

from ..values.arrays import Array, Scalar
from ..values.dims import SOME_INT, Dim, SomeInt, Symbolic, add, divide, subtract
from ..values.joining import same
from ..values.kinds import Mapping, Parameter, Sequence, Slice, Typed, UNKNOWN, Unknown, Value
from .indexing import subscript
from .registry import Context, Unmodelled, rule
from .ufuncs import apply_ufunc

MOST_ITEMS = 10_000


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
    return _sequence(obj).count


@rule("builtins.range")
def range_(*bounds: Value) -> Value:
    """A constant range as itself, another as some ints of a known number where start and step are plain."""
    bounds = tuple(bound.dim if isinstance(bound, Parameter) else bound for bound in bounds)
    if all(isinstance(bound, int) for bound in bounds):
        return range(*bounds)  # type: ignore[call-overload]
    start, stop = (0, bounds[0]) if len(bounds) == 1 else bounds[:2]
    if len(bounds) == 3 or not isinstance(start, int | Symbolic) or not isinstance(stop, Symbolic):
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
    if isinstance(x, Unknown | Sequence | Mapping) or base != 10:
        raise Unmodelled("int of something")
    return int(x)  # type: ignore[call-overload]


@rule("builtins.float")
def float_(x: Value = 0.0, /) -> Value:
    """A Python float: weak beside arrays."""
    if isinstance(x, Scalar) and x.value is not None:
        x = x.value
    if isinstance(x, Array | Scalar | Typed | Symbolic | SomeInt):
        return Typed(float)
    if isinstance(x, Unknown | Sequence | Mapping):
        return Typed(float)
    return float(x)  # type: ignore[arg-type]


@rule("builtins.complex")
def complex_(real: Value = 0, imag: Value = 0) -> Value:
    """A Python complex."""
    if isinstance(real, int | float | complex) and isinstance(imag, int | float | complex):
        return complex(real, imag)
    return Typed(complex)


@rule("builtins.bool", "builtins.callable", "builtins.hasattr", "builtins.issubclass", "builtins.isinstance")
def bool_(*values: Value) -> Value:
    """A bool that is not known."""
    return Typed(bool)


@rule("builtins.any", "builtins.all")
def any_(iterable: Value, /) -> Value:
    """A bool that is not known; of an array with more axes it raises."""
    return Typed(bool)


@rule(
    *("builtins.str", "builtins.repr", "builtins.chr", "builtins.hex", "builtins.bin"),
    *("builtins.format", "builtins.input"),
)
def str_(*values: Value, **keywords: Value) -> Value:
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


@rule("builtins.list")
def list_(iterable: Value = (), /) -> Value:
    """A new list of the items."""
    items = _iterated(iterable)
    return Sequence(items.items, items.element, items.length)


@rule("builtins.tuple")
def tuple_(iterable: Value = (), /) -> Value:
    """A tuple of the items, where they are known one by one."""
    items = _iterated(iterable)
    if items.items is not None:
        return items.items
    if isinstance(items.element, Scalar) and isinstance(items.length, int) and items.length <= MOST_ITEMS:
        return (items.element,) * items.length
    raise Unmodelled("as a key, a tuple is not what a list of its items would be")


@rule("builtins.set", "builtins.frozenset")
def set_(iterable: Value = (), /) -> Value:
    """A set, of which nothing more is kept."""
    return Typed(set)


@rule("builtins.dict")
def dict_(*values: Value, **entries: Value) -> Value:
    """A new dict from keywords; from other things it is not known."""
    raise Unmodelled("a dict from other things")


@rule("builtins.enumerate")
def enumerate_(iterable: Value, start: Value = 0) -> Value:
    """Pairs of a count and an item."""
    items = _iterated(iterable)
    if items.items is None or not isinstance(start, int):
        return Sequence(None, (SOME_INT, _element(items)), items.count, "iterator")
    pairs = tuple((start + place, item) for place, item in builtins.enumerate(items.items))
    return Sequence(pairs, kind="iterator")


@rule("builtins.zip")
def zip_(*iterables: Value, strict: Value = False) -> Value:
    """Tuples of items, as many as the shortest has."""
    columns = [_iterated(iterable) for iterable in iterables]
    if all(column.items is not None for column in columns):
        rows = builtins.zip(*(column.items or () for column in columns), strict=False)
        return Sequence(tuple(rows), kind="iterator")
    counts = {column.count for column in columns if not isinstance(column.count, SomeInt)}
    length: Dim = counts.pop() if len(counts) == 1 and not _unsure(columns) else SOME_INT
    return Sequence(None, tuple(map(_element, columns)), length, "iterator")


@rule("builtins.reversed")
def reversed_(iterable: Value, /) -> Value:
    """The items from the last to the first."""
    items = _iterated(iterable)
    if items.items is None:
        return Sequence(None, items.element, items.length, "iterator")
    return Sequence(items.items[::-1], kind="iterator")


@rule("builtins.sorted")
def sorted_(iterable: Value, /, *, key: Value = None, reverse: Value = False) -> Value:
    """A new list; of constants in order, else of items that each may be any of them."""
    items = _iterated(iterable)
    plain = items.items is not None and all(type(item) in (int, float, str) for item in items.items)
    if plain and key is None and isinstance(reverse, bool):
        return Sequence(tuple(builtins.sorted(items.items or (), reverse=reverse)))  # type: ignore[type-var]
    if items.items is None:
        return Sequence(None, items.element, items.length)
    if all(same(item, items.items[0]) for item in items.items):
        return Sequence(items.items)
    raise Unmodelled("the order is not known")


@rule("builtins.map", contextual=True)
def map_(context: Context, function: Value, *iterables: Value) -> Value:
    """The results of a function for each item."""
    columns = [_iterated(iterable) for iterable in iterables]
    if any(column.items is None or len(column.items) > 64 for column in columns):
        raise Unmodelled("the items are not known")
    rows = builtins.zip(*(column.items or () for column in columns), strict=False)
    return Sequence(tuple(context.call(function, *row) for row in rows), kind="iterator")


@rule("builtins.min", "builtins.max")
def extreme(*values: Value, key: Value = None, default: Value = None) -> Value:
    """Of numbers that are not all known: a number of their common type."""
    items = _iterated(values[0]).items if len(values) == 1 else values
    if items is None or key is not None:
        raise Unmodelled("the items are not known")
    if all(isinstance(item, int | Symbolic | SomeInt) for item in items):
        return SOME_INT
    if all(isinstance(item, float) or (isinstance(item, Typed) and item.type is float) for item in items):
        return Typed(float)
    raise Unmodelled("one of several kinds")


@rule("builtins.sum")
def sum_(iterable: Value, /, start: Value = 0) -> Value:
    """The sum of constants or lengths."""
    items = _iterated(iterable).items
    if items is None:
        raise Unmodelled("the items are not known")
    total: Any = start
    for item in items:
        if isinstance(total, int | Symbolic) and isinstance(item, int | Symbolic):
            total = add(total, item)
        elif isinstance(total, int | float) and isinstance(item, int | float):
            total = total + item
        else:
            raise Unmodelled("not numbers")
    return total


@rule("builtins.abs")
def abs_(x: Value, /) -> Value:
    """The magnitude of a Python number; of an array, what `np.absolute` gives."""
    if isinstance(x, Array | Scalar):
        return apply_ufunc(np.absolute, x)
    if isinstance(x, int | float | complex):
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
    raise Unmodelled("not a number")


@rule("builtins.divmod")
def divmod_(a: Value, b: Value, /) -> Value:
    """Quotient and remainder of ints."""
    if isinstance(a, int) and isinstance(b, int) and b:
        return divmod(a, b)
    if isinstance(a, int | Symbolic | SomeInt) and isinstance(b, int | Symbolic):
        return (divide(a, b), SOME_INT)
    raise Unmodelled("not ints")


@rule("builtins.pow")
def pow_(base: Value, exp: Value, mod: Value = None) -> Value:
    """A power of small constants."""
    small = isinstance(base, int | float) and isinstance(exp, int) and abs(exp) <= 64 and mod is None
    if small and (not isinstance(base, int) or base.bit_length() <= 64):
        return base**exp  # type: ignore[operator]
    raise Unmodelled("not a small power")


def _sequence(value: Value) -> Sequence:
    if isinstance(value, Sequence):
        return value
    raise Unmodelled("not a sequence")


def _iterated(value: Value) -> Sequence:
    """What iterating yields: items one by one where there are not too many."""
    if isinstance(value, tuple):
        return Sequence(value)
    if isinstance(value, str):
        return Sequence(tuple(value))
    if isinstance(value, range):
        if len(value) > MOST_ITEMS:
            return Sequence(None, SOME_INT, len(value), "range")
        return Sequence(tuple(value))
    if isinstance(value, Mapping) and value.entries is not None:
        return Sequence(tuple(key for key, _ in value.entries))
    if isinstance(value, Array):
        return _rows(value)
    return _sequence(value)


def _rows(array: Array) -> Sequence:
    if not array.shape:
        raise Unmodelled("the rank is not known")
    return Sequence(None, subscript(array, SOME_INT), array.shape[0], "iterator")


def _element(items: Sequence) -> Value:
    if items.items is None:
        return items.element
    first = items.items[0] if items.items else UNKNOWN
    return first if all(same(item, first) for item in items.items) else UNKNOWN


def _unsure(columns: list[Sequence]) -> bool:
    return any(isinstance(column.count, SomeInt) for column in columns)
