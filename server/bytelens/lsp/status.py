"""What a client of our own shows of each document as a whole: told a moment after the last edit."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Mapping
from dataclasses import asdict, replace
from operator import is_
from typing import TYPE_CHECKING, Any

from ..lint.budgets import machine_memory
from ..report.assumed import MARK, what_if
from ..report.overview import Need, bytes_of_lines, need_of
from ..tracing.trace import Peak
from .documents import Document
from .errand import Errand
from .notebooks.statuses import divided
from .settings import Settings
from .sources import path_of

if TYPE_CHECKING:
    from .server import Server

logger = logging.getLogger(__name__)

STATUS = "bytelens/status"
LARGE, VERY_LARGE = "large", "veryLarge"

# Seconds after the last edit, and from one document to the next. A number that changes on every key is no status.
_DELAY = 0.4
_BREATH = 0.005


class Statuses(Errand):
    """Tells the client what open documents need, and which of their lines are large, each version once."""

    def __init__(self, server: Server) -> None:
        super().__init__()
        self.wanted = False
        self._server = server
        self._told: dict[str, tuple[object, ...]] = {}
        self._needs: dict[str, Need | None] = {}

    def soon(self) -> None:
        """Something has changed: the text of a document, or what is known of it. Not every client wants to know."""
        self.stop()
        if self.wanted:
            super().soon()

    def closed(self, uri: str) -> None:
        """The client forgets what it was told of a document, too."""
        self._told.pop(uri, None)
        self._needs.pop(uri, None)

    async def _run(self) -> None:
        await asyncio.sleep(_DELAY)
        documents = self._server.protocol.documents()
        for document in documents.open_documents():
            if documents.open_document(document.uri) is document:
                try:
                    self._tell(document)
                except Exception:
                    logger.exception("Nothing is told of %s", document.uri)
                await asyncio.sleep(_BREATH)

    def _tell(self, document: Document) -> None:
        settings, analysis = self._server.configuration.of(document), document.in_full()
        memory = self._server.reviewer.options(document).memory_budget or machine_memory()
        measured = self._measured(document)
        # All of which is the same object, or an equal number, where there is nothing new to tell.
        about = (analysis, document.traced, settings, measured, document.version, memory)
        before = self._told.get(document.uri)
        if before is not None and all(map(is_, about[:4], before[:4])) and about[4:] == before[4:]:
            return
        self._told[document.uri] = about
        lines = bytes_of_lines(analysis, document.marks())
        # Of half a text nobody knows the peak: what it was stands meanwhile.
        if document.uri not in self._needs or not document.parsed().broken:
            path, units, naming = path_of(document.uri), settings.labels.units, document.line_name
            need = need_of(analysis, lines, measured, path, units, naming)
            self._needs[document.uri] = need and _marked(need, document)
        need = self._needs[document.uri]
        told: dict[str, Any] = {"uri": document.uri, "version": document.version, "need": need and asdict(need)}
        told["large"] = _large(document, lines, settings, memory)
        for status in divided(told, document):
            self._server.protocol.notify(STATUS, status)

    def _measured(self, document: Document) -> Peak | None:
        """The peak of the program that the text was traced as, unless something else is assumed."""
        if document.supposed.assumptions:
            return None
        job = self._server.traces.shown_in(document.uri)
        if job is None or job.running or job.trace is None:
            return None
        return None if document.traced is None or document.traced.origins.edited else job.trace.peak


def _marked(need: Need, document: Document) -> Need:
    """With a mark and in other words, where it rests on assumptions."""
    if not document.supposed.assumptions:
        return need
    said = what_if(document.supposed.assumptions, document.line_name)
    return replace(need, text=MARK + need.text, detail=f"{said}: {need.detail}")


def _large(
    document: Document, lines: Mapping[int, int], settings: Settings, memory: int | None
) -> list[dict[str, Any]]:
    """The lines that end with a hint and need a large share of the memory."""
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
