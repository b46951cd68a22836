"""What a client of our own shows of each document as a whole: told a moment after the last edit."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

from ..lint.budgets import machine_memory
from ..report.overview import bytes_of_lines, need_of
from ..tracing.trace import Peak
from .documents import Document
from .settings import Settings
from .sources import path_of

if TYPE_CHECKING:
    from .server import Server

STATUS = "bytelens/status"
LARGE, VERY_LARGE = "large", "veryLarge"

# Seconds after the last edit. A number that changes on every key is no status.
_DELAY = 0.4


class Statuses:
    """Tells the client what open documents need, and which of their lines are large, each version once."""

    def __init__(self, server: Server) -> None:
        self.wanted = False
        self._server = server
        self._waiting: asyncio.TimerHandle | None = None
        self._told: dict[str, dict[str, Any]] = {}

    def soon(self) -> None:
        """Something has changed: the text of a document, or what is known of it."""
        self.stop()
        if self.wanted:
            self._waiting = asyncio.get_running_loop().call_later(_DELAY, self._tell)

    def stop(self) -> None:
        """Tell nothing until something changes."""
        if self._waiting is not None:
            self._waiting.cancel()
            self._waiting = None

    def closed(self, uri: str) -> None:
        """The client forgets what it was told of a document, too."""
        self._told.pop(uri, None)

    def _tell(self) -> None:
        self._waiting = None
        for document in self._server.protocol.documents().open_documents():
            told = self._status(document)
            if self._told.get(document.uri) != told:
                self._told[document.uri] = told
                self._server.protocol.notify(STATUS, told)

    def _status(self, document: Document) -> dict[str, Any]:
        settings = self._server.configuration.of(document)
        analysis = document.analysis()
        lines = bytes_of_lines(analysis, document.marks())
        need = need_of(analysis, lines, self._measured(document), path_of(document.uri), settings.labels.units)
        told = None if need is None else {"text": need.text, "detail": need.detail, "line": need.line}
        large = self._large(document, lines, settings)
        return {"uri": document.uri, "version": document.version, "need": told, "large": large}

    def _measured(self, document: Document) -> Peak | None:
        """The peak of the program that the text was traced as."""
        job = self._server.traces.shown_in(document.uri)
        if job is None or job.running or job.trace is None:
            return None
        return None if document.traced is None or document.traced.origins.edited else job.trace.peak

    def _large(self, document: Document, lines: dict[int, int], settings: Settings) -> list[dict[str, Any]]:
        """The lines that end with a hint and need a large share of the memory."""
        memory = self._server.reviewer.options(document).memory_budget or machine_memory()
        if memory is None or not settings.hints:
            return []
        shown = document.labels(settings.labels)
        tiers = [(settings.emphasis.very_large, VERY_LARGE), (settings.emphasis.large, LARGE)]
        tiers = [(percent * memory / 100, tier) for percent, tier in tiers if percent > 0]
        found = []
        for line in sorted(lines.keys() & shown.keys()):
            tier = next((tier for least, tier in tiers if lines[line] >= least), None)
            if tier is not None:
                found.append({"line": line - 1, "tier": tier})
        return found
