"""What the lines of open documents cost: counted some time after the last edit, once diagnostics are found."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Callable, Generator, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..analysis.estimates import Analysis
from ..analysis.machine import Interrupted
from ..analysis.session import Session
from ..report.counted import Counted, counted
from .code_lenses import peak_lenses
from .documents import Document
from .errand import Errand

if TYPE_CHECKING:
    from .server import Server

logger = logging.getLogger(__name__)

# Seconds: how long the server counts before it looks up, and how long that takes, so that what the client has sent
# meanwhile is read.
_SLICE = 0.01
_BREATH = 0.005
MOST_SECONDS = 0.5
"""No statement of a module may keep the server from answering for longer: what it costs is not counted then."""
MOST_GIVEN_WAY = 8
"""Within a statement, counting gives way to what the client has sent, but not for ever."""
MOST_LINES = 5_000
"""Longer files are not counted at all."""


@dataclass(frozen=True, slots=True)
class Change:
    """What is new of a document: of its costs at all, of its hints, of its lenses."""

    costs: bool = False
    hints: bool = False
    lenses: bool = False


class Counter(Errand):
    """Counts what the lines of the open documents cost, one document after the other, while nobody types."""

    def __init__(self, server: Server) -> None:
        super().__init__()
        self._server = server
        self._counts: dict[str, Count] = {}

    def closed(self, uri: str) -> None:
        """Forget a document."""
        self._counts.pop(uri, None)

    async def _run(self) -> None:
        await self._server.reviewer.finished()
        documents = self._server.protocol.documents().open_documents()
        changes = [await self._count(document) for document in documents]
        if any(change.lenses for change in changes):
            self._server.refresh_lenses()
        if any(change.hints for change in changes):
            self._server.refresh_hints()
        elif any(change.costs for change in changes):
            self._server.look_again()

    async def _count(self, document: Document) -> Change:
        count = self._counts.get(document.uri)
        if count is None or count.document is not document:
            count = self._counts[document.uri] = Count(document, arrivals=lambda: self._server.arrivals.count)
        try:
            for _ in count.steps():
                await asyncio.sleep(_BREATH)
        except Exception:
            logger.exception("What the lines of %s cost is not known", document.uri)
            return self._take(document, None)
        return self._take(document, count.found) if count.is_current else Change()

    def _take(self, document: Document, found: Counted | None) -> Change:
        """Let a document know what its lines cost; returns what of that is new."""
        before, document.counted = document.counted, found
        if found is before or (found is not None and before is not None and found.is_same(before)):
            return Change()
        settings = self._server.configuration.of(document)
        hints, lenses = document.labels(settings.labels), peak_lenses(document, settings)
        document.counted = before
        change = Change(True, document.labels(settings.labels) != hints, peak_lenses(document, settings) != lenses)
        document.counted = found
        return change


class Count:
    """What the lines of a document cost, from a session of its own: every call runs, which hints do not wait for."""

    def __init__(
        self,
        document: Document,
        clock: Callable[[], float] = time.perf_counter,
        arrivals: Callable[[], int] = int,
    ) -> None:
        self.document = document
        self.found: Counted | None = None
        self._clock, self._arrivals = clock, arrivals
        self._until, self._arrived, self._gave_way = 0.0, 0, 0
        self._begin()

    def _begin(self) -> None:
        self._files, self._supposed = self.document.files, self.document.supposed
        assumptions = self._supposed.assumptions
        self._session = Session(self._files, costs=True, assumptions=assumptions, interrupted=self._is_interrupted)
        self._text: str | None = None
        self._takes_longer = False

    @property
    def is_current(self) -> bool:
        """Whether what was found is of the text as it is."""
        return self._text == self.document.source

    def steps(self) -> Iterator[None]:
        """Count the text as it is; whoever stops in the middle keeps what was found before, and so does what does not
        parse."""
        document = self.document
        document.analysis()
        yield
        if self._files is not document.files or self._supposed is not document.supposed:
            self._begin()
        parsed, text = document.parsed(), document.source
        if parsed.broken or (self.is_current and not self._session.outdated()):
            return
        found, self._gave_way = None, 0
        while len(document.text_lines) <= MOST_LINES and not self._takes_longer:
            try:
                found = counted((yield from self._in_slices(self._session.stepwise(text, parsed))), parsed.tree)
                break
            except Interrupted:
                self._gave_way += 1
                if self._takes_too_long():
                    # It would be so after each edit.
                    self._takes_longer = True
                    logger.info("What the lines of %s cost takes too long to count", document.uri)
            yield
        self._text, self.found = text, found

    def _in_slices(self, steps: Generator[None, None, Analysis]) -> Generator[None, None, Analysis]:
        looked_up = self._clock()
        while True:
            self._until, self._arrived = self._clock() + MOST_SECONDS, self._arrivals()
            try:
                next(steps)
            except StopIteration as end:
                analysis: Analysis = end.value
                return analysis
            if self._clock() - looked_up >= _SLICE:
                yield
                looked_up = self._clock()

    def _is_interrupted(self) -> bool:
        return self._is_addressed() or self._takes_too_long()

    def _is_addressed(self) -> bool:
        return self._gave_way < MOST_GIVEN_WAY and self._arrivals() != self._arrived

    def _takes_too_long(self) -> bool:
        return self._clock() > self._until
