"""Hovers: all that is known of the name or attribute below the cursor."""

from __future__ import annotations

from collections.abc import Iterator

from lsprotocol import types

from ..analysis.estimates import Estimate, Use
from ..report.hovers import estimate_hover, use_hover
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
    for use in analysis.uses.get(line, ()):
        text = use_hover(use, analysis.estimates)
        if text is not None:
            yield _span_of_use(use), text
    for estimate in analysis.estimates:
        if estimate.line == line:
            span, text = _span_of_target(estimate), estimate_hover(estimate)
            if text is not None and _text_at(document, span) == estimate.name:
                yield span, text


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
