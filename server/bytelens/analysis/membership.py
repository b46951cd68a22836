"""`item in container`, where both are known."""

from __future__ import annotations

from ..values.kinds import Mapping, Ref, Sequence, Value, is_key
from .machine import Machine


def contains(machine: Machine, container: Value, item: Value) -> bool | None:
    """Whether a container holds a constant; None where that is not known."""
    held = machine.store.get(container.address) if isinstance(container, Ref) else container
    if not is_key(item):
        return None
    if isinstance(held, Mapping):
        return None if held.entries is None else any(key == item for key, _ in held.entries)
    if isinstance(held, str):
        return item in held if isinstance(item, str) else None
    if isinstance(held, range):
        return item in held if type(item) is int else None
    items = held.items if isinstance(held, Sequence) and held.kind == "list" else held
    if not isinstance(items, tuple) or not all(map(is_key, items)):
        return None
    return item in items
