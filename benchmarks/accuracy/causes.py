"""Which callable or operator is the first that an analysis does not follow, where an estimate is silent.

Every expression that is an array, a NumPy scalar, or a tuple or list of these becomes a binding of its own in a
program that is analysed and never run, so that each has an estimate. The cause of a silence is the innermost, earliest
expression without an exact claim; names pass on the cause of what they were bound to.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass, replace

from bytelens.analysis.estimates import Claim
from bytelens.analysis.module import analyse

from .facts import Record, Seen
from .instrument import SIMPLE, UNSEEN, WATCHED, span
from .natures import Nature, nature_of

PROBE = "probe{}"
NOTHING = "nothing that was seen"
DISPLAYS = (ast.Constant, ast.List, ast.Tuple, ast.Dict, ast.Set)


@dataclass(frozen=True, slots=True)
class Cause:
    """The callable or operator that is not followed, why, and whether it is on the line itself."""

    name: str
    nature: Nature
    direct: bool = True


class Causes:
    """The causes of silence in one program, by line."""

    def __init__(self, text: str, record: Record) -> None:
        self._record = record
        self._known: dict[int, bool] = {}
        self._bound: dict[str, Cause] = {}
        self._by_line: dict[int, Cause] = {}
        statements = ast.parse(text).body[1:]
        self._probe(text, statements)
        for statement in statements:
            self._follow(statement)

    def of(self, line: int) -> Cause:
        """The cause of a silence about what a statement binds."""
        return self._by_line.get(line, Cause(NOTHING, Nature.UNMODELLED))

    def _probe(self, text: str, statements: list[ast.stmt]) -> None:
        """Find out which expressions have an exact claim."""
        lines = text.splitlines()
        before: dict[int, list[str]] = {}
        wanted: dict[str, ast.expr] = {}
        for statement in statements:
            for node in _expressions(statement):
                seen = self._seen(node)
                if seen is not None and seen.holds_arrays:
                    name = PROBE.format(len(wanted))
                    wanted[name] = node
                    target = name if seen.fact.counts else _elements(name, seen)
                    before.setdefault(statement.lineno, []).append(f"{target} = {ast.unparse(node)}")
        probed = [line for number, own in enumerate(lines, start=1) for line in (*before.get(number, []), own)]
        exact = {
            estimate.name
            for estimate in analyse("\n".join([*probed, ""])).estimates
            if estimate.claim in (Claim.EXACT, Claim.ONE_OF)
        }
        for name, node in wanted.items():
            self._known[id(node)] = all(part in exact for part in self._parts(name, node))
        self._nodes = list(wanted.values())  # keeps the ids of the nodes their own

    def _parts(self, name: str, node: ast.expr) -> list[str]:
        seen = self._record.seen[span(node)]
        if seen.fact.counts:
            return [name]
        return [f"{name}_{number}" for number, element in enumerate(seen.elements) if element.counts]

    def _follow(self, statement: ast.stmt) -> None:
        cause = self._cause_of_statement(statement)
        if cause is not None:
            self._by_line[statement.lineno] = cause
        passed_on = None if cause is None or isinstance(getattr(statement, "value", None), DISPLAYS) else cause
        for node in ast.walk(statement):
            if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
                self._bound.pop(node.id, None)
                if passed_on is not None:
                    self._bound[node.id] = replace(passed_on, direct=False)
        if not isinstance(statement, SIMPLE):
            self._look_inside(statement)

    def _look_inside(self, block: ast.stmt) -> None:
        """Of the statements of a block only the outermost callable or operator is known."""
        for node in ast.walk(block):
            if isinstance(node, ast.For):
                self._by_line[node.lineno] = self._named(node.iter)
            elif isinstance(node, ast.With):
                self._by_line[node.lineno] = self._named(node.items[0].context_expr)
            elif isinstance(node, SIMPLE) and node.value is not None:
                self._by_line[node.lineno] = self._named(node.value)

    def _cause_of_statement(self, statement: ast.stmt) -> Cause | None:
        if not isinstance(statement, SIMPLE) or statement.value is None:
            return None
        cause = self._cause(statement.value)
        if cause is None and isinstance(statement, ast.AugAssign):
            earlier = self._bound.get(ast.unparse(statement.target))
            return earlier or Cause(f"{type(statement.op).__name__} in place", Nature.UNMODELLED)
        if cause is None and self._known.get(id(statement.value)) is not True:
            seen = self._seen(statement.value)
            return self._named(statement.value) if seen is None or seen.holds_arrays else None
        return cause

    def _cause(self, node: ast.AST) -> Cause | None:
        """The cause of the innermost, first unknown part of an expression."""
        if isinstance(node, ast.Name):
            return None if self._known.get(id(node)) else self._bound.get(node.id)
        if isinstance(node, UNSEEN):
            return None
        for child in ast.iter_child_nodes(node):
            if (cause := self._cause(child)) is not None:
                return cause
        return self._named(node) if isinstance(node, ast.expr) and self._known.get(id(node)) is False else None

    def _named(self, node: ast.expr) -> Cause:
        seen = self._seen(node)
        name = (seen.callee if seen is not None else "") or self._operator(node)
        return Cause(name, nature_of(name, self._picks_by_value(node)))

    def _picks_by_value(self, node: ast.expr) -> bool:
        if isinstance(node, ast.Call):
            return ast.unparse(node.func).endswith("where") and len(node.args) + len(node.keywords) == 1
        return isinstance(node, ast.Subscript) and any(self._is_mask(part) for part in ast.walk(node.slice))

    def _operator(self, node: ast.expr) -> str:
        if isinstance(node, ast.Call):
            return ast.unparse(node.func)
        if isinstance(node, ast.Subscript):
            return f"{self._type(node.value)}[]"
        if isinstance(node, ast.Attribute):
            return f"{self._type(node.value)}.{node.attr}"
        if isinstance(node, ast.BinOp):
            return f"{self._type(node.left)} {type(node.op).__name__} {self._type(node.right)}"
        if isinstance(node, ast.UnaryOp):
            return f"{type(node.op).__name__} {self._type(node.operand)}"
        if isinstance(node, ast.Compare):
            return f"{self._type(node.left)} {type(node.ops[0]).__name__}"
        return f"{type(node).__name__.lower()} expression"

    def _type(self, node: ast.expr) -> str:
        seen = self._seen(node)
        if seen is not None:
            return seen.fact.type
        return type(node.value).__name__ if isinstance(node, ast.Constant) else type(node).__name__.lower()

    def _is_mask(self, node: ast.AST) -> bool:
        seen = self._seen(node) if isinstance(node, ast.expr) else None
        dtype = seen.fact.dtype if seen is not None else None
        return dtype is not None and dtype.kind == "b"

    def _seen(self, node: ast.expr) -> Seen | None:
        return self._record.seen.get(span(node)) if isinstance(node, WATCHED) else None


def _elements(name: str, seen: Seen) -> str:
    return ", ".join(f"{name}_{number}" for number in range(len(seen.elements))) + ","


def _expressions(statement: ast.stmt) -> Iterator[ast.expr]:
    """The expressions of a simple statement that a run has seen, innermost first."""
    if isinstance(statement, SIMPLE) and statement.value is not None:
        yield from _within(statement.value)


def _within(node: ast.AST) -> Iterator[ast.expr]:
    if isinstance(node, UNSEEN):
        return
    for child in ast.iter_child_nodes(node):
        yield from _within(child)
    if isinstance(node, WATCHED):
        yield node
