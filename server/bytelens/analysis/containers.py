"""What tuples, lists, dicts and iterators hold, and what they unpack to."""

from __future__ import annotations

import ast
from typing import TypeGuard

import numpy as np

from ..rules.iterating import flat_items
from ..rules.registry import find_method, find_of_made
from ..values.arrays import Array, Scalar
from ..values.dims import SOME_INT, SomeInt
from ..values.kinds import UNKNOWN, Made, Mapping, Method, Ref, Sequence, Value
from ..values.kinds import Union as OneOf
from .escapes import lose
from .laziness import is_iterator, unchanged
from .machine import Machine

MOST_ITEMS = 10_000
MOST_ROWS = 64


def is_flat(value: Value) -> TypeGuard[Method]:
    """True for `a.flat`: what belongs to an array, as a method does, and is iterated over or subscripted."""
    return isinstance(value, Method) and value.name == "flat" and isinstance(value.receiver, Array)


def any_element(machine: Machine, items: Sequence) -> Value:
    """What stands for an element that nobody knows which it is."""
    if items.items is None:
        return machine.summarised(items.element)
    return machine.store.joined(items.items) if items.items else UNKNOWN


def sequence_items(value: Value) -> Sequence | None:
    """The elements of a tuple, a list, a constant range or the like; None for what is none."""
    if isinstance(value, Sequence):
        return value
    if isinstance(value, tuple):
        return Sequence(value)
    if isinstance(value, range):
        # `len` refuses what is longer than any list.
        count = max((value.stop - value.start + value.step - (1 if value.step > 0 else -1)) // value.step, 0)
        if count > MOST_ITEMS:
            return Sequence(None, SOME_INT, count, "range")
        return Sequence(tuple(value), kind="range")
    return None


def elements_of(machine: Machine, value: Value, node: ast.AST) -> Sequence | None:
    """What iterating over a value yields: items, or one element that stands for all; None where it is not known."""
    if isinstance(value, Array):
        return _rows(machine, value, node)
    if isinstance(value, str):
        return Sequence(tuple(value))
    if is_flat(value) and isinstance(value.receiver, Array):
        return flat_items(value.receiver)
    if isinstance(value, Made):
        rule = find_of_made(value.maker, "__iter__")
        return None if rule is None else sequence_items(machine.apply(rule, node, value))
    held = machine.store.get(value.address) if isinstance(value, Ref) else machine.in_time(value)
    if isinstance(held, Mapping):
        return None if held.entries is None else Sequence(tuple(key for key, _ in held.entries))
    return sequence_items(held)


def _rows(machine: Machine, array: Array, node: ast.AST) -> Sequence | None:
    """What iterating over an array yields: one row that stands for all, unless their elements are known."""
    if not array.shape:
        return None
    count = array.shape[0]
    if isinstance(count, int) and count <= MOST_ROWS and machine.store.contents(array) is not None:
        rows = [item_of_array(machine, node, array, place) for place in range(count)]
        return Sequence(tuple(rows), kind="iterator")
    return Sequence(None, item_of_array(machine, node, array, SOME_INT), count, "iterator")


def item_of_array(machine: Machine, node: ast.AST, array: Array | Scalar, key: Value) -> Value:
    """`array[key]` for an array of any class; a field of a structured scalar."""
    rule = find_method(array.type if isinstance(array, Array) else np.void, "__getitem__")
    return UNKNOWN if rule is None else machine.apply(rule, node, array, key)


def changes_source(machine: Machine, iterable: Value, before: Sequence) -> bool:
    """Whether a list, dict or array has other items than `before`, when it began to be iterated over."""
    if isinstance(iterable, Array):
        return before.items is not None and machine.store.contents(iterable) is None
    if is_iterator(iterable):
        return not unchanged(machine)
    if not isinstance(iterable, Ref):
        return False
    held = machine.store.get(iterable.address)
    return held is not before and elements_of(machine, iterable, ast.Pass()) != before


def unpack(machine: Machine, value: Value, count: int, node: ast.AST) -> list[Value] | None:
    """The `count` values that a value unpacks to; None where they are not known."""
    if isinstance(value, OneOf):
        options = [unpack(machine, option, count, node) for option in value.options]
        known = [option for option in options if option is not None]
        if len(known) != len(options):
            return None
        return [machine.store.joined(column) for column in zip(*known, strict=True)]
    if isinstance(value, Array):
        if not value.shape:
            return None
        return [item_of_array(machine, node, value, place) for place in range(count)]
    items = elements_of(machine, value, node)
    if items is None:
        return None
    if items.items is None:
        return (
            [any_element(machine, items)] * count if items.count == count or isinstance(items.count, SomeInt) else None
        )
    return list(items.items) if len(items.items) == count else None


def stored(machine: Machine, value: Value) -> Value:
    """What is known of a value that is kept. An iterator is consumed who knows where: it is not known."""
    if type(value) in (Sequence, OneOf) and is_iterator(value):
        lose(machine, value)
        return UNKNOWN
    return value
