"""Puts calls into a program that note what its expressions are and what its targets hold."""

from __future__ import annotations

import ast
from typing import Any

# Names of the calls, and kinds of expressions that a run notes, passes over, and of statements that it looks into.
BOUND, SEEN, CALLEE = "__bound__", "__seen__", "__callee__"
WATCHED = (ast.Call, ast.Subscript, ast.Attribute, ast.BinOp, ast.UnaryOp, ast.Compare, ast.Name)
UNSEEN = (ast.Lambda, ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp, ast.JoinedStr)
SIMPLE = (ast.Assign, ast.AnnAssign, ast.AugAssign, ast.Expr)


def instrumented(statements: list[ast.stmt]) -> ast.Module:
    """The same statements, with notes."""
    body: list[ast.stmt] = []
    for statement in statements:
        if isinstance(statement, SIMPLE) and statement.value is not None:
            statement.value = _Expressions().visit(statement.value)
        noted = _Targets().visit(statement)
        body += noted if isinstance(noted, list) else [noted]
    return ast.fix_missing_locations(ast.Module(body, []))


def span(node: ast.expr) -> tuple[int, int, int, int]:
    """Where an expression is."""
    return node.lineno, node.col_offset, node.end_lineno or 0, node.end_col_offset or 0


class _Expressions(ast.NodeTransformer):
    """Notes of every expression that is evaluated once, and of the callables that are called."""

    def visit(self, node: ast.AST) -> Any:
        if isinstance(node, UNSEEN):
            return node
        if not isinstance(node, WATCHED) or not isinstance(getattr(node, "ctx", ast.Load()), ast.Load):
            return self.generic_visit(node)
        where = span(node)
        if isinstance(node, ast.Call):
            node.func = _call(CALLEE, where, self._function(node.func))
            node.args = [self.visit(argument) for argument in node.args]
            node.keywords = [self.visit(keyword) for keyword in node.keywords]
        else:
            self.generic_visit(node)
        return _call(SEEN, where, node)

    def _function(self, node: ast.expr) -> ast.expr:
        if isinstance(node, ast.Attribute):
            node.value = self.visit(node.value)
            return node
        return node if isinstance(node, ast.Name) else self.visit(node)


class _Targets(ast.NodeTransformer):
    """Notes of what targets hold, after each binding."""

    def visit_Assign(self, node: ast.Assign) -> Any:
        return [self.generic_visit(node), *(note for target in node.targets for note in _notes(node, target))]

    def visit_AugAssign(self, node: ast.AugAssign) -> Any:
        return [self.generic_visit(node), *_notes(node, node.target)]

    def visit_AnnAssign(self, node: ast.AnnAssign) -> Any:
        return [self.generic_visit(node), *(_notes(node, node.target) if node.value is not None else [])]

    def visit_For(self, node: ast.For) -> Any:
        self.generic_visit(node)
        node.body = [*_notes(node, node.target), *node.body]
        return node

    def visit_With(self, node: ast.With) -> Any:
        targets = [item.optional_vars for item in node.items if item.optional_vars is not None]
        self.generic_visit(node)
        node.body = [*(note for target in targets for note in _notes(node, target)), *node.body]
        return node


def _notes(statement: ast.stmt, target: ast.expr) -> list[ast.stmt]:
    if isinstance(target, ast.Tuple | ast.List):
        return [note for part in target.elts for note in _notes(statement, part)]
    if isinstance(target, ast.Starred):
        return _notes(statement, target.value)
    if not isinstance(target, ast.Name):
        return []
    place = (statement.lineno, target.col_offset, target.id)
    return [ast.Expr(_call(BOUND, place, ast.Name(target.id, ast.Load())))]


def _call(function: str, place: tuple[Any, ...], value: ast.expr) -> ast.Call:
    arguments: list[ast.expr] = [ast.Constant(part) for part in place]
    return ast.Call(ast.Name(function, ast.Load()), [*arguments, value], [])
