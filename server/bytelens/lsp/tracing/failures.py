"""The exception that ended a program, as a diagnostic at its line."""

from __future__ import annotations

from dataclasses import dataclass

from lsprotocol import types

from ...report.tracing.words import failure_text
from ...tracing.trace import Failure
from ..diagnostics.board import Board
from ..diagnostics.wording import SOURCE
from ..documents import Document


@dataclass(frozen=True, slots=True)
class _Published:
    number: int
    failure: Failure
    line: int
    diagnostic: types.Diagnostic


class Failures:
    """What is published: one failure for each document at most."""

    def __init__(self, board: Board) -> None:
        self._board = board
        self._published: dict[str, _Published] = {}
        board.add(self._diagnostics)

    def show(self, number: int, uri: str, failure: Failure, document: Document | None) -> None:
        """Publish the failure of the trace `number` in the document at `uri`, which may not be open."""
        assert failure.place is not None
        line = failure.place.line if document is None else _line_now(document, number, failure)
        if line is not None:
            self._show_at(line, number, uri, failure, document)

    def follow(self, document: Document) -> None:
        """After an edit, or once the document is opened: move with the line, or go with it."""
        published = self._published.get(document.uri)
        if published is None:
            return
        line = _line_now(document, published.number, published.failure)
        if line is None:
            self._withdraw(document.uri)
        elif line != published.line:
            self._show_at(line, published.number, document.uri, published.failure, document)

    def clear(self, number: int) -> None:
        """Take back that of a trace."""
        for uri in [uri for uri, published in self._published.items() if published.number == number]:
            self._withdraw(uri)

    def _withdraw(self, uri: str) -> None:
        del self._published[uri]
        self._board.publish(uri)

    def _show_at(self, line: int, number: int, uri: str, failure: Failure, document: Document | None) -> None:
        place, text = _range(document, line), failure_text(failure)
        diagnostic = types.Diagnostic(place, text, types.DiagnosticSeverity.Error, source=SOURCE)
        self._published[uri] = _Published(number, failure, line, diagnostic)
        self._board.publish(uri)

    def _diagnostics(self, uri: str) -> list[types.Diagnostic]:
        published = self._published.get(uri)
        return [] if published is None else [published.diagnostic]


def _line_now(document: Document, number: int, failure: Failure) -> int | None:
    assert failure.place is not None
    traced = document.traced
    return traced.line_now(failure.place.line) if traced is not None and traced.number == number else None


def _range(document: Document | None, line: int) -> types.Range:
    """The text of a line, without what indents it."""
    if document is None or line > len(document.text_lines):
        return types.Range(types.Position(line - 1, 0), types.Position(line, 0))
    lines, encoding = document.text_lines, document.encoding
    text = lines.line(line)
    start = len(text) - len(text.lstrip())
    end = types.Position(*lines.end(line, encoding))
    return types.Range(types.Position(line - 1, start), end)
