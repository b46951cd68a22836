"""`itertools`: iterators over combinations and parts of others.

Source: https://docs.python.org/3/library/itertools.html
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Callable, Iterable
from typing import Any

from ...values.dims import SOME_INT, Dim, SomeInt, add, product, subtract, upper_bound
from ...values.joining import union
from ...values.kinds import Sequence, Typed, Value
from ..builtin_iteration import map_
from ..builtin_numbers import plus
from ..iterated import element_of, iterated, refuse_lists
from ..registry import Context, Unmodelled, rule

MOST_ROWS = 1_000


@rule("itertools.product")
def product_(*iterables: Value, repeat: Value = 1) -> Value:
    """Tuples with one item of each, in all combinations."""
    if not isinstance(repeat, int) or repeat * len(iterables) > MOST_ROWS:
        raise Unmodelled("how many there are in a tuple is not known")
    columns = [iterated(iterable) for iterable in iterables] * repeat
    count = product(column.count for column in columns)
    items = [column.items for column in columns]
    if isinstance(count, int) and count <= MOST_ROWS and all(part is not None for part in items):
        return Sequence(tuple(itertools.product(*(part or () for part in items))), kind="iterator")
    return Sequence(None, tuple(map(element_of, columns)), count, "iterator")


@rule("itertools.combinations")
def combinations(iterable: Value, r: Value) -> Value:
    """Tuples of `r` different items."""
    return _chosen(itertools.combinations, math.comb, iterable, r)


@rule("itertools.permutations")
def permutations(iterable: Value, r: Value = None) -> Value:
    """Tuples of `r` different items in every order."""
    count = iterated(iterable).count
    return _chosen(itertools.permutations, math.perm, iterable, count if r is None else r)


@rule("itertools.combinations_with_replacement")
def combinations_with_replacement(iterable: Value, r: Value) -> Value:
    """Tuples of `r` items."""
    return _chosen(itertools.combinations_with_replacement, lambda n, k: math.comb(n + k - 1, k), iterable, r)


@rule("itertools.chain")
def chain(*iterables: Value) -> Value:
    """The items of each, one after the other."""
    return _chained([iterated(iterable) for iterable in iterables])


@rule("itertools.chain.from_iterable", contextual=True)
def from_iterable(context: Context, iterable: Value, /) -> Value:
    """The items of each item."""
    items = iterated(iterable)
    if items.items is not None:
        return _chained([iterated(context.held(item)) for item in items.items])
    inner = iterated(context.held(context.any_of(items)))
    return Sequence(None, context.any_of(inner), SOME_INT, "iterator")


@rule("itertools.repeat")
def repeat(object: Value, *times: Value) -> Value:
    """One object again and again."""
    refuse_lists(object)
    if times and isinstance(times[0], int) and times[0] <= MOST_ROWS:
        return Sequence((object,) * times[0], kind="iterator")
    return Sequence(None, object, SOME_INT, "iterator")


@rule("itertools.count")
def count(start: Value = 0, step: Value = 1) -> Value:
    """Numbers without end."""
    if isinstance(start, int) and isinstance(step, int):
        return Sequence(None, SOME_INT, SOME_INT, "iterator")
    return Sequence(None, _without_value(plus(start, step)), SOME_INT, "iterator")


@rule("itertools.cycle")
def cycle(iterable: Value, /) -> Value:
    """The items again and again."""
    return Sequence(None, element_of(iterated(iterable)), SOME_INT, "iterator")


@rule("itertools.islice")
def islice(iterable: Value, *bounds: Value) -> Value:
    """Some of the items, by place."""
    items = iterated(iterable)
    if items.items is not None and all(bound is None or isinstance(bound, int) for bound in bounds):
        return Sequence(tuple(itertools.islice(items.items, *bounds)), kind="iterator")  # type: ignore[call-overload]
    stop = bounds[0] if len(bounds) == 1 else bounds[1]
    limits = [upper_bound(items.count), stop]
    numbers = [limit for limit in limits if isinstance(limit, int)]
    return Sequence(None, element_of(items), SomeInt(min(numbers)) if numbers else SOME_INT, "iterator")


@rule("itertools.zip_longest")
def zip_longest(*iterables: Value, fillvalue: Value = None) -> Value:
    """Tuples of items, as many as the longest has."""
    refuse_lists(fillvalue)
    columns = [iterated(iterable) for iterable in iterables]
    if all(column.items is not None for column in columns):
        rows = itertools.zip_longest(*(column.items or () for column in columns), fillvalue=fillvalue)
        return Sequence(tuple(rows), kind="iterator")
    element = tuple(union((element_of(column), fillvalue)) for column in columns)
    return Sequence(None, element, SOME_INT, "iterator")


@rule("itertools.accumulate")
def accumulate(iterable: Value, func: Value = None, *, initial: Value = None) -> Value:
    """The sums of the first items."""
    refuse_lists(initial)
    items = iterated(iterable).items
    if func is not None or items is None or len(items) > MOST_ROWS:
        raise Unmodelled("what it adds is not known")
    sums: list[Value] = [] if initial is None else [initial]
    for item in items:
        sums.append(plus(sums[-1], item) if sums else item)
    return Sequence(tuple(sums), kind="iterator")


@rule("itertools.starmap", contextual=True)
def starmap(context: Context, function: Value, iterable: Value, /) -> Value:
    """The results of a function for the items of each item."""
    items = iterated(iterable).items
    rows = None if items is None else [iterated(context.held(item)).items for item in items]
    if rows is None or any(row is None for row in rows) or len({len(row or ()) for row in rows}) > 1:
        raise Unmodelled("the arguments are not known")
    columns = [Sequence(column) for column in zip(*(row or () for row in rows), strict=True)]
    return map_(context, function, *columns) if columns else Sequence((), kind="iterator")


@rule("itertools.pairwise")
def pairwise(iterable: Value, /) -> Value:
    """Each item with the next."""
    items = iterated(iterable)
    if items.items is not None:
        return Sequence(tuple(zip(items.items, items.items[1:], strict=False)), kind="iterator")
    element = element_of(items)
    return Sequence(None, (element, element), SomeInt(upper_bound(subtract(items.count, 1))), "iterator")


def _chosen(
    choose: Callable[..., Iterable[tuple[Value, ...]]], number: Callable[[int, int], int], iterable: Value, r: Any
) -> Value:
    items = iterated(iterable)
    if not isinstance(r, int) or not 0 <= r <= MOST_ROWS:
        raise Unmodelled("how many there are in a tuple is not known")
    total: Dim = number(items.count, r) if isinstance(items.count, int) and (items.count or not r) else SOME_INT
    if items.items is not None and isinstance(total, int) and total <= MOST_ROWS:
        return Sequence(tuple(choose(items.items, r)), kind="iterator")
    return Sequence(None, (element_of(items),) * r, total, "iterator")


def _chained(columns: list[Sequence]) -> Sequence:
    known = [column.items for column in columns if column.items is not None]
    if len(known) == len(columns):
        return Sequence(tuple(itertools.chain.from_iterable(known)), kind="iterator")
    total: Dim = 0
    for column in columns:
        total = add(total, column.count)
    parts = [element_of(column) for column in columns if column.count != 0]
    return Sequence(None, element_of(Sequence(tuple(parts))), total, "iterator")


def _without_value(number: Value) -> Value:
    return Typed(float) if isinstance(number, float) else SOME_INT if isinstance(number, int) else number
