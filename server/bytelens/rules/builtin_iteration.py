"""Builtins that iterate: lists, tuples and dicts of items, pairs, and iterators.

Source: https://docs.python.org/3/library/functions.html
"""

from __future__ import annotations

import builtins

from ..values.arrays import Scalar
from ..values.dims import SOME_INT, Dim, SomeInt, upper_bound
from ..values.kinds import UNKNOWN, Mapping, Sequence, Typed, Value, is_key
from .iterated import MOST_ITEMS, element_of, iterated, refuse_lists
from .registry import Context, Unmodelled, WouldRaise, rule

MOST_CALLS = 64


@rule("builtins.list")
def list_(iterable: Value = (), /) -> Value:
    """A new list of the items."""
    items = iterated(iterable)
    return Sequence(items.items, items.element, items.length)


@rule("builtins.tuple")
def tuple_(iterable: Value = (), /) -> Value:
    """A tuple of the items, where they are known one by one."""
    if isinstance(iterable, tuple):
        return iterable
    items = iterated(iterable)
    if items.items is not None:
        return items.items
    if isinstance(items.element, Scalar) and isinstance(items.length, int) and items.length <= MOST_ITEMS:
        return (items.element,) * items.length
    raise Unmodelled("as a key, a tuple is not what a list of its items would be")


@rule("builtins.set", "builtins.frozenset")
def set_(iterable: Value = (), /) -> Value:
    """A set, of which nothing more is kept."""
    return Typed(set)


@rule("builtins.dict.fromkeys")
def fromkeys(iterable: Value, value: Value = None, /) -> Value:
    """A new dict with one value for all keys."""
    refuse_lists(value)
    keys = iterated(iterable).items
    if keys is None or not all(map(is_key, keys)):
        return Mapping(None, value)
    return Mapping(tuple(dict.fromkeys(keys, value).items()))


@rule("builtins.enumerate")
def enumerate_(iterable: Value, start: Value = 0) -> Value:
    """Pairs of a count and an item."""
    items = iterated(iterable)
    if items.items is None or not isinstance(start, int):
        return Sequence(None, (SOME_INT, element_of(items)), items.count, "iterator")
    pairs = tuple((start + place, item) for place, item in builtins.enumerate(items.items))
    return Sequence(pairs, kind="iterator")


@rule("builtins.zip")
def zip_(*iterables: Value, strict: Value = False) -> Value:
    """Tuples of items, as many as the shortest has."""
    columns = [iterated(iterable) for iterable in iterables]
    if all(column.items is not None for column in columns):
        rows = builtins.zip(*(column.items or () for column in columns), strict=False)
        return Sequence(tuple(rows), kind="iterator")
    return Sequence(None, tuple(map(element_of, columns)), shortest(columns), "iterator")


@rule("builtins.reversed")
def reversed_(iterable: Value, /) -> Value:
    """The items from the last to the first."""
    items = iterated(iterable)
    if items.items is None:
        return Sequence(None, items.element, items.length, "iterator")
    return Sequence(items.items[::-1], kind="iterator")


@rule("builtins.sorted")
def sorted_(iterable: Value, /, *, key: Value = None, reverse: Value = False) -> Value:
    """A new list; of constants in order, else of items that each may be any of them."""
    items = iterated(iterable)
    if key is not None:
        raise Unmodelled("a function tells the order")
    found = items.items
    plain = found is not None and all(type(item) in (int, float, str) for item in found)
    if plain and type(reverse) is bool and found is not None:
        return Sequence(tuple(builtins.sorted(found, reverse=reverse)))  # type: ignore[type-var]
    if found is not None and len(found) < 2:
        return Sequence(found)
    return Sequence(None, element_of(items), items.count)


@rule("builtins.map", contextual=True)
def map_(context: Context, function: Value, *iterables: Value) -> Value:
    """The results of a function for each item."""
    columns = [iterated(iterable) for iterable in iterables]
    if all(column.items is not None and len(column.items) <= MOST_CALLS for column in columns):
        rows = builtins.zip(*(column.items or () for column in columns), strict=False)
        return Sequence(tuple(context.call(function, *row) for row in rows), kind="iterator")
    result = context.call(function, *map(context.any_of, columns))
    return Sequence(None, result, shortest(columns), "iterator")


@rule("builtins.filter", contextual=True)
def filter_(context: Context, function: Value, iterable: Value, /) -> Value:
    """Those of the items of which a function says so: one of them, and at most as many."""
    items = iterated(iterable)
    if items.count == 0:
        return Sequence((), kind="iterator")
    if function is not None:
        for item in (items.items or ())[:MOST_CALLS]:
            context.call(function, item)
        context.call(function, context.any_of(items))
    return Sequence(None, context.any_of(items), SomeInt(upper_bound(items.count)), "iterator")


@rule("builtins.iter")
def iter_(iterable: Value, /) -> Value:
    """The items in order."""
    items = iterated(iterable)
    return Sequence(items.items, items.element, items.length, "iterator")


@rule("builtins.next", contextual=True)
def next_(context: Context, iterator: Value, *default: Value) -> Value:
    """The first item of an iterator that no name holds: nobody has taken one before."""
    if not isinstance(iterator, Sequence) or iterator.kind != "iterator":
        raise Unmodelled("items may be gone")
    refuse_lists(*default)
    if iterator.items is None:
        item = context.any_of(iterator)
        return item if not default or (isinstance(iterator.count, int) and iterator.count) else UNKNOWN
    if iterator.items:
        return iterator.items[0]
    if default:
        return default[0]
    raise WouldRaise("there is nothing in it")


@rule("builtins.any", "builtins.all")
def any_(iterable: Value, /) -> Value:
    """A bool that is not known; of an array with more axes it raises."""
    return Typed(bool)


def shortest(columns: list[Sequence]) -> Dim:
    """How many tuples `zip` makes, where that is known."""
    counts = {column.count for column in columns}
    if len(counts) == 1:
        return counts.pop()
    numbers = [count for count in counts if isinstance(count, int)]
    if len(numbers) == len(counts):
        return min(numbers)
    bounds = [bound for bound in map(upper_bound, counts) if isinstance(bound, int)]
    return SomeInt(min(bounds)) if bounds else SOME_INT
