"""Where a name was bound: the place that an editor leads to."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import TypeAlias, TypeGuard

Binding: TypeAlias = ast.expr | ast.arg
"""The target of an assignment, a loop or a `with`, or a parameter."""

_Scope: TypeAlias = ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef
_INNER = (ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)


def last_binding(tree: ast.Module, name: str, line: int) -> Binding | None:
    """The binding that `name` most likely has its value from on a line: the last above it in the innermost scope that
    binds it, or the first below it, as in a loop; None where no scope does.

    name: an identifier, or an attribute or a subscript as `ast.unparse` writes it.
    """
    for scope in _scopes_of(tree, name, line):
        bound = sorted(_bindings(scope, name), key=lambda found: (found.lineno, found.col_offset))
        if bound:
            above = [found for found in bound if found.lineno < line]
            return above[-1] if above else bound[0]
    return None


def _scopes_of(tree: ast.Module, name: str, line: int) -> list[_Scope]:
    """The scopes in which a name on a line is looked up, the innermost first: methods do not see names of their class
    (Python reference, 4.2.2), but bind attributes of the same objects as other methods."""
    innermost, *around = reversed(_scopes_at(tree, line))
    seen = [scope for scope in around if not (name.isidentifier() and isinstance(scope, ast.ClassDef))]
    return [innermost, *seen]


def _scopes_at(tree: ast.Module, line: int) -> list[_Scope]:
    """The module, and the classes and functions around a line, the innermost last."""
    scopes: list[_Scope] = [tree]
    node: ast.AST | None = tree
    while node is not None:
        node = next((part for part in _statements_in(node) if part.lineno <= line <= (part.end_lineno or 0)), None)
        if isinstance(node, _INNER):
            scopes.append(node)
    return scopes


def _statements_in(node: ast.AST) -> Iterator[ast.stmt]:
    """The statements right within one, those of its handlers and cases too."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.stmt):
            yield child
        elif isinstance(child, ast.ExceptHandler | ast.match_case):
            yield from child.body


def _bindings(scope: _Scope, name: str) -> Iterator[Binding]:
    is_identifier = name.isidentifier()
    waiting: list[ast.AST] = list(scope.body)
    if is_identifier and isinstance(scope, ast.FunctionDef | ast.AsyncFunctionDef):
        waiting.append(scope.args)
    while waiting:
        node = waiting.pop()
        if _binds(node, name):
            yield node
        if not (is_identifier and isinstance(node, (*_INNER, ast.Lambda))):
            waiting.extend(ast.iter_child_nodes(node))


def _binds(node: ast.AST, name: str) -> TypeGuard[Binding]:
    if isinstance(node, ast.arg):
        return node.arg == name
    is_target = isinstance(node, ast.Name | ast.Attribute | ast.Subscript) and isinstance(node.ctx, ast.Store)
    return is_target and ast.unparse(node) == name
