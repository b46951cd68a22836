"""What `import` binds names to."""

from __future__ import annotations

import ast
from types import ModuleType

from ..values.kinds import UNKNOWN, Ref, Sequence, Value
from .files import write_any
from .forms import ABSENT
from .machine import Machine, executes
from .modules import Raises, absolute, attribute_of_module, load
from .names import cell_of, forget_names, library, member
from .origins import note
from .scopes import Frame, Module


@executes(ast.Import)
def import_modules(machine: Machine, frame: Frame, node: ast.Import) -> bool:
    """`import numpy as np`, `import package.module`; modules that are neither ours nor known are unknown."""
    for alias in node.names:
        first = alias.name.partition(".")[0]
        try:
            module = load(machine, frame, alias.name)
            if not alias.asname:
                module = load(machine, frame, first)
        except Raises:
            return False
        if module is UNKNOWN:
            write_any(machine)
        origin = (alias.name if alias.asname else first) if module is ABSENT else None
        if origin is not None:
            module = library(origin)
        machine.store.set(cell_of(frame, alias.asname or first), module)
        note(machine, cell_of(frame, alias.asname or first), origin)
    return True


@executes(ast.ImportFrom)
def import_names(machine: Machine, frame: Frame, node: ast.ImportFrom) -> bool:
    """`from numpy import zeros as z`, `from . import module`; a star import of an unknown module may bind anything."""
    name = absolute(machine, frame.scopes[-1].id, node.module, node.level)
    try:
        module = UNKNOWN if name is None else load(machine, frame, name)
        if module is UNKNOWN:
            write_any(machine)
        origin = name if module is ABSENT else None
        if origin is not None:
            module = library(origin)
        for alias in node.names:
            if alias.name == "*":
                _import_all(machine, frame, module)
            else:
                cell = cell_of(frame, alias.asname or alias.name)
                machine.store.set(cell, _taken(machine, frame, module, alias.name))
                note(machine, cell, None if origin is None else f"{origin}.{alias.name}")
    except Raises:
        return False
    return True


def _taken(machine: Machine, frame: Frame, module: Value, name: str) -> Value:
    """`from module import name`: an attribute, or else a module in the package."""
    if isinstance(module, ModuleType):
        return member(machine, module, name)
    if not isinstance(module, Module):
        return UNKNOWN
    value = attribute_of_module(machine, module, name)
    if value is ABSENT:
        value = load(machine, frame, f"{module.name}.{name}")
    return UNKNOWN if value is ABSENT else value


def _import_all(machine: Machine, frame: Frame, module: Value) -> None:
    scope = frame.scope.id
    if isinstance(module, ModuleType):
        for key in getattr(module, "__all__", None) or [key for key in vars(module) if not key.startswith("_")]:
            machine.store.set((scope, key), member(machine, module, key))
        return
    names = _public(machine, module) if isinstance(module, Module) else None
    if names is None or not isinstance(module, Module):
        forget_names(machine, scope)
        return
    certain = _surely_bound(machine, module)
    for name in names:
        value = _taken(machine, frame, module, name)
        old = ABSENT if name in certain else machine.store.before((scope, name))
        machine.store.set((scope, name), value if old is ABSENT else machine.store.joined((old, value)))


def _public(machine: Machine, module: Module) -> list[str] | None:
    """The names that a star import takes; None where they are not known."""
    if module.scope in machine.unknown_names:
        return None
    cells = machine.store.cells
    listed = cells.get((module.scope, "__all__"), ABSENT)
    if listed is ABSENT:
        own = [cell[1] for cell in cells.all() if isinstance(cell, tuple) and cell[0] == module.scope]
        return [name for name in own if not name.startswith("_")]
    held = machine.store.get(listed.address) if isinstance(listed, Ref) else listed
    items = held.items if isinstance(held, Sequence) else held
    if not isinstance(items, tuple):
        return None
    names = [item for item in items if isinstance(item, str)]
    return names if len(names) == len(items) else None


def _surely_bound(machine: Machine, module: Module) -> set[str]:
    """The names that the statements of a module bind whatever happens, and that none of them unbinds."""
    loaded = machine.modules.get(module.name)
    tree = None if loaded is None or loaded.source is None else loaded.source.tree
    found: set[str] = set()
    for statement in () if tree is None else tree.body:
        if isinstance(statement, ast.Assign):
            found.update(target.id for target in statement.targets if isinstance(target, ast.Name))
        elif isinstance(statement, ast.FunctionDef | ast.ClassDef):
            found.add(statement.name)
    deleted = [node for node in ast.walk(tree) if isinstance(node, ast.Delete)] if tree is not None else []
    return found - {part.id for node in deleted for part in ast.walk(node) if isinstance(part, ast.Name)}
