"""Functions that unknown code may call at any time, with arguments that nobody sees."""

from __future__ import annotations

from ..values.kinds import UNKNOWN, Method, Ref, Value
from .containers import forget
from .machine import Machine
from .scopes import Function, names_of
from .store import ABSENT, Cell, parts


def escape(machine: Machine, value: Value) -> None:
    """Note that unknown code has got hold of a value: the functions in it may be called from now on."""
    if isinstance(value, Function):
        machine.escaped.setdefault(value.node, value)
    elif isinstance(value, Method):
        escape(machine, value.receiver)
    elif isinstance(value, Ref):
        held = machine.store.get(value.address)
        for part in parts(held):
            if part is not value:
                escape(machine, part)
    else:
        for part in parts(value):
            escape(machine, part)


def disturb(machine: Machine) -> None:
    """After a call of unknown code: whatever the escaped functions can write may have changed."""
    if not machine.escaped:
        return
    seen: set[Cell] = set()
    pending = list(machine.escaped.values())
    visited = set(machine.escaped)
    while pending:
        function = pending.pop()
        names = names_of(function.node)
        for name in names.declared_global | names.declared_nonlocal:
            cell = _cell(machine, function, name)
            if cell is not None:
                machine.store.set(cell, UNKNOWN)
        for name in names.mentioned - names.bound:
            cell = _cell(machine, function, name)
            if cell is None or cell in seen:
                continue
            seen.add(cell)
            value = machine.store.get(cell)
            forget(machine, value)
            if isinstance(value, Function) and value.node not in visited:
                visited.add(value.node)
                pending.append(value)


def _cell(machine: Machine, function: Function, name: str) -> Cell | None:
    for scope in function.scopes:
        cell = (scope.id, name)
        if machine.store.get(cell) is not ABSENT:
            return cell
    return None
