"""Trees as they would be if what is assumed stood in the text.

Positions stay those of the text, so that whatever is said of a node is said of what the user reads. Statements that
nothing is assumed of stay the same objects, and others become the same new ones each time: an edit pays for what it
touches, with assumptions too.
"""

from __future__ import annotations

import ast
import copy
from collections.abc import Callable, Iterable, Iterator
from typing import Any, TypeVar

from ..syntax.assumed import Assumed
from ..syntax.broken import Broken
from ..syntax.parse import Parsed
from .assumptions import Assumptions, Constant
from .constants import expression_of

Definition = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef
NodeT = TypeVar("NodeT", bound=ast.AST)


class Rewriting:
    """The trees of one text while it is edited, under assumptions. Where literals move, `assumptions` is set anew."""

    def __init__(self, assumptions: Assumptions) -> None:
        self.assumptions = assumptions
        self._known: dict[int, tuple[ast.stmt, list[ast.stmt]]] = {}

    def of(self, parsed: Parsed) -> Parsed:
        """What the text would be. Errors and lines stay those of the text."""
        rewriter, known = _Rewriter(self.assumptions), self._known
        self._known = {}
        body: list[ast.stmt] = []
        for statement in parsed.tree.body:
            before = known.get(id(statement))
            made = rewriter.rewritten(statement) if before is None else before[1]
            # The statement is kept too: its id is its own as long as it lives.
            self._known[id(statement)] = statement, made
            body += made
        return Parsed(ast.Module(body, []), parsed.broken)


class _Rewriter:
    """Gives for every node the node itself, or a new one that shares what is the same in both."""

    def __init__(self, assumptions: Assumptions) -> None:
        self._names = dict(assumptions.names)
        self._literals = {(literal.line, literal.column): literal.value for literal in assumptions.literals}
        self._around: list[str] = []

    def rewritten(self, node: ast.stmt) -> list[ast.stmt]:
        """What stands for a statement of the module; of one that is nested too deeply, nothing is known."""
        try:
            return list(self.statement(node))
        except RecursionError:
            self._around = []
            return [_unknown(node)]

    def statement(self, node: ast.stmt) -> Iterator[ast.stmt]:
        """What stands for a statement: it, and what gives the names that it binds their values."""
        if isinstance(node, Definition):
            yield self._definition(node)
            return
        changed = self._with_parts(node)
        if isinstance(node, ast.For | ast.AsyncFor | ast.With | ast.AsyncWith):
            given = self._given(_targets(node), node)
            yield _with(changed, {"body": [*given, *changed.body]}) if given else changed  # type: ignore[attr-defined]
        elif isinstance(node, ast.Assign | ast.AnnAssign) and self._sets_constant(node):
            (instead,) = self._given(_targets(node), node.value or node)
            yield _with(changed, {"value": instead.value})
        else:
            yield changed
            yield from self._given(_targets(node), node)

    def _definition(self, node: Definition) -> ast.stmt:
        outside = {name: value for name, value in ast.iter_fields(node) if name != "body"}
        changes = self._changed(outside)
        self._around.append(node.name)
        body = self._block(node.body)
        if not isinstance(node, ast.ClassDef):
            spec = node.args
            names = [arg.arg for arg in (*spec.posonlyargs, *spec.args, *spec.kwonlyargs)]
            given = self._given(names, node.body[0])
            body = [*given, *body] if given else body
        self._around.pop()
        return _with(node, changes if body is node.body else {**changes, "body": body})

    def _given(self, names: Iterable[str], at: ast.AST) -> list[ast.Assign]:
        """Assignments of what is assumed of some names."""
        made = []
        for name in dict.fromkeys(names):
            known, value = self._assumed(name)
            if known:
                target = ast.copy_location(ast.Name(name, ast.Store()), at)
                made.append(ast.copy_location(ast.Assign([target], expression_of(value, at)), at))
        return made

    def _assumed(self, name: str) -> tuple[bool, Constant]:
        """Whether something is assumed of a name where we are, and what."""
        for key in (".".join([*self._around, name]), name):
            if key in self._names:
                return True, self._names[key]
        return False, None

    def _sets_constant(self, node: ast.Assign | ast.AnnAssign) -> bool:
        """`n = 1000`, of which something is assumed: its value can be replaced, since making it does nothing."""
        targets = node.targets if isinstance(node, ast.Assign) else [node.target]
        (target,) = targets if len(targets) == 1 else (None,)
        plain = isinstance(node.value, ast.Constant) and isinstance(target, ast.Name)
        return plain and self._assumed(target.id)[0]  # type: ignore[union-attr]

    def _expression(self, node: ast.AST) -> ast.AST:
        if isinstance(node, ast.Constant):
            place = node.lineno, node.col_offset
            return expression_of(self._literals[place], node) if place in self._literals else node
        if isinstance(node, ast.JoinedStr):
            return node  # no size depends on it, and Python 3.10 and 3.11 misplace what is in it
        changed = self._with_parts(node)
        if isinstance(changed, ast.NamedExpr):
            known, value = self._assumed(changed.target.id)
            return _with(changed, {"value": _assumed(changed.value, value)}) if known else changed
        if isinstance(changed, ast.Attribute) and isinstance(changed.ctx, ast.Load):
            name = dotted(changed)
            return _assumed(changed, self._names[name]) if name in self._names else changed
        return changed

    def _with_parts(self, node: NodeT) -> NodeT:
        return _with(node, self._changed(dict(ast.iter_fields(node))))

    def _changed(self, parts: dict[str, Any]) -> dict[str, Any]:
        """Those parts of a node that become other ones."""
        changes = {}
        for name, value in parts.items():
            made = value
            if isinstance(value, ast.AST):
                made = self._expression(value)
            elif isinstance(value, list) and value:
                made = self._block(value) if isinstance(value[0], ast.stmt) else self._list(value)
            if made is not value:
                changes[name] = made
        return changes

    def _block(self, body: list[ast.stmt]) -> list[ast.stmt]:
        return _same(body, [made for statement in body for made in self.statement(statement)])

    def _list(self, parts: list[Any]) -> list[Any]:
        visit: Callable[[Any], Any] = self._expression
        return _same(parts, [visit(part) if isinstance(part, ast.AST) else part for part in parts])


def dotted(node: ast.expr) -> str:
    """`a.b.c` as it is written; empty for what else an attribute may be of."""
    if isinstance(node, ast.Attribute):
        owner = dotted(node.value)
        return owner and f"{owner}.{node.attr}"
    return node.id if isinstance(node, ast.Name) else ""


def _targets(node: ast.AST) -> list[str]:
    """The names that a statement binds, other than by what is in its body."""
    if isinstance(node, ast.Import | ast.ImportFrom):
        return [alias.asname or alias.name.partition(".")[0] for alias in node.names]
    if isinstance(node, ast.Assign):
        targets: list[ast.expr | None] = [*node.targets]
    elif isinstance(node, ast.With | ast.AsyncWith):
        targets = [item.optional_vars for item in node.items]
    elif isinstance(node, ast.AnnAssign):
        targets = [node.target if node.value is not None else None]
    else:
        targets = [getattr(node, "target", None)]
    found = [child for target in targets if target is not None for child in ast.walk(target)]
    return [child.id for child in found if isinstance(child, ast.Name) and isinstance(child.ctx, ast.Store)]


def _unknown(node: ast.stmt) -> Broken:
    made = ast.copy_location(Broken(), node)
    names = {part.id for part in ast.walk(node) if isinstance(part, ast.Name)} | {getattr(node, "name", "")} - {""}
    made.names = made.binds = tuple(sorted(names))
    return made


def _assumed(expression: ast.expr, value: Constant) -> ast.expr:
    return Assumed.of(expression, expression_of(value, expression))


def _with(node: NodeT, changes: dict[str, Any]) -> NodeT:
    if not changes:
        return node
    made = copy.copy(node)
    for name, value in changes.items():
        setattr(made, name, value)
    return made


def _same(old: list[Any], new: list[Any]) -> list[Any]:
    """The old list where the new one holds the same objects."""
    return old if len(old) == len(new) and all(a is b for a, b in zip(old, new, strict=True)) else new
