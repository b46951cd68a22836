"""Dicts: how their entries are read and set, and what their methods do."""

from __future__ import annotations

import ast
from collections.abc import Callable
from dataclasses import replace
from functools import partial

from ..rules.registry import Unmodelled
from ..values.dims import SOME_INT
from ..values.kinds import UNKNOWN, Mapping, Ref, Sequence, Value, is_key
from .containers import elements_of, stored
from .escapes import is_lost, lose
from .laziness import note_iterated
from .lists import copy
from .machine import Machine

Entries = tuple[tuple[Value, Value], ...]


def held_dict(machine: Machine, target: Ref) -> Mapping:
    """What is known of a dict. Raises Unmodelled where that is nothing."""
    held = machine.store.get(target.address)
    if isinstance(held, Mapping) and not is_lost(held):
        return held
    raise Unmodelled("anything may be in it")


def entry_of(machine: Machine, target: Ref, held: Mapping, key: Value) -> Value:
    """`target[key]`; a key that is missing in a `defaultdict` gets a value."""
    found = _found(held, key)
    if found:
        return found[0]
    if held.missing is None:
        return UNKNOWN if found == () else _any_value(machine, held)
    made = machine.made_by(held.missing)
    held = held_dict(machine, target)
    if found is None:
        return _weaken(machine, target, held, key, made)
    set_entry(machine, target, held, key, made)
    return made


def set_entry(machine: Machine, target: Ref, held: Mapping, key: Value, value: Value) -> None:
    """`target[key] = value`."""
    if held.entries is not None and is_key(key):
        machine.store.set(target.address, replace(held, entries=with_entry(held.entries, key, value)))
    else:
        _weaken(machine, target, held, key, value)


def delete_entry(machine: Machine, target: Ref, held: Mapping, key: Value) -> None:
    """`del target[key]`."""
    if held.entries is not None and is_key(key):
        kept = tuple(entry for entry in held.entries if entry[0] != key)
        machine.store.set(target.address, replace(held, entries=kept))
    else:
        _weaken(machine, target, held, None)


def with_entry(entries: Entries, key: Value, value: Value) -> Entries:
    """Entries with one more, or with another value for a key that is there."""
    if any(known == key for known, _ in entries):
        return tuple((known, value if known == key else old) for known, old in entries)
    return (*entries, (key, value))


def merged(machine: Machine, target: Ref, other: Value) -> bool:
    """`target.update(other)`; False where it is not known what that puts in."""
    held = held_dict(machine, target)
    pairs = _pairs_of(machine, other)
    if pairs is None:
        return False
    if pairs.entries is not None:
        for key, value in pairs.entries:
            set_entry(machine, target, held_dict(machine, target), key, stored(machine, value))
    else:
        _weaken(machine, target, held, UNKNOWN, pairs.element)
    return True


def _get(machine: Machine, target: Ref, key: Value, default: Value = None) -> Value:
    held = held_dict(machine, target)
    found = _found(held, key)
    if found is None:
        return machine.store.joined((_any_value(machine, held), default))
    return found[0] if found else default


def _setdefault(machine: Machine, target: Ref, key: Value, default: Value = None) -> Value:
    held = held_dict(machine, target)
    found, default = _found(held, key), stored(machine, default)
    if found is None:
        return _weaken(machine, target, held, key, default)
    if not found:
        set_entry(machine, target, held, key, default)
    return found[0] if found else default


def _pop(machine: Machine, target: Ref, key: Value, *default: Value) -> Value:
    held = held_dict(machine, target)
    found = _found(held, key)
    if found is None:
        return machine.store.joined((_weaken(machine, target, held, None), *default))
    delete_entry(machine, target, held, key)
    return (*found, *default, UNKNOWN)[0]


def _popitem(machine: Machine, target: Ref) -> Value:
    held = held_dict(machine, target)
    if held.entries is None or not held.entries:
        raise Unmodelled("the last entry is not known")
    machine.store.set(target.address, replace(held, entries=held.entries[:-1]))
    return held.entries[-1]


def _update(machine: Machine, target: Ref, *others: Value, **entries: Value) -> Value:
    for other in others:
        if not merged(machine, target, other):
            raise Unmodelled("what it puts in is not known")
    for key, value in entries.items():
        set_entry(machine, target, held_dict(machine, target), key, stored(machine, value))
    return None


def _clear(machine: Machine, target: Ref) -> Value:
    machine.store.set(target.address, replace(held_dict(machine, target), entries=(), element=UNKNOWN))
    return None


def _entries(part: int | None, machine: Machine, target: Ref) -> Value:
    held = held_dict(machine, target)
    note_iterated(machine, (target,), in_order=True)
    if held.entries is None:
        pair = (UNKNOWN, _any_value(machine, held))
        return Sequence(None, pair if part is None else pair[part], SOME_INT, "iterator")
    items: tuple[Value, ...] = held.entries if part is None else tuple(entry[part] for entry in held.entries)
    return Sequence(items, kind="iterator")


DICT_METHODS: dict[str, Callable[..., Value]] = {
    "get": _get,
    "setdefault": _setdefault,
    "pop": _pop,
    "popitem": _popitem,
    "update": _update,
    "clear": _clear,
    "copy": copy,
    "keys": partial(_entries, 0),
    "values": partial(_entries, 1),
    "items": partial(_entries, None),
}


def _found(held: Mapping, key: Value) -> tuple[Value, ...] | None:
    """The value of a key, in a tuple that is empty where the dict lacks it; None where either is not known."""
    if held.entries is None or not is_key(key):
        return None
    return next(((value,) for known, value in held.entries if known == key), ())


def _any_value(machine: Machine, held: Mapping) -> Value:
    if held.entries is None:
        return machine.summarised(held.element)
    return machine.store.joined(held.values) if held.entries else UNKNOWN


def _weaken(machine: Machine, target: Ref, held: Mapping, key: Value, *more: Value) -> Value:
    """Entries change, nobody knows which: one value stands for all, and for those that are put in. It is returned."""
    lose(machine, key)
    values = [*([] if held.entries == () else [_any_value(machine, held)]), *more]
    element = machine.summarised(machine.store.joined(values)) if values else UNKNOWN
    machine.store.set(target.address, replace(held, entries=None, element=element))
    return element


def _pairs_of(machine: Machine, other: Value) -> Mapping | None:
    """A dict, or pairs of keys and values, as entries."""
    held = machine.store.get(other.address) if isinstance(other, Ref) else other
    if isinstance(held, Mapping):
        return None if is_lost(held) else held
    items = elements_of(machine, other, ast.Pass())
    if items is None or items.items is None:
        return None
    entries: Entries = ()
    for item in items.items:
        pair = elements_of(machine, item, ast.Pass()) if isinstance(item, tuple | Ref) else None
        if pair is None or pair.items is None or len(pair.items) != 2 or not is_key(pair.items[0]):
            return None
        entries = with_entry(entries, *pair.items)
    return Mapping(entries)
