"""What is published of each document: one list, from all who have something to say of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from lsprotocol import types

Publish = Callable[[types.PublishDiagnosticsParams], None]
Source = Callable[[str], Sequence[types.Diagnostic]]
"""What somebody has to say of the document at a URI, as its text is now."""
Divide = Callable[[str, Sequence[types.Diagnostic]], Sequence[types.PublishDiagnosticsParams]]
"""What is said of the document at a URI, as the client is told of it: of a notebook, cell by cell."""


class Board:
    """Publishes; a client replaces all that it has of a document by what comes."""

    def __init__(self, publish: Publish, divide: Divide) -> None:
        self._publish = publish
        self._divide = divide
        self._sources: list[Source] = []
        self._filled: dict[str, set[str]] = {}

    def add(self, source: Source) -> None:
        """Ask one more from now on."""
        self._sources.append(source)

    def publish(self, uri: str) -> None:
        """Ask all of them, since one has something else to say. An empty list only takes the place of another."""
        found = [diagnostic for source in self._sources for diagnostic in source(uri)]
        filled = self._filled.pop(uri, set())
        for told in self._divide(uri, found):
            if told.diagnostics or told.uri in filled:
                self._publish(told)
            filled.discard(told.uri)
            if told.diagnostics:
                self._filled.setdefault(uri, set()).add(told.uri)
        # Cells that are gone, or a notebook that is closed.
        for gone in filled:
            self._publish(types.PublishDiagnosticsParams(gone, []))
