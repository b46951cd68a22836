"""Statements that may be suspended inside: what others do meanwhile is not theirs."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from .sites import Gap, Site
    from .statements import Instrumented

MARK = "\0bytelens gap "
Node = TypeVar("Node", bound=ast.stmt)
_SUSPEND = (ast.Yield, ast.YieldFrom, ast.Await)
_BODIES = ("body", "orelse", "finalbody", "handlers", "cases")


def suspending(all_: Instrumented, site: Site, node: Node) -> Node:
    """The statement, where it waits or yields with gaps just before and after; of a compound one the header alone."""
    if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
        return node
    writer = _Writer(all_, site)
    for name, value in ast.iter_fields(node):
        if isinstance(value, list) and name not in _BODIES:
            value[:] = [writer.visit(element) if isinstance(element, ast.AST) else element for element in value]
        elif isinstance(value, ast.AST):
            setattr(node, name, writer.visit(value))
    return node


def marked(gap: Gap) -> ast.Constant:
    """The constant that stands for a gap until its code is compiled."""
    return ast.Constant(f"{MARK}{gap.number}")


class _Writer(ast.NodeTransformer):
    def __init__(self, all_: Instrumented, site: Site) -> None:
        self.all = all_
        self.site = site

    def visit(self, node: ast.AST) -> ast.AST:
        if isinstance(node, ast.Lambda | ast.ListComp | ast.SetComp | ast.DictComp | ast.GeneratorExp):
            return node
        self.generic_visit(node)
        if not isinstance(node, _SUSPEND):
            return node
        pause, resume = self._crossing(node, pausing=True), self._crossing(node, pausing=False)
        node.value = pause if node.value is None else _first(node.value, pause)
        return _first(node, resume)

    def _crossing(self, at: ast.expr, pausing: bool) -> ast.expr:
        gap = self.all.gap(self.site if pausing else None, None if pausing else self.site)
        gap.suspends = True
        mark = marked(gap)
        call = ast.Call(ast.Attribute(marked(gap), "cross", ast.Load()), [], [])
        made = ast.IfExp(ast.Attribute(mark, "on", ast.Load()), call, ast.Constant(None))
        return _placed(made, at)


def _first(value: ast.expr, after: ast.expr) -> ast.expr:
    """The value, once something was done after it."""
    both = ast.Tuple([value, after], ast.Load())
    return _placed(ast.Subscript(both, ast.Constant(0), ast.Load()), value)


def _placed(made: ast.expr, at: ast.expr) -> ast.expr:
    for node in ast.walk(made):
        if isinstance(node, ast.expr) and not hasattr(node, "lineno"):
            ast.copy_location(node, at)
    return made
