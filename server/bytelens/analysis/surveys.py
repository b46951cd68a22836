"""Which functions of the program may write to files, by their text: when they run, nobody knows."""

from __future__ import annotations

import ast
import builtins
from types import ModuleType
from weakref import WeakKeyDictionary

from ..values.kinds import UNKNOWN, Value
from .machine import Machine
from .quiet import is_harmless_method, is_library, says_so
from .scopes import Function, FunctionNode, Module, names_of


class Survey:
    """What is called in the text of functions, and of those that these call."""

    def __init__(self, machine: Machine) -> None:
        self._machine = machine
        self._seen: set[FunctionNode] = set()

    def may_write(self, function: Function) -> bool:
        """Whether anything in it may write to files."""
        if function.node in self._seen:
            return False
        self._seen.add(function.node)
        return any(isinstance(node, ast.Call) and self._call(function, node) for node in ast.walk(function.node))

    def _call(self, function: Function, node: ast.Call) -> bool:
        called = node.func
        if not isinstance(called, ast.Name | ast.Attribute):
            return True
        name = called.id if isinstance(called, ast.Name) else called.attr
        own = [other for known in self._machine.functions.values() for other in known if _is_named(other, name)]
        if own:
            return any(map(self.may_write, own))
        value, origin = self._root(function, called)
        if isinstance(value, Module) or (name == "open" and _opens_to_write(node)):
            return True
        if isinstance(value, ModuleType) or (isinstance(called, ast.Name) and callable(value)):
            origin = getattr(value, "__module__", None) or getattr(value, "__name__", "")
        if origin is None:
            return not isinstance(called, ast.Attribute) or not is_harmless_method(name)
        return not is_library(origin) or (name != "open" and says_so(name, origin))

    def _root(self, function: Function, node: ast.expr) -> tuple[Value, str | None]:
        """What the name that an expression begins with refers to where the function was defined, and its origin."""
        while isinstance(node, ast.Attribute | ast.Subscript):
            node = node.value
        if not isinstance(node, ast.Name) or node.id in names_of(function.node).bound:
            return UNKNOWN, None
        for scope in function.scopes:
            cell = (scope.id, node.id)
            if cell in self._machine.store.cells:
                return self._machine.store.get(cell), self._machine.origins.get(cell, None)
        return getattr(builtins, node.id, UNKNOWN), None


def surely_writes(node: FunctionNode) -> bool:
    """Whether a call in the text of a function says that it writes to a file."""
    known = _surely_write.get(node)
    if known is None:
        known = any(isinstance(child, ast.Call) and _writes_by_name(child) for child in ast.walk(node))
        _surely_write[node] = known
    return known


_surely_write: WeakKeyDictionary[FunctionNode, bool] = WeakKeyDictionary()


def _writes_by_name(node: ast.Call) -> bool:
    name = str(getattr(node.func, "attr", None) or getattr(node.func, "id", ""))
    if name == "open":
        return _opens_to_write(node)
    return name not in ("replace", "eval") and says_so(name)


def _opens_to_write(node: ast.Call) -> bool:
    mode = (
        node.args[1] if len(node.args) > 1 else next((part.value for part in node.keywords if part.arg == "mode"), None)
    )
    return mode is not None and (not isinstance(mode, ast.Constant) or not set(str(mode.value)).isdisjoint("wax+"))


def _is_named(function: Function, name: str) -> bool:
    return getattr(function.node, "name", None) == name
