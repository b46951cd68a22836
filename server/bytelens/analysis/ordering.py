"""What is in order, or the least and the greatest: of constants known, of others one of them."""

from __future__ import annotations

import ast

from ..rules.registry import Unmodelled
from ..values.kinds import UNKNOWN, Sequence, Value
from .containers import any_element, elements_of
from .machine import Machine

MOST_KEYS = 64
_NOWHERE = ast.Pass()


def sorted_items(machine: Machine, held: Sequence, reverse: Value = False) -> Sequence:
    """Items in order: known where they are constants of one kind, else each may be any of them."""
    items = held.items or ()
    kinds = set(map(type, items))
    if held.items is not None and type(reverse) is bool and len(kinds) <= 1 and kinds <= {int, float, str}:
        return Sequence(tuple(sorted(items, reverse=reverse)))  # type: ignore[type-var]
    return _in_any_order(machine, held)


def sorted_by(machine: Machine, held: Sequence, key: Value) -> Sequence:
    """Items in an order that a function tells: it is called, and nothing is known of its results."""
    _call_key(machine, held, key)
    return _in_any_order(machine, held)


def chosen_by(machine: Machine, arguments: list[Value], key: Value, default: tuple[Value, ...]) -> Value:
    """`min` and `max` with a key: one of the items. Raises Unmodelled where these are not known."""
    items = Sequence(tuple(arguments))
    if len(arguments) == 1:
        found = elements_of(machine, arguments[0], _NOWHERE)
        if found is None:
            raise Unmodelled("the items are not known")
        items = found
    _call_key(machine, items, key)
    if items.count == 0:
        return default[0] if default else UNKNOWN
    return machine.store.joined((any_element(machine, items), *default))


def _call_key(machine: Machine, items: Sequence, key: Value) -> None:
    if key is None:
        return
    if items.items is None:
        machine.call(key, any_element(machine, items))
    else:
        for item in items.items[:MOST_KEYS]:
            machine.call(key, item)
        if len(items.items) > MOST_KEYS:
            machine.call(key, any_element(machine, items))


def _in_any_order(machine: Machine, held: Sequence) -> Sequence:
    if held.items is not None and len(held.items) < 2:
        return Sequence(held.items)
    return Sequence(None, any_element(machine, held), held.count)
