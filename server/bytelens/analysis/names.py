"""Names: what they refer to, and what `import` binds them to."""

from __future__ import annotations

import abc
import ast
import builtins
import cmath
import collections
import copy
import dataclasses
import functools
import itertools
import math
import random
import time
import typing
from types import ModuleType

import numpy as np

from ..rules.extensions import LIBRARIES
from ..rules.registry import resolve
from ..values.kinds import UNKNOWN, Value
from .escapes import lose
from .machine import Machine, evaluates, executes
from .scopes import Frame, Scope
from .store import ABSENT, Cell

MODULES: dict[str, ModuleType] = {
    module.__name__: module
    for module in (np, math, cmath, abc, collections, copy, dataclasses, functools, itertools, random, time, typing)
}
NUMPY_SUBMODULES = frozenset(
    {"linalg", "fft", "random", "lib", "stride_tricks", "ma", "polynomial", "strings", "char", "rec", "exceptions"}
    | {"chebyshev", "legendre", "hermite", "hermite_e", "laguerre", "polyutils"}
)
_MODULE_NAMES = {"__name__": "__main__", "__debug__": True}


@evaluates(ast.Name)
def name(machine: Machine, frame: Frame, node: ast.Name) -> Value:
    """What a name refers to; UNKNOWN where it is not bound."""
    value = look_up(machine, frame, node.id)
    machine.recorder.read(node, value)
    return value


def look_up(machine: Machine, frame: Frame, identifier: str) -> Value:
    """The value of a name as Python resolves it: local, enclosing, module, builtin."""
    cells = machine.store.cells
    skip_local = identifier in frame.declared_global
    for scope in frame.scopes[-1:] if skip_local else frame.scopes:
        if scope.bound is None or identifier in scope.bound:
            value = cells.get((scope.id, identifier), ABSENT)
            if value is not ABSENT:
                return value
            if scope.bound is not None:
                return UNKNOWN
    if machine.unknown_names:
        return UNKNOWN
    if identifier in _MODULE_NAMES:
        return _MODULE_NAMES[identifier]
    return getattr(builtins, identifier, UNKNOWN)


def cell_of(frame: Frame, identifier: str) -> Cell:
    """The cell that an assignment to a name in this frame sets."""
    if identifier in frame.declared_global:
        return (frame.scopes[-1].id, identifier)
    if identifier in frame.declared_nonlocal:
        for scope in frame.scopes[1:]:
            if scope.bound is not None and identifier in scope.bound:
                return (scope.id, identifier)
    return (frame.scope.id, identifier)


def forget_names(machine: Machine) -> None:
    """After code that may bind any name (`from x import *`, `exec`): nothing is what it was."""
    machine.unknown_names = True
    for cell, value in list(machine.store.cells.items()):
        if isinstance(cell, tuple):
            lose(machine, value)
            machine.store.set(cell, UNKNOWN)


def member(machine: Machine, module: ModuleType, attribute: str) -> Value:
    """An attribute of one of the modules that rules exist for, unless the program has replaced it."""
    if machine.replaced and not machine.replaced.isdisjoint({(id(module), attribute), (id(module), None)}):
        return UNKNOWN
    if module.__name__.partition(".")[0] not in MODULES:
        return LIBRARIES.attribute(module, attribute)
    if attribute in NUMPY_SUBMODULES:
        found = resolve(f"{module.__name__}.{attribute}")
        return UNKNOWN if found is None else found
    value = vars(module).get(attribute, UNKNOWN)
    if attribute.startswith("__") or (isinstance(value, ModuleType) and not value.__name__.startswith("numpy")):
        return UNKNOWN
    return value


@executes(ast.Import)
def import_modules(machine: Machine, frame: Frame, node: ast.Import) -> bool:
    """`import numpy as np`; modules without rules are unknown."""
    for alias in node.names:
        bound = alias.asname or alias.name.split(".")[0]
        full = alias.name if alias.asname else bound
        machine.store.set(cell_of(frame, bound), _module(full))
    return True


@executes(ast.ImportFrom)
def import_names(machine: Machine, frame: Frame, node: ast.ImportFrom) -> bool:
    """`from numpy import zeros as z`; a star import of an unknown module may bind anything."""
    module = UNKNOWN if node.level or node.module is None else _module(node.module)
    for alias in node.names:
        if alias.name != "*":
            value = member(machine, module, alias.name) if isinstance(module, ModuleType) else UNKNOWN
            machine.store.set(cell_of(frame, alias.asname or alias.name), value)
        elif isinstance(module, ModuleType):
            _import_all(machine, frame.scope, module)
        else:
            forget_names(machine)
    return True


def _import_all(machine: Machine, scope: Scope, module: ModuleType) -> None:
    public = getattr(module, "__all__", None) or [key for key in vars(module) if not key.startswith("_")]
    for key in public:
        machine.store.set((scope.id, key), member(machine, module, key))


def _module(full_name: str) -> Value:
    first, *rest = full_name.split(".")
    if first not in MODULES:
        return LIBRARIES.module(full_name) or UNKNOWN
    module: Value = MODULES[first]
    for part in rest:
        if not isinstance(module, ModuleType) or part not in NUMPY_SUBMODULES:
            return UNKNOWN
        module = resolve(f"{module.__name__}.{part}") or UNKNOWN
    return module
