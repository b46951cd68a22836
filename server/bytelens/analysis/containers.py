"""Tuples, lists, dicts, slices: displays, subscripts, unpacking, and the methods that change them."""

from __future__ import annotations

import ast
from collections.abc import Callable
from functools import partial
from typing import Any, TypeGuard

from ..rules.indexing import subscript
from ..rules.iterating import flat_items, flat_subscript
from ..rules.registry import Rule, Unmodelled, find_rule
from ..values.arrays import Array, Scalar
from ..values.dims import SOME_INT, SomeInt, add, upper_bound
from ..values.joining import generalise, options
from ..values.kinds import UNKNOWN, Instance, Lengths, Mapping, Method, Ref, Sequence, Slice, Typed, Value
from ..values.kinds import Union as OneOf
from .escapes import ANY_LIST, is_lost, lose
from .machine import Machine, evaluates
from .parameters import length
from .scopes import Frame
from .store import ABSENT, parts

MOST_ITEMS = 10_000
MOST_ROWS = 64
_SUBSCRIPT = Rule("numpy.ndarray.__getitem__", subscript)
_FLAT_SUBSCRIPT = Rule("numpy.flatiter.__getitem__", flat_subscript)


@evaluates(ast.Constant)
def constant(machine: Machine, frame: Frame, node: ast.Constant) -> Value:
    """A literal."""
    return node.value


@evaluates(ast.JoinedStr)
def formatted(machine: Machine, frame: Frame, node: ast.JoinedStr) -> Value:
    """An f-string: some str. Its expressions are evaluated for what they bind."""
    for part in node.values:
        if isinstance(part, ast.FormattedValue):
            lose(machine, machine.evaluate(frame, part.value))
            if part.format_spec is not None:
                machine.evaluate(frame, part.format_spec)
    return Typed(str)


@evaluates(ast.Tuple)
def tuple_display(machine: Machine, frame: Frame, node: ast.Tuple) -> Value:
    """`a, b`; UNKNOWN where a starred part has an unknown length."""
    items = _items(machine, frame, node.elts)
    if items is not None and _weight(items) <= MOST_ITEMS:
        return items
    lose(machine, items)
    return UNKNOWN


def _weight(items: tuple[Value, ...]) -> int:
    """The number of values in a tuple and in the tuples in it; no more is counted than is too many."""
    total = len(items)
    for item in items:
        if type(item) is tuple and total <= MOST_ITEMS:
            total += _weight(item)
    return total


@evaluates(ast.List)
def list_display(machine: Machine, frame: Frame, node: ast.List) -> Value:
    """`[a, b]`: a new list on the heap."""
    if len(node.elts) > MOST_ITEMS and all(isinstance(item, ast.Constant) for item in node.elts):
        values = {(type(item.value), item.value) for item in node.elts if isinstance(item, ast.Constant)}
        element = generalise(value for _, value in values)
        return machine.store.allocate(Sequence(None, element, len(node.elts)))
    items = _items(machine, frame, node.elts)
    return machine.store.allocate(ANY_LIST if items is None else Sequence(items))


@evaluates(ast.Set)
def set_display(machine: Machine, frame: Frame, node: ast.Set) -> Value:
    """`{a, b}`: a set, of which nothing more is kept."""
    items = _items(machine, frame, node.elts)
    if not all(map(is_key, items or ())):
        lose(machine, items)
    return Typed(set)


@evaluates(ast.Dict)
def dict_display(machine: Machine, frame: Frame, node: ast.Dict) -> Value:
    """`{key: value}`: a new dict on the heap."""
    entries: list[tuple[Value, Value]] | None = []
    for key, value in zip(node.keys, node.values, strict=True):
        found = UNKNOWN if key is None else machine.evaluate(frame, key)
        held = stored(machine, machine.evaluate(frame, value))
        if entries is not None and is_key(found):
            entries = _with_entry(entries, found, held)
        else:
            lose(machine, (held, *(entry for _, entry in entries or ())))
            entries = None
    return machine.store.allocate(Mapping(None if entries is None else tuple(entries)))


@evaluates(ast.Slice)
def slice_display(machine: Machine, frame: Frame, node: ast.Slice) -> Value:
    """`start:stop:step`."""
    parts = (node.lower, node.upper, node.step)
    return machine.each(Slice, *(None if part is None else machine.evaluate(frame, part) for part in parts))


@evaluates(ast.Subscript)
def subscripted(machine: Machine, frame: Frame, node: ast.Subscript) -> Value:
    """`container[key]` where it is read."""
    container = machine.evaluate(frame, node.value)
    key = machine.evaluate(frame, node.slice)
    return machine.each(partial(_item_or_lost, machine, node, key), container)


def _item_or_lost(machine: Machine, node: ast.AST, key: Value, container: Value) -> Value:
    item = item_of(machine, node, key, container)
    if item is UNKNOWN:
        lose(machine, key)
        held = machine.store.get(container.address) if isinstance(container, Ref) else container
        for part in parts(held):
            lose(machine, part)
    return item


def item_of(machine: Machine, node: ast.AST, key: Value, container: Value) -> Value:
    """`container[key]`."""
    if isinstance(container, Array):
        return machine.apply(_SUBSCRIPT, node, container, key)
    if isinstance(container, Lengths):
        return length(machine, container, key)
    held = machine.store.get(container.address) if isinstance(container, Ref) else container
    if isinstance(held, Instance):
        found = machine.special(container, "__getitem__", key)
        return UNKNOWN if found is ABSENT else found
    if isinstance(held, Mapping):
        return entry_of(held, key)
    if isinstance(held, str):
        return Typed(str) if isinstance(key, int | SomeInt | Slice) else UNKNOWN
    items = sequence_items(held)
    if items is None:
        return _item_by_rule(machine, node, key, held)
    return machine.each(partial(_element, machine, container, held, items), key)


def _item_by_rule(machine: Machine, node: ast.AST, key: Value, held: Value) -> Value:
    """Of `a.flat`, and of objects that are made to be subscripted, such as `np.mgrid`."""
    if is_flat(held):
        return machine.apply(_FLAT_SUBSCRIPT, node, held.receiver, key)
    rule = find_rule(getattr(held, "__getitem__", None))
    return UNKNOWN if rule is None else machine.apply(rule, node, key)


def is_flat(value: Value) -> TypeGuard[Method]:
    """True for `a.flat`: what belongs to an array, as a method does, and is iterated over or subscripted."""
    return isinstance(value, Method) and value.name == "flat"


def _element(machine: Machine, container: Value, held: Value, items: Sequence, key: Value) -> Value:
    if isinstance(key, Slice):
        return _sliced(machine, container, held, items, key)
    index = (
        int(key.value) if isinstance(key, Scalar) and key.value is not None and key.value.dtype.kind in "iu" else key
    )
    if isinstance(index, int) and items.items is not None:
        return items.items[index] if -len(items.items) <= index < len(items.items) else UNKNOWN
    if not isinstance(index, int | SomeInt | Scalar):
        return UNKNOWN
    return any_element(machine, items)


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


def any_element(machine: Machine, items: Sequence) -> Value:
    """What stands for an element that nobody knows which it is."""
    if items.items is None:
        return items.element
    return machine.store.joined(items.items) if items.items else UNKNOWN


def sequence_items(value: Value) -> Sequence | None:
    """The elements of a tuple, a list, a constant range or the like; None for what is none."""
    if isinstance(value, Sequence):
        return value
    if isinstance(value, tuple):
        return Sequence(value)
    if isinstance(value, range):
        if len(value) > MOST_ITEMS:
            return Sequence(None, SOME_INT, len(value), "range")
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
    held = machine.store.get(value.address) if isinstance(value, Ref) else value
    if isinstance(held, Mapping):
        return None if held.entries is None else Sequence(tuple(key for key, _ in held.entries))
    return sequence_items(held)


def _rows(machine: Machine, array: Array, node: ast.AST) -> Sequence | None:
    """What iterating over an array yields: one row that stands for all, unless their elements are known."""
    if not array.shape:
        return None
    count = array.shape[0]
    if isinstance(count, int) and count <= MOST_ROWS and machine.store.contents(array) is not None:
        rows = [machine.apply(_SUBSCRIPT, node, array, place) for place in range(count)]
        return Sequence(tuple(rows), kind="iterator")
    return Sequence(None, machine.apply(_SUBSCRIPT, node, array, SOME_INT), count, "iterator")


def changes_source(machine: Machine, iterable: Value, before: Sequence) -> bool:
    """Whether a list, dict or array has other items than `before`, when it began to be iterated over."""
    if isinstance(iterable, Array):
        return before.items is not None and machine.store.contents(iterable) is None
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
        return [machine.apply(_SUBSCRIPT, node, value, place) for place in range(count)]
    items = elements_of(machine, value, node)
    if items is None:
        return None
    if items.items is None:
        return [items.element] * count if items.count == count or isinstance(items.count, SomeInt) else None
    return list(items.items) if len(items.items) == count else None


def is_key(value: Value) -> bool:
    """True for constants that can be looked up in a dict by their value."""
    if isinstance(value, tuple):
        return all(map(is_key, value))
    return value is None or isinstance(value, str | int | float | bytes | bool)


def entry_of(mapping: Mapping, key: Value, default: Value = UNKNOWN) -> Value:
    """The value of a key in a dict."""
    if mapping.entries is None or not is_key(key):
        return UNKNOWN
    return next((value for known, value in mapping.entries if known == key), default)


def store_item(machine: Machine, container: Value, key: Value, value: Value) -> None:
    """`container[key] = value`. Nothing changes in what is known of an array."""
    held = machine.store.get(container.address) if isinstance(container, Ref) else UNKNOWN
    value = stored(machine, value)
    if isinstance(held, Instance):
        machine.special(container, "__setitem__", key, value)
        return
    if isinstance(container, Ref) and not is_lost(held):
        if isinstance(held, Mapping) and held.entries is not None and is_key(key):
            entries = _with_entry(list(held.entries), key, value)
            machine.store.set(container.address, Mapping(tuple(entries)))
            return
        if isinstance(held, Sequence) and not isinstance(key, Slice):
            machine.store.set(container.address, _with_item(machine, held, key, value))
            return
    if isinstance(container, Array):
        machine.store.write(container.buffer)
        if container.dtype is not None and not container.dtype.hasobject:
            return
    else:
        lose(machine, container)
    lose(machine, value)


def _with_entry(entries: list[tuple[Value, Value]], key: Value, value: Value) -> list[tuple[Value, Value]]:
    for place, (known, _) in enumerate(entries):
        if known == key:
            entries[place] = (known, value)
            return entries
    return [*entries, (key, value)]


def _with_item(machine: Machine, held: Sequence, key: Value, value: Value) -> Sequence:
    if held.items is not None and isinstance(key, int) and -len(held.items) <= key < len(held.items):
        items = list(held.items)
        items[key] = value
        return Sequence(tuple(items))
    element = machine.store.joined((any_element(machine, held), value))
    return Sequence(None, element, held.count)


def extend(machine: Machine, target: Ref, other: Value) -> Value:
    """`target += other` on a list."""
    held = machine.store.get(target.address)
    more = elements_of(machine, other, ast.Pass())
    if not isinstance(held, Sequence) or is_lost(held) or more is None:
        lose(machine, (target, other))
    else:
        machine.store.set(target.address, _chained(machine, held, more))
    return None


def _chained(machine: Machine, first: Sequence, second: Sequence) -> Sequence:
    if first.items is not None and second.items is not None and len(first.items) < MOST_ITEMS:
        return Sequence(first.items + second.items)
    known = [part for part in (first, second) if part.count != 0]
    element = machine.store.joined(any_element(machine, part) for part in known)
    return Sequence(None, element, add(first.count, second.count))


def append(machine: Machine, target: Ref, value: Value) -> Value:
    """`target.append(value)`."""
    held = machine.store.get(target.address)
    if isinstance(held, Sequence) and not is_lost(held):
        machine.store.set(target.address, _chained(machine, held, Sequence((stored(machine, value),))))
    else:
        lose(machine, value)
    return None


def copy(machine: Machine, target: Ref) -> Value:
    """`target.copy()` of a list or dict: a shallow copy."""
    return machine.store.allocate(machine.store.get(target.address))


def _get(machine: Machine, target: Ref, key: Value, default: Value = None) -> Value:
    held = machine.store.get(target.address)
    return entry_of(held, key, default) if isinstance(held, Mapping) else UNKNOWN


def _entries(part: int | None, machine: Machine, target: Ref) -> Value:
    held = machine.store.get(target.address)
    if not isinstance(held, Mapping) or held.entries is None:
        return UNKNOWN
    items: tuple[Value, ...] = held.entries if part is None else tuple(entry[part] for entry in held.entries)
    return Sequence(items, kind="iterator")


LIST_METHODS: dict[str, Callable[..., Value]] = {"append": append, "extend": extend, "copy": copy}
DICT_METHODS: dict[str, Callable[..., Value]] = {
    "get": _get,
    "copy": copy,
    "keys": partial(_entries, 0),
    "values": partial(_entries, 1),
    "items": partial(_entries, None),
}


def call_method(machine: Machine, target: Ref, name: str, arguments: list[Value]) -> Value:
    """A method of a list or dict. One that is not modelled may leave anything in it."""
    held = machine.store.get(target.address)
    method = (DICT_METHODS if isinstance(held, Mapping) else LIST_METHODS).get(name)
    if method is not None:
        machine.iterated.append(target)
        try:
            result = method(machine, target, *arguments)
        except (TypeError, Unmodelled):
            result = UNKNOWN
        if result is not UNKNOWN:
            return result
    lose(machine, (target, *arguments))
    return UNKNOWN


def stored(machine: Machine, value: Value) -> Value:
    """What is known of a value that is kept. An iterator is consumed who knows where: it is not known."""
    if type(value) not in (Sequence, OneOf):
        return value
    if any(isinstance(option, Sequence) and option.kind == "iterator" for option in options(value)):
        lose(machine, value)
        return UNKNOWN
    return value


def _items(machine: Machine, frame: Frame, nodes: list[ast.expr]) -> tuple[Value, ...] | None:
    """The values of a display; None where a starred one has an unknown length."""
    items: list[Value] | None = []
    for node in nodes:
        if not isinstance(node, ast.Starred):
            value = stored(machine, machine.evaluate(frame, node))
            if items is not None:
                items.append(value)
            else:
                lose(machine, value)
            continue
        whole = machine.evaluate(frame, node.value)
        more = elements_of(machine, whole, node)
        if items is None or more is None or more.items is None:
            lose(machine, (whole, *(items or ())))
            items = None
        else:
            items.extend(more.items)
    return None if items is None else tuple(items)
