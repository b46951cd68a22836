"""The names that a statement surely stores, so that nothing else of the program is ever looked at."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass

Path = tuple["Access", ...]


@dataclass(frozen=True, slots=True)
class Access:
    """One step from a name into what it holds: an attribute, or an element under a constant."""

    attribute: bool
    key: str | int


@dataclass(frozen=True, slots=True)
class Target:
    """A place that a statement stores into or deletes.

    text: as `ast.unparse` writes it. root: the name that it starts from. path: how to get from there to the value.
    """

    text: str
    root: str
    path: Path = ()


def mangled(name: str, owner: str | None) -> str:
    """What Python makes of a private name inside the class `owner` (reference, "Private name mangling")."""
    if owner is None or not name.startswith("__") or name.endswith("__") or "." in name or not owner.strip("_"):
        return name
    return f"_{owner.lstrip('_')}{name}"


def target_of(node: ast.expr, owner: str | None) -> Target | None:
    """The target that an expression names, None where it takes more than names and constants to find it."""
    path: list[Access] = []
    at = node
    while not isinstance(at, ast.Name):
        if isinstance(at, ast.Attribute):
            path.append(Access(True, mangled(at.attr, owner)))
            at = at.value
        elif isinstance(at, ast.Subscript) and (key := _constant(at.slice)) is not None:
            path.append(Access(False, key))
            at = at.value
        else:
            return None
    return Target(ast.unparse(node), at.id, tuple(reversed(path)))


def _constant(node: ast.expr) -> str | int | None:
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
        inner = _constant(node.operand)
        return -inner if isinstance(inner, int) else None
    if isinstance(node, ast.Constant) and type(node.value) in (str, int):
        value: str | int = node.value  # type: ignore[assignment]
        return value
    return None


def stored(statement: ast.stmt, owner: str | None) -> tuple[Target, ...]:
    """What a simple statement, or the header of a compound one, has surely stored when it is done."""
    found = {}
    for node in _stores(statement):
        target = target_of(node, owner)
        if target is not None:
            found[target.text] = target
    return tuple(found.values())


def deleted(statement: ast.stmt, owner: str | None) -> tuple[Target, ...]:
    """What a statement deletes."""
    if not isinstance(statement, ast.Delete):
        return ()
    places = (target_of(node, owner) for whole in statement.targets for node in _parts(whole))
    return tuple(place for place in places if place is not None)


def _stores(statement: ast.stmt) -> Iterator[ast.expr]:
    yield from _walruses(_header(statement))
    if isinstance(statement, ast.Assign):
        targets = statement.targets
    elif isinstance(statement, ast.AugAssign | ast.For | ast.AsyncFor):
        targets = [statement.target]
    elif isinstance(statement, ast.AnnAssign):
        targets = [] if statement.value is None else [statement.target]
    elif isinstance(statement, ast.With | ast.AsyncWith):
        targets = [item.optional_vars for item in statement.items if item.optional_vars is not None]
    else:
        targets = []
    for target in targets:
        yield from _parts(target)


def _parts(target: ast.expr) -> Iterator[ast.expr]:
    if isinstance(target, ast.Tuple | ast.List):
        for element in target.elts:
            yield from _parts(element)
    elif isinstance(target, ast.Starred):
        yield from _parts(target.value)
    else:
        yield target


def _header(statement: ast.stmt) -> list[ast.expr]:
    """The expressions that surely run, once each, before a statement is done."""
    if isinstance(statement, ast.With | ast.AsyncWith):
        return [item.context_expr for item in statement.items]
    if isinstance(statement, ast.For | ast.AsyncFor):
        return []
    found = [getattr(statement, part, None) for part in ("value", "test", "subject", "iter", "exc", "msg")]
    if isinstance(statement, ast.Assert):
        found = [statement.test]
    return [node for node in found if isinstance(node, ast.expr)]


def _walruses(nodes: list[ast.expr]) -> Iterator[ast.expr]:
    """The targets of `:=` that no branch can skip; in the order in which they are stored."""
    for node in nodes:
        if isinstance(node, ast.BoolOp):
            yield from _walruses(node.values[:1])
        elif isinstance(node, ast.IfExp):
            yield from _walruses([node.test])
        elif isinstance(node, ast.Compare):
            yield from _walruses([node.left, node.comparators[0]])
        elif not isinstance(node, ast.Lambda | ast.ListComp | ast.SetComp | ast.DictComp | ast.GeneratorExp):
            yield from _walruses(list(_expressions(node)))
            if isinstance(node, ast.NamedExpr):
                yield node.target


def _expressions(node: ast.AST) -> Iterator[ast.expr]:
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.expr):
            yield child
        elif isinstance(child, ast.keyword):
            yield child.value
