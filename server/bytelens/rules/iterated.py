"""What iterating over a value yields, for rules of Python's own callables."""

from __future__ import annotations

from dataclasses import replace

from ..values.arrays import Array, Contents, Scalar
from ..values.dims import SOME_INT
from ..values.joining import MOST_OPTIONS, same, union
from ..values.kinds import UNKNOWN, Mapping, Sequence, Value
from .indexing import subscript
from .registry import Unmodelled, WouldRaise

MOST_ITEMS = 10_000
MOST_ROWS = 64


def iterated(value: Value) -> Sequence:
    """The items one by one where there are not too many. Raises Unmodelled, or WouldRaise for arrays without axes."""
    if isinstance(value, Sequence):
        return value
    if isinstance(value, tuple | str | bytes):
        return Sequence(tuple(value))
    if isinstance(value, range):
        return Sequence(tuple(value)) if len(value) <= MOST_ITEMS else Sequence(None, SOME_INT, len(value), "range")
    if isinstance(value, Mapping):
        keys = None if value.entries is None else tuple(key for key, _ in value.entries)
        return Sequence(keys, UNKNOWN)
    if isinstance(value, Array):
        return _rows(value)
    raise Unmodelled("not known to be iterable")


def element_of(items: Sequence) -> Value:
    """One of the items, nobody knows which. Raises Unmodelled where they are too different, or can be changed."""
    if items.items is None:
        return items.element
    if not items.items:
        return UNKNOWN
    first = items.items[0]
    if all(same(item, first) for item in items.items):
        return first
    found = union(items.items) if len(items.items) <= MOST_OPTIONS or _are_numbers(items.items) else UNKNOWN
    if found is UNKNOWN or any(_can_be_changed(item) for item in items.items):
        raise Unmodelled("which one it is matters")
    return found


def refuse_lists(*values: Value) -> None:
    """Raise Unmodelled for lists and dicts: of an argument itself, a rule does not know which object it is."""
    if any(isinstance(value, Sequence | Mapping) for value in values):
        raise Unmodelled("a list or a dict that is passed on")


def _are_numbers(items: tuple[Value, ...]) -> bool:
    return all(item is None or isinstance(item, int | float | complex | str | bytes | Scalar) for item in items)


def _can_be_changed(item: Value) -> bool:
    if isinstance(item, tuple):
        return any(map(_can_be_changed, item))
    return item is not None and not isinstance(item, int | float | complex | str | bytes | Scalar | Array)


def _rows(array: Array) -> Sequence:
    """Rows of an array, scalars of one with a single axis."""
    if array.shape is None:
        raise Unmodelled("the rank is not known")
    if not array.shape:
        raise WouldRaise("an array without axes cannot be iterated over")
    count = array.shape[0]
    if not isinstance(count, int) or count > MOST_ROWS:
        return Sequence(None, subscript(array, SOME_INT), count, "iterator")
    return Sequence(tuple(_row(array, place) for place in range(count)), kind="iterator")


def _row(array: Array, place: int) -> Value:
    row = subscript(array, place)
    if array.contents is None:
        return row
    elements = array.contents.elements[place]
    if isinstance(row, Scalar):
        return Scalar(row.dtype, elements) if row.dtype is not None and row.dtype.kind not in "VO" else row
    return replace(row, contents=Contents(elements)) if isinstance(row, Array) else row
