"""Hovers: all that is known of the name or attribute below the cursor."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from lsprotocol import types

from ..analysis.estimates import Estimate, Use
from ..report.hovers import estimate_hover, use_hover
from ..report.measured import target_hover
from .documents import Document

Span = tuple[int, int, int, int]
"""First line, first column, last line, column behind the last; as `ast` counts them."""


def hover(document: Document, position: types.Position, kind: types.MarkupKind) -> types.Hover | None:
    """The hover at a position, or None where nothing is known: that of the smallest expression there."""
    if position.line >= len(document.text_lines):
        return None
    place = document.text_lines.to_ast(position.line, position.character, document.encoding)
    found = [(span, text) for span, text in _candidates(document, place[0]) if _holds(span, place)]
    if not found:
        return None
    span, text = min(found, key=lambda candidate: _extent(candidate[0]))
    return types.Hover(types.MarkupContent(kind, text), _range(document, span))


def _candidates(document: Document, line: int) -> Iterator[tuple[Span, str]]:
    analysis = document.analysis()
    measured = dict(_measured(document, line))
    yield from measured.items()
    for use in analysis.uses.get(line, ()):
        text = use_hover(use, analysis.estimates)
        if text is not None:
            yield _span_of_use(use), text
    for estimate in analysis.estimates:
        if estimate.line == line:
            span, text = _span_of_target(estimate), estimate_hover(estimate)
            if span not in measured and text is not None and _text_at(document, span) == estimate.name:
                yield span, text


def _measured(document: Document, line: int) -> Iterator[tuple[Span, str]]:
    """The targets on a line that a trace saw."""
    marks = document.marks()
    here = [mark for mark in marks.marks if mark.line <= line <= mark.end_line]
    for target in _targets(document.tree(), line) if here else ():
        for mark in here:
            estimates = document.analysis().estimates
            text = target_hover(ast.unparse(target), mark, estimates, marks.approximate)
            if text is not None and target.end_lineno is not None and target.end_col_offset is not None:
                yield (target.lineno, target.col_offset, target.end_lineno, target.end_col_offset), text


def _targets(tree: ast.Module, line: int) -> Iterator[ast.expr]:
    """What is bound on a line."""
    for statement in tree.body:
        if statement.lineno <= line <= (statement.end_lineno or 0):
            for node in ast.walk(statement):
                if isinstance(node, ast.expr) and node.lineno == line and _is_target(node):
                    yield node


def _is_target(node: ast.expr) -> bool:
    return isinstance(node, ast.Name | ast.Attribute | ast.Subscript) and isinstance(node.ctx, ast.Store)


def _span_of_use(use: Use) -> Span:
    return use.line, use.column, use.end_line, use.end_column


def _span_of_target(estimate: Estimate) -> Span:
    width = len(estimate.name.encode("utf-8", "surrogatepass"))
    return estimate.line, estimate.column, estimate.line, estimate.column + width


def _text_at(document: Document, span: Span) -> str:
    """The text of a span within a line. A target on a later line of its statement is not where we look."""
    data = document.text_lines.line(span[0]).encode("utf-8", "surrogatepass")
    return data[span[1] : span[3]].decode("utf-8", "replace")


def _holds(span: Span, place: tuple[int, int]) -> bool:
    """Whether a position is in a span or right behind it, where the cursor stands after typing a name."""
    return span[:2] <= place <= span[2:]


def _extent(span: Span) -> tuple[int, int]:
    return span[2] - span[0], span[3] - span[1]


def _range(document: Document, span: Span) -> types.Range:
    lines, encoding = document.text_lines, document.encoding
    start = types.Position(*lines.to_lsp(span[0], span[1], encoding))
    return types.Range(start, types.Position(*lines.to_lsp(span[2], span[3], encoding)))
