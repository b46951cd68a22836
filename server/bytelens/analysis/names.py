"""Names: what they refer to, and the modules that rules exist for."""

from __future__ import annotations

import abc
import ast
import builtins
import cmath
import collections
import copy
import dataclasses
import functools
import gc
import itertools
import logging
import math
import operator
import os
import pathlib
import random
import string
import sys
import time
import typing
import warnings
from functools import lru_cache
from types import ModuleType

import numpy as np

from ..rules.extensions import LIBRARIES
from ..rules.registry import resolve
from ..values.kinds import UNKNOWN, Value
from .escapes import lose
from .forms import ABSENT, Cell
from .machine import Machine, evaluates
from .scopes import MODULE, Frame

MODULES: dict[str, ModuleType] = {
    module.__name__: module
    for module in (
        *(np, math, cmath, abc, collections, copy, dataclasses, functools, itertools, random, time, typing),
        *(os, os.path, pathlib),
        *(gc, logging, operator, string, sys, warnings),
    )
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
            if machine.traces:
                machine.note_read((scope.id, identifier), value)
            if value is not ABSENT:
                return value
            if scope.bound is not None:
                return UNKNOWN
    if machine.unknown_names and frame.scopes[-1].id in machine.unknown_names:
        return UNKNOWN
    if identifier in _MODULE_NAMES:
        return _MODULE_NAMES[identifier]
    if identifier == "__file__" and frame.scopes[-1].id == MODULE:
        return machine.workspace.program or UNKNOWN
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


def forget_names(machine: Machine, scope: int | None = None) -> None:
    """After code that may bind any name (`exec`), or any in one scope (`from x import *`): nothing is what it was."""
    machine.unknown_names |= machine.store.modules.keys() if scope is None else {scope}
    for cell, value in list(machine.store.cells.all().items()):
        if isinstance(cell, tuple) and (scope is None or cell[0] == scope):
            lose(machine, value)
            machine.store.set(cell, UNKNOWN)
    for cell in list(machine.origins):
        machine.origins[cell] = None


def _never_changes(value: Value) -> bool:
    """Whether a value of a module is a constant, or what can only be called or looked into."""
    return callable(value) or isinstance(value, ModuleType | str | bytes | int | float | complex | type(None))


def member(machine: Machine, module: ModuleType, attribute: str) -> Value:
    """An attribute of one of the modules that rules exist for, unless the program has replaced it."""
    if machine.replaced and not machine.replaced.isdisjoint({(id(module), attribute), (id(module), None)}):
        return UNKNOWN
    if module.__name__.partition(".")[0] not in MODULES:
        return LIBRARIES.attribute(module, attribute)
    return _own_member(module, attribute)


@lru_cache(maxsize=4096)
def _own_member(module: ModuleType, attribute: str) -> Value:
    """What does not change while we run."""
    if attribute in NUMPY_SUBMODULES:
        found = resolve(f"{module.__name__}.{attribute}")
        return UNKNOWN if found is None else found
    value = vars(module).get(attribute, UNKNOWN)
    if not module.__name__.startswith("numpy") and not _never_changes(value):
        return UNKNOWN
    if module is sys and isinstance(value, str) and attribute not in ("byteorder", "platform"):
        return UNKNOWN  # where Python lies, and how it was built, the program does not tell
    if module is os:
        return value if callable(value) or value is os.path or isinstance(value, str) else UNKNOWN
    if attribute.startswith("__") or (isinstance(value, ModuleType) and not value.__name__.startswith("numpy")):
        return UNKNOWN
    return value


def library(full_name: str) -> Value:
    """A module that rules exist for, or that knows of some; UNKNOWN for others."""
    first, *rest = full_name.split(".")
    if first not in MODULES:
        return LIBRARIES.module(full_name) or UNKNOWN
    module: Value = MODULES[first]
    for part in rest:
        if module is os and part == "path":
            module = os.path
            continue
        if not isinstance(module, ModuleType) or part not in NUMPY_SUBMODULES:
            return UNKNOWN
        module = resolve(f"{module.__name__}.{part}") or UNKNOWN
    return module
