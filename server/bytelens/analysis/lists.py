"""Lists: how their methods, assignments to items and slices, and `del` change them."""

from __future__ import annotations

import ast
from collections.abc import Callable
from typing import Any

from ..rules.registry import Unmodelled
from ..values.arrays import Scalar
from ..values.dims import SOME_INT, SomeInt, Symbolic, add, subtract, upper_bound
from ..values.kinds import UNKNOWN, Ref, Sequence, Slice, Value, is_key
from .containers import MOST_ITEMS, any_element, elements_of, stored
from .escapes import is_lost, lose
from .machine import Machine
from .ordering import sorted_by, sorted_items


def held_list(machine: Machine, target: Ref) -> Sequence:
    """What is known of a list. Raises Unmodelled where that is nothing."""
    held = machine.store.get(target.address)
    if isinstance(held, Sequence) and not is_lost(held):
        return held
    raise Unmodelled("anything may be in it")


def constant_index(key: Value) -> Value:
    """An index as a Python int where it is a known NumPy scalar."""
    known = isinstance(key, Scalar) and key.value is not None and key.value.dtype.kind in "iu"
    return int(key.value) if known else key  # type: ignore[attr-defined]


def set_item(machine: Machine, target: Ref, held: Sequence, key: Value, value: Value) -> None:
    """`target[key] = value` with an index."""
    index = constant_index(key)
    if held.items is not None and isinstance(index, int) and -len(held.items) <= index < len(held.items):
        items = list(held.items)
        items[index] = value
        machine.store.set(target.address, Sequence(tuple(items)))
    else:
        _weaken(machine, target, held, held.count, value)


def set_slice(machine: Machine, target: Ref, held: Sequence, key: Slice, value: Value) -> bool:
    """`target[a:b] = value`; False where it is not known what that puts in."""
    more = elements_of(machine, value, ast.Pass())
    if more is None:
        return False
    chosen = _constant_slice(key)
    if held.items is not None and more.items is not None and chosen is not None:
        items = list(held.items)
        try:
            items[chosen] = more.items
        except ValueError:
            return True
        machine.store.set(target.address, Sequence(tuple(items)))
        return True
    known = [any_element(machine, part) for part in (held, more) if part.count != 0]
    count = held.count if key.step not in (None, 1) else SomeInt(upper_bound(add(held.count, more.count)))
    machine.store.set(target.address, Sequence(None, machine.store.joined(known) if known else UNKNOWN, count))
    return True


def delete_item(machine: Machine, target: Ref, held: Sequence, key: Value) -> bool:
    """`del target[key]`; False where the key is not known to be an index or a slice."""
    index = _constant_slice(key) if isinstance(key, Slice) else constant_index(key)
    if held.items is not None and isinstance(index, int | slice):
        items = list(held.items)
        try:
            del items[index]
        except IndexError:
            return True
        machine.store.set(target.address, Sequence(tuple(items)))
        return True
    if isinstance(key, Slice):
        _weaken(machine, target, held, SomeInt(upper_bound(held.count)))
        return True
    if isinstance(index, int | SomeInt | Symbolic | Scalar):
        _weaken(machine, target, held, subtract(held.count, 1))
        return True
    return False


def extend(machine: Machine, target: Ref, other: Value) -> Value:
    """`target += other` on a list."""
    held = machine.store.get(target.address)
    more = elements_of(machine, other, ast.Pass())
    if not isinstance(held, Sequence) or is_lost(held) or more is None:
        lose(machine, (target, other))
    else:
        machine.store.set(target.address, _chained(machine, held, more))
    return None


def append(machine: Machine, target: Ref, value: Value) -> Value:
    """`target.append(value)`."""
    held = machine.store.get(target.address)
    if isinstance(held, Sequence) and not is_lost(held):
        machine.store.set(target.address, _chained(machine, held, Sequence((stored(machine, value),))))
    else:
        lose(machine, value)
    return None


def insert(machine: Machine, target: Ref, index: Value, value: Value) -> Value:
    """`target.insert(index, value)`."""
    held, value = held_list(machine, target), stored(machine, value)
    place = constant_index(index)
    if held.items is not None and isinstance(place, int) and len(held.items) < MOST_ITEMS:
        items = list(held.items)
        items.insert(place, value)
        machine.store.set(target.address, Sequence(tuple(items)))
    else:
        _weaken(machine, target, held, add(held.count, 1), value)
    return None


def pop(machine: Machine, target: Ref, index: Value = -1) -> Value:
    """`target.pop(index)`."""
    held = held_list(machine, target)
    place = constant_index(index)
    if held.items is not None and isinstance(place, int) and -len(held.items) <= place < len(held.items):
        items = list(held.items)
        item = items.pop(place)
        machine.store.set(target.address, Sequence(tuple(items)))
        return item
    item = any_element(machine, held)
    _weaken(machine, target, held, subtract(held.count, 1))
    return item


def remove(machine: Machine, target: Ref, value: Value) -> Value:
    """`target.remove(value)`: of constants the first that is equal."""
    held = _plain_list(machine, target)
    if held.items is not None and is_key(value) and all(map(is_key, held.items)):
        items = list(held.items)
        if value in items:
            items.remove(value)
            machine.store.set(target.address, Sequence(tuple(items)))
    else:
        _weaken(machine, target, held, subtract(held.count, 1))
    return None


def clear(machine: Machine, target: Ref) -> Value:
    """`target.clear()`."""
    held_list(machine, target)
    machine.store.set(target.address, Sequence(()))
    return None


def copy(machine: Machine, target: Ref) -> Value:
    """`target.copy()` of a list or dict: a shallow copy."""
    return machine.store.allocate(machine.store.get(target.address))


def reverse(machine: Machine, target: Ref) -> Value:
    """`target.reverse()`."""
    held = held_list(machine, target)
    if held.items is not None:
        machine.store.set(target.address, Sequence(held.items[::-1]))
    return None


def sort(machine: Machine, target: Ref, *, key: Value = None, reverse: Value = False) -> Value:
    """`target.sort()`: constants in order; else in an order that is not known."""
    if key is not None:
        made = sorted_by(machine, held_list(machine, target), key)
    else:
        made = sorted_items(machine, _plain_list(machine, target), reverse)
    machine.store.set(target.address, made)
    return None


def index(machine: Machine, target: Ref, value: Value, *bounds: Value) -> Value:
    """`target.index(value)`."""
    held = _plain_list(machine, target)
    if held.items is None or bounds or not is_key(value) or not all(map(is_key, held.items)) or value not in held.items:
        return SOME_INT
    return held.items.index(value)


def count(machine: Machine, target: Ref, value: Value) -> Value:
    """`target.count(value)`."""
    held = _plain_list(machine, target)
    if held.items is None or not is_key(value) or not all(map(is_key, held.items)):
        return SOME_INT
    return held.items.count(value)


LIST_METHODS: dict[str, Callable[..., Value]] = {
    **{method.__name__: method for method in (append, extend, insert, pop, remove, clear, copy, reverse, sort)},
    **{method.__name__: method for method in (index, count)},
}


def _chained(machine: Machine, first: Sequence, second: Sequence) -> Sequence:
    if first.items is not None and second.items is not None and len(first.items) < MOST_ITEMS:
        return Sequence(first.items + second.items)
    known = [part for part in (first, second) if part.count != 0]
    element = machine.store.joined(any_element(machine, part) for part in known)
    return Sequence(None, element, add(first.count, second.count))


def _weaken(machine: Machine, target: Ref, held: Sequence, length: Any, *more: Value) -> None:
    """Items change, nobody knows which: one element stands for all, and for those that are put in."""
    values = [*([] if held.count == 0 else [any_element(machine, held)]), *more]
    element = machine.store.joined(values) if values else UNKNOWN
    machine.store.set(target.address, Sequence(None, element, length))


def _plain_list(machine: Machine, target: Ref) -> Sequence:
    """A list whose items run no code of the program where they are compared. Raises Unmodelled for others."""
    held = held_list(machine, target)
    members = (held.element,) if held.items is None else held.items
    if any(isinstance(item, Ref) or item is UNKNOWN for item in members):
        raise Unmodelled("comparing them may run code")
    return held


def _constant_slice(key: Slice) -> slice | None:
    bounds: list[Any] = [constant_index(bound) for bound in (key.start, key.stop, key.step)]
    known = all(bound is None or type(bound) is int for bound in bounds) and bounds[2] != 0
    return slice(*bounds) if known else None
