"""Methods of lists and dicts."""

from __future__ import annotations

from ..rules.registry import Unmodelled
from ..values.kinds import UNKNOWN, Mapping, Ref, Value
from .dicts import DICT_METHODS
from .escapes import lose
from .lists import LIST_METHODS
from .machine import Machine


def call_method(machine: Machine, target: Ref, name: str, arguments: list[Value], keywords: dict[str, Value]) -> Value:
    """A method of a list or dict. One that is not modelled may leave anything in it."""
    held = machine.store.get(target.address)
    method = (DICT_METHODS if isinstance(held, Mapping) else LIST_METHODS).get(name)
    if method is not None:
        try:
            return method(machine, target, *arguments, **keywords)
        except (TypeError, Unmodelled):
            pass
    lose(machine, (target, *arguments, *keywords.values()))
    return UNKNOWN
