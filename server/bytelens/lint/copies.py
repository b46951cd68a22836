"""Whether a copy could share its source's memory, and nobody would see it."""

from __future__ import annotations

import ast

from .fates import Fate, fate
from .holders import fate_of_name, parameters
from .program import Program


def is_only_read(program: Program, node: ast.expr) -> bool:
    """Whether the value of an expression is only looked at: at once, or through the one name that it is bound to."""
    parent = program.parent(node)
    if not isinstance(parent, ast.Assign):
        return fate(program, node) is Fate.READ
    if len(parent.targets) != 1 or not isinstance(parent.targets[0], ast.Name):
        return False
    scope = program.scope(node)
    return not isinstance(scope, ast.ClassDef) and fate_of_name(program, parent.targets[0].id, scope) is Fate.READ


def is_unchanged(program: Program, source: ast.expr, copy: ast.expr) -> bool:
    """Whether the source of a copy stays as it is while the copy is alive.

    A copy that is read at once outlives nothing. For others, the source must be a name that is only read.
    """
    if not isinstance(program.parent(copy), ast.Assign):
        return not _is_iterated(program, copy)
    scope = program.scope(source)
    while isinstance(source, ast.Subscript | ast.Attribute):
        source = source.value
    if not isinstance(source, ast.Name) or isinstance(scope, ast.ClassDef):
        return False
    is_local = source.id not in parameters(scope)
    return is_local and fate_of_name(program, source.id, scope, besides=(copy,)) is Fate.READ


def _is_iterated(program: Program, node: ast.expr) -> bool:
    """Whether a loop runs while the expression's value is alive."""
    return isinstance(program.parent(node), ast.For | ast.comprehension)
