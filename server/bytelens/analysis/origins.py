"""Which library something unknown comes from: what is imported, and what is made by calling what is in it.

A name that is ever bound to something of another origin has none.
"""

from __future__ import annotations

import ast

from ..values.kinds import Unknown, Value
from .forms import Cell
from .machine import Machine
from .quiet import passes_on
from .scopes import Frame

_WRAPPERS = (ast.Attribute, ast.Subscript, ast.Starred, ast.Await)


def note(machine: Machine, cell: Cell, origin: str | None) -> None:
    """A cell is bound to something of a library, or of nobody knows what."""
    machine.give_up_traces(cell if isinstance(cell, int) else cell[0])
    machine.origins[cell] = origin if machine.origins.get(cell, origin) == origin else None


def note_binding(machine: Machine, frame: Frame, cell: Cell, value: Value, source: ast.AST | None) -> None:
    """A cell is bound to a value that an expression has made."""
    if isinstance(value, Unknown):
        note(machine, cell, None if source is None else origin_of(machine, frame, source))


def origin_of(machine: Machine, frame: Frame, node: ast.AST) -> str | None:
    """The full name of the module that an expression begins with; None where that is not known, or may be another."""
    made = False
    while not isinstance(node, ast.Name):
        made = made or not isinstance(node, ast.Attribute)
        if isinstance(node, _WRAPPERS):
            node = node.value
        elif isinstance(node, ast.Call):
            node = node.func
        else:
            return None
    origin = _of_name(machine, frame, node.id)
    return None if origin is None or (made and passes_on(origin)) else origin


def _of_name(machine: Machine, frame: Frame, name: str) -> str | None:
    for scope in frame.scopes:
        cell = (scope.id, name)
        if cell in machine.store.cells:
            return None if cell in machine.volatile or cell not in machine.origins else machine.origins[cell]
    return None
