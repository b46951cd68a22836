"""`container[key]`: read, set and deleted."""

from __future__ import annotations

import ast
from functools import partial
from typing import Any

from ..rules.iterating import flat_subscript
from ..rules.registry import Rule, find_of_made, find_rule
from ..values.arrays import Array, Scalar
from ..values.dims import SOME_INT, SomeInt, Symbolic, upper_bound
from ..values.kinds import UNKNOWN, Instance, Lengths, Made, Mapping, Ref, Sequence, Slice, Typed, Union, Value
from .containers import any_element, is_flat, item_of_array, sequence_items, stored
from .dicts import delete_entry, entry_of, set_entry
from .escapes import is_lost, lose
from .forms import ABSENT, NAMESPACE, parts
from .lists import constant_index, delete_item, set_item, set_slice
from .machine import Machine, evaluates
from .parameters import length
from .scopes import Frame

_FLAT_SUBSCRIPT = Rule("numpy.flatiter.__getitem__", flat_subscript)


@evaluates(ast.Subscript)
def subscripted(machine: Machine, frame: Frame, node: ast.Subscript) -> Value:
    """`container[key]` where it is read."""
    container = machine.evaluate(frame, node.value)
    key = machine.evaluate(frame, node.slice)
    if type(container) is Union:
        return machine.each(partial(_item_or_lost, machine, node, key), container)
    return _item_or_lost(machine, node, key, container)


def _item_or_lost(machine: Machine, node: ast.AST, key: Value, container: Value) -> Value:
    item = item_of(machine, node, key, container)
    if item is UNKNOWN:
        lose(machine, key)
        if container is NAMESPACE:
            lose(machine, container)
        held = machine.store.get(container.address) if isinstance(container, Ref) else container
        for part in parts(held):
            lose(machine, part)
    return item


def item_of(machine: Machine, node: ast.AST, key: Value, container: Value) -> Value:
    """`container[key]`."""
    if isinstance(container, Array | Scalar):
        return item_of_array(machine, node, container, key)
    if isinstance(container, Lengths):
        return length(machine, container, key)
    held = machine.store.get(container.address) if isinstance(container, Ref) else container
    if isinstance(held, Instance):
        found = machine.special(container, "__getitem__", key)
        return UNKNOWN if found is ABSENT else found
    if isinstance(held, Mapping):
        return entry_of(machine, container, held, key) if isinstance(container, Ref) else UNKNOWN
    if isinstance(held, str | bytes):
        return _part_of_text(held, key)
    items = sequence_items(held)
    if items is None:
        return _item_by_rule(machine, node, key, held)
    return machine.each(partial(_element, machine, container, held, items), key)


def _item_by_rule(machine: Machine, node: ast.AST, key: Value, held: Value) -> Value:
    """Of `a.flat`, and of objects that are made to be subscripted, such as `np.mgrid`."""
    if is_flat(held):
        return machine.apply(_FLAT_SUBSCRIPT, node, held.receiver, key)
    if isinstance(held, Made):
        rule = find_of_made(held.maker, "__getitem__")
        return UNKNOWN if rule is None else machine.apply(rule, node, held, key)
    rule = find_rule(getattr(held, "__getitem__", None))
    return UNKNOWN if rule is None else machine.apply(rule, node, key)


def _element(machine: Machine, container: Value, held: Value, items: Sequence, key: Value) -> Value:
    if isinstance(key, Slice):
        return _sliced(machine, container, held, items, key)
    index = constant_index(key)
    if isinstance(index, int) and items.items is not None:
        return items.items[index] if -len(items.items) <= index < len(items.items) else UNKNOWN
    if not isinstance(index, int | SomeInt | Symbolic | Scalar):
        return UNKNOWN
    return any_element(machine, items)


def _part_of_text(text: str | bytes, key: Value) -> Value:
    index = constant_index(key)
    if isinstance(index, Slice):
        bounds: list[Any] = [index.start, index.stop, index.step]
        index = slice(*bounds) if all(bound is None or type(bound) is int for bound in bounds) else SOME_INT
    if isinstance(index, int | slice):
        try:
            return text[index]
        except (IndexError, ValueError):
            return UNKNOWN
    return Typed(str) if isinstance(text, str) and isinstance(key, SomeInt | Symbolic | Slice) else UNKNOWN


def _sliced(machine: Machine, container: Value, held: Value, items: Sequence, key: Slice) -> Value:
    bounds: tuple[Any, ...] = (key.start, key.stop, key.step)
    known = all(bound is None or type(bound) is int for bound in bounds) and key.step != 0
    if isinstance(held, range):
        return held[slice(*bounds)] if known else UNKNOWN
    if items.items is None or not known:
        if isinstance(held, tuple):
            return UNKNOWN
        element = any_element(machine, items)
        return machine.store.allocate(Sequence(None, element, SomeInt(upper_bound(items.count))))
    chosen = items.items[slice(*bounds)]
    return chosen if isinstance(held, tuple) else machine.store.allocate(Sequence(chosen))


def store_item(machine: Machine, container: Value, key: Value, value: Value) -> None:
    """`container[key] = value`. Nothing changes in what is known of an array."""
    held = machine.store.get(container.address) if isinstance(container, Ref) else UNKNOWN
    value = stored(machine, value)
    if isinstance(held, Instance):
        machine.special(container, "__setitem__", key, value)
        return
    if isinstance(container, Ref) and not is_lost(held):
        if isinstance(held, Mapping):
            set_entry(machine, container, held, key, value)
            return
        if isinstance(held, Sequence) and isinstance(key, int | SomeInt | Symbolic | Scalar):
            set_item(machine, container, held, key, value)
            return
        if isinstance(held, Sequence) and isinstance(key, Slice) and set_slice(machine, container, held, key, value):
            return
    if isinstance(container, Array):
        machine.store.write(container.buffer)
        if container.dtype is not None and not container.dtype.hasobject:
            return
    else:
        lose(machine, container)
    lose(machine, value)


def delete_of(machine: Machine, container: Value, key: Value) -> None:
    """`del container[key]`."""
    held = machine.store.get(container.address) if isinstance(container, Ref) else UNKNOWN
    if isinstance(container, Ref) and not is_lost(held):
        if isinstance(held, Instance):
            machine.special(container, "__delitem__", key)
            return
        if isinstance(held, Mapping):
            delete_entry(machine, container, held, key)
            return
        if isinstance(held, Sequence) and delete_item(machine, container, held, key):
            return
    lose(machine, (container, key))
