"""What can be assumed where the cursor is."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass

from ...assuming.assumable import names_in
from ...assuming.constants import show_constant
from ...assuming.wishes import place_of
from ..documents import Document


@dataclass(frozen=True, slots=True)
class Spot:
    """A name or a literal: as a wish names it, as it is shown, and its value as far as the text, or what is assumed
    already, says it.

    span: first line, first column, last line, column behind the last; as `ast` counts them.
    """

    about: str
    shown: str
    value: str
    span: tuple[int, int, int, int]


def spot_at(document: Document, line: int, column: int) -> Spot | None:
    """The name that is likely to be a number, or the whole number, at a place as `ast` counts; None elsewhere."""
    for node in _nodes(document.written().tree, line, column):
        if isinstance(node, ast.Constant) and type(node.value) is int:
            return _of_literal(document, node)
        if isinstance(node, ast.Name | ast.arg):
            return _of_name(document, node)
    return None


def names_of(document: Document) -> dict[str, str]:
    """The names that are likely to be numbers, with their values as above."""
    names = names_in(document.written().tree)
    arrays = {estimate.name for estimate in document.analysis().estimates}
    assumed = {name: show_constant(value) for name, value in document.supposed.assumptions.names}
    values = {name: names.numbers.get(name, "") for name in names.offered() if name not in arrays}
    return {name: assumed.get(name, value) for name, value in values.items()}


def _of_literal(document: Document, node: ast.Constant) -> Spot:
    value, lines = show_constant(node.value), document.text_lines  # type: ignore[arg-type]
    for literal in document.supposed.assumptions.literals:
        if (literal.line, literal.column) == (node.lineno, node.col_offset):
            return Spot(place_of(lines, node.lineno, node.col_offset), value, show_constant(literal.value), _span(node))
    return Spot(place_of(lines, node.lineno, node.col_offset), value, value, _span(node))


def _of_name(document: Document, node: ast.Name | ast.arg) -> Spot | None:
    name = node.id if isinstance(node, ast.Name) else node.arg
    value = names_of(document).get(name)
    if value is None:
        return None
    first, start, *_ = _span(node)
    return Spot(name, name, value, (first, start, first, start + len(name.encode("utf-8", "surrogatepass"))))


def _nodes(tree: ast.Module, line: int, column: int) -> Iterator[ast.AST]:
    for statement in tree.body:
        first = min([statement.lineno, *(d.lineno for d in getattr(statement, "decorator_list", ()))])
        if first <= line <= (statement.end_lineno or 0):
            for node in ast.walk(statement):
                kinds = isinstance(node, ast.Constant | ast.Name | ast.arg)
                if kinds and _span(node)[:2] <= (line, column) <= _span(node)[2:]:  # type: ignore[arg-type]
                    yield node


def _span(node: ast.expr | ast.arg) -> tuple[int, int, int, int]:
    return node.lineno, node.col_offset, node.end_lineno or node.lineno, node.end_col_offset or node.col_offset
