"""Which function of NumPy an expression names."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator
from types import ModuleType

import numpy as np

_NAMED = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.ExceptHandler, ast.MatchAs, ast.MatchStar)
_DEEPEST = 4


def imported_names(nodes: Iterable[ast.AST]) -> dict[str, str]:
    """What the names that come from NumPy stand for: `{"np": "numpy", "norm": "numpy.linalg.norm"}`.

    Names that are bound to anything else, anywhere in the program, are left out.
    """
    found: dict[str, str] = {}
    others: set[str] = set()
    for node in nodes:
        for name, meaning in _bound(node):
            if meaning is None or found.setdefault(name, meaning) != meaning:
                others.add(name)
    return {name: meaning for name, meaning in found.items() if name not in others}


def imported_modules(nodes: Iterable[ast.AST]) -> frozenset[str]:
    """The first parts of the names of all modules that are imported; empty text for those beside the program."""
    found: set[str] = set()
    for node in nodes:
        if isinstance(node, ast.Import):
            found |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            found.add("" if node.level else (node.module or "").partition(".")[0])
    return frozenset(found)


def dotted_name(node: ast.expr, imported: dict[str, str]) -> str | None:
    """The full name of what NumPy calls it, as `numpy.linalg.norm`; None for anything else."""
    path: list[str] = []
    while isinstance(node, ast.Attribute):
        path.append(node.attr)
        node = node.value
    if not isinstance(node, ast.Name) or node.id not in imported or len(path) > _DEEPEST:
        return None
    return ".".join((imported[node.id], *reversed(path)))


def numpy_object(name: str) -> object:
    """What a full name stands for in the NumPy that there is; None where it has none."""
    found: object = np
    for part in name.split(".")[1:]:
        if not isinstance(found, ModuleType):
            return None
        found = getattr(found, part, None)
    return found


def _bound(node: ast.AST) -> Iterator[tuple[str, str | None]]:
    """Each name that a node binds, and what of NumPy it is bound to."""
    if isinstance(node, ast.Import):
        for alias in node.names:
            first = alias.name.partition(".")[0]
            meaning = alias.name if alias.asname else first
            yield alias.asname or first, meaning if first == "numpy" else None
    elif isinstance(node, ast.ImportFrom):
        of_numpy = node.level == 0 and (node.module or "").partition(".")[0] == "numpy"
        for alias in node.names:
            yield alias.asname or alias.name, f"{node.module}.{alias.name}" if of_numpy else None
    elif isinstance(node, ast.Name) and not isinstance(node.ctx, ast.Load):
        yield node.id, None
    elif isinstance(node, ast.arg):
        yield node.arg, None
    elif isinstance(node, _NAMED) and node.name is not None:
        yield node.name, None
