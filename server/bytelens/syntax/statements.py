"""Where statements end and functions begin."""

from __future__ import annotations

import ast
from collections.abc import Iterator

_FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)


def last_lines(tree: ast.Module) -> dict[int, int]:
    """The last line of each statement, by its first; of a compound one, that of what its header evaluates."""
    found: dict[int, int] = {}
    for node in _statements(tree):
        found.setdefault(node.lineno, _last_line(node))
    return found


def function_lines(tree: ast.Module) -> dict[str, int]:
    """The line of the `def` of each function, by its qualified name (`Net.forward`); of several, the last."""
    return dict(_functions(tree, ""))


def _statements(tree: ast.Module) -> Iterator[ast.stmt]:
    pending: list[ast.AST] = [tree]
    while pending:
        node = pending.pop()
        if isinstance(node, ast.stmt):
            yield node
        pending += [child for child in ast.iter_child_nodes(node) if not isinstance(child, ast.expr)]


def _last_line(node: ast.stmt) -> int:
    if not hasattr(node, "body") and not isinstance(node, ast.Match):
        return node.end_lineno or node.lineno
    if isinstance(node, (*_FUNCTIONS, ast.ClassDef)):
        return node.lineno
    header = (part for part in ast.walk(_header(node)) if isinstance(part, ast.expr))
    return max((part.end_lineno or node.lineno for part in header), default=node.lineno)


def _header(node: ast.stmt) -> ast.AST:
    """What a compound statement evaluates before its blocks."""
    if isinstance(node, ast.With | ast.AsyncWith):
        return ast.Tuple([item.context_expr for item in node.items], ast.Load())
    for name in ("iter", "test", "subject"):
        part = getattr(node, name, None)
        if isinstance(part, ast.expr):
            return part
    return ast.Pass()


def _functions(node: ast.AST, prefix: str) -> Iterator[tuple[str, int]]:
    for child in ast.iter_child_nodes(node):
        if isinstance(child, (*_FUNCTIONS, ast.ClassDef)):
            name = prefix + child.name
            if isinstance(child, _FUNCTIONS):
                yield name, child.lineno
            yield from _functions(child, name + ".")
        elif not isinstance(child, ast.expr):
            yield from _functions(child, prefix)
