"""The comment that ignores a finding, as an edit."""

from __future__ import annotations

import ast
import tokenize
from collections.abc import Iterator, Sequence

from .findings import Finding, Range, TextEdit
from .suppression import COMMENT


def ignoring(tree: ast.Module, lines: Sequence[str], finding: Finding) -> TextEdit | None:
    """What ignores a finding where it stands; None where no comment can, as before a line that a backslash goes on to.

    A comment that ignores others there gets one code more.
    """
    top = next((node for node in tree.body if _first_line(node) <= finding.range.line <= (node.end_lineno or 0)), None)
    if top is None:
        return None
    for line in dict.fromkeys(_candidates(top, finding.range)):
        comment = _comment(lines, _first_line(top), line)
        if comment is not None:
            return _edit(lines[line - 1], line, comment, finding.code)
    return None


def _candidates(top: ast.stmt, place: Range) -> Iterator[int]:
    """The lines whose comments count, see `suppression.is_ignored`."""
    yield place.line
    around = [node for node in ast.walk(top) if isinstance(node, ast.stmt) and _holds(Range.of(node), place)]
    if around:
        # The walk comes to inner statements later.
        statement = around[-1]
        yield statement.lineno
        yield place.end_line if hasattr(statement, "body") else statement.end_lineno or statement.lineno


def _holds(outer: Range, inner: Range) -> bool:
    start, end = (outer.line, outer.column), (outer.end_line, outer.end_column)
    return start <= (inner.line, inner.column) and (inner.end_line, inner.end_column) <= end


def _first_line(node: ast.stmt) -> int:
    decorators: Sequence[ast.expr] = getattr(node, "decorator_list", ())
    return min([node.lineno, *(decorator.lineno for decorator in decorators)])


def _comment(lines: Sequence[str], first: int, line: int) -> str | None:
    """The comment at the end of a line, or ""; None where none can be. first: where tokens surely begin."""
    comment = ""
    rows = iter([text + "\n" for text in lines[first - 1 :]])
    try:
        for token in tokenize.generate_tokens(rows.__next__):
            row = token.start[0] + first - 1
            if row > line:
                return None
            if row == line and token.type == tokenize.COMMENT:
                comment = token.string
            if row == line and token.type in (tokenize.NL, tokenize.NEWLINE):
                return comment
    except (tokenize.TokenError, SyntaxError):
        return None
    return None


def _edit(text: str, line: int, comment: str, code: str) -> TextEdit:
    match = COMMENT.search(comment)
    if match is not None and match["codes"] is not None:
        behind = _width(text[: text.rindex(comment)] + comment[: match.end("codes")])
        return TextEdit(Range(line, behind, line, behind), f", {code}")
    start, end = _width(text.rstrip()), _width(text)
    return TextEdit(Range(line, start, line, end), f"  # bytelens: ignore[{code}]")


def _width(text: str) -> int:
    return len(text.encode("utf-8", "surrogatepass"))
