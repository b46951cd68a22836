"""What is published of each document: one list, from all who have something to say of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from lsprotocol import types

Publish = Callable[[types.PublishDiagnosticsParams], None]
Source = Callable[[str], Sequence[types.Diagnostic]]
"""What somebody has to say of the document at a URI, as its text is now."""


class Board:
    """Publishes; a client replaces all that it has of a document by what comes.

    version_of: the version of the document at a URI; None for one that is not open.
    """

    def __init__(self, publish: Publish, version_of: Callable[[str], int | None]) -> None:
        self._publish = publish
        self._version_of = version_of
        self._sources: list[Source] = []
        self._filled: set[str] = set()

    def add(self, source: Source) -> None:
        """Ask one more from now on."""
        self._sources.append(source)

    def publish(self, uri: str) -> None:
        """Ask all of them, since one has something else to say. An empty list only takes the place of another."""
        found = [diagnostic for source in self._sources for diagnostic in source(uri)]
        if not found and uri not in self._filled:
            return
        self._filled.discard(uri)
        if found:
            self._filled.add(uri)
        self._publish(types.PublishDiagnosticsParams(uri, found, self._version_of(uri)))
