"""Hovers: all that is known of the name or attribute below the cursor."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from lsprotocol import types

from ..analysis.estimates import Estimate, Use
from ..report.assumed import with_heading
from ..report.hovers import estimate_hover, use_hover
from ..report.line_costs import cost_sentence
from ..report.markdown import code
from ..report.measured import target_hover
from .documents import Document
from .what_if.links import link, symbols_of
from .what_if.spots import spot_at

_SMALL = frozenset({"0", "1"})
"""Numbers that are axes, items and steps rather than sizes."""
Span = tuple[int, int, int, int]
"""First line, first column, last line, column behind the last; as `ast` counts them."""


def hover(document: Document, position: types.Position, kind: types.MarkupKind, links: bool) -> types.Hover | None:
    """The hover at a position, or None where nothing is known: that of the smallest expression there.

    links: whether it leads to assuming something of what is there, also of what is no array.
    """
    if position.line >= len(document.text_lines):
        return None
    place = document.text_lines.to_ast(position.line, position.character, document.encoding)
    assumptions = document.supposed.assumptions
    candidates = _candidates(document, place[0])
    found = [
        (span, with_heading(text, assumptions, document.line_name)) for span, text in candidates if _holds(span, place)
    ]
    if links:
        found = [(span, text + _symbol_links(document, span)) for span, text in found]
        found += _assumable(document, *place)
    if not found:
        return None
    span, text = min(found, key=lambda candidate: _extent(candidate[0]))
    return types.Hover(types.MarkupContent(kind, text), _range(document, span))


def _assumable(document: Document, line: int, column: int) -> Iterator[tuple[Span, str]]:
    """A name or a number of which something can be assumed, as it is now."""
    spot = spot_at(document, line, column)
    if spot is not None and spot.shown not in _SMALL:
        text = link(document.uri, spot.about, spot.shown, spot.value)
        if spot.value not in ("", spot.shown):
            text = f"{code(f'{spot.shown} = {spot.value}')}\n\n{text}"
        yield spot.span, with_heading(text, document.supposed.assumptions, document.line_name)


def _symbol_links(document: Document, span: Span) -> str:
    """Links for the symbols in the formula of what is in a span."""
    analysis = document.analysis()
    variants = [v for use in analysis.uses.get(span[0], ()) if _span_of_use(use) == span for v in use.variants]
    variants += [v for e in analysis.estimates if e.line == span[0] and _span_of_target(e) == span for v in e.variants]
    found = [link(document.uri, name, name, "") for name in symbols_of(variants)]
    return f"\n\n{' · '.join(found)}" if found else ""


def _candidates(document: Document, line: int) -> Iterator[tuple[Span, str]]:
    analysis, cost = document.analysis(), _cost(document, line)
    measured = dict(_measured(document, line))
    yield from measured.items()
    here = [estimate for estimate in analysis.estimates if estimate.line == line]
    for use in analysis.uses.get(line, ()):
        text = use_hover(use, analysis.estimates, document.line_name)
        if text is not None:
            yield _span_of_use(use), text + (cost if not here else "")
    for estimate in here:
        span, text = _span_of_target(estimate), estimate_hover(estimate, document.line_name)
        if span not in measured and text is not None and _text_at(document, span) == estimate.name:
            yield span, text + cost


def _cost(document: Document, line: int) -> str:
    """What the statement that begins on a line costs, unless it was measured; to be put behind a hover."""
    counted = document.counted
    if counted is None or line not in counted.spans:
        return ""
    end = counted.spans[line]
    known = counted.by_last_line.get(end)
    sentence = None if known is None else cost_sentence(known)
    measured = any(mark.end_line == end for mark in document.marks().marks)
    return "" if sentence is None or measured else f"\n\n{sentence}"


def _measured(document: Document, line: int) -> Iterator[tuple[Span, str]]:
    """The targets on a line that a trace saw."""
    marks = document.marks()
    here = [mark for mark in marks.marks if mark.line <= line <= mark.end_line]
    for target in _targets(document.tree(), line) if here else ():
        for mark in here:
            estimates = document.analysis().estimates
            text = target_hover(ast.unparse(target), mark, estimates, marks.approximate, document.line_name)
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
