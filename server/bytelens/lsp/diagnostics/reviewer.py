"""When documents are looked at: some time after the last edit, one after the other, and only while nobody types."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Sequence
from typing import TYPE_CHECKING

from lsprotocol import types

from ...lint.findings import Finding
from ...lint.options import Options
from ..documents import Document
from ..errand import Errand
from .choosing import Choices
from .review import Review

if TYPE_CHECKING:
    from ..server import Server

logger = logging.getLogger(__name__)

# Seconds: from the last edit to the first step, and from one step to the next. The latter is enough to read what the
# client has sent meanwhile, which pygls does in several turns of the event loop.
_DELAY = 0.4
_BREATH = 0.005


class Reviewer(Errand):
    """Finds what there is to say of the open documents, and has it published."""

    def __init__(self, server: Server) -> None:
        super().__init__()
        self._server = server
        self._choices = Choices()
        self._reviews: dict[str, Review] = {}
        server.board.add(self._diagnostics)

    def closed(self, uri: str) -> None:
        """Take back what was said of a document."""
        if self._reviews.pop(uri, None) is not None:
            self._server.board.publish(uri)

    def options(self, document: Document) -> Options:
        """How a document is looked at."""
        return self._choices.of(document.uri, self._server.configuration.of(document).diagnostics)

    def current(self, document: Document) -> Sequence[Finding]:
        """What is found in a document as it is now; nothing before that is known."""
        review = self._reviews.get(document.uri)
        return review.current() if review is not None and review.document is document else ()

    async def _run(self) -> None:
        await asyncio.sleep(_DELAY)
        for document in self._server.protocol.documents().open_documents():
            await self._look_at(document)

    async def _look_at(self, document: Document) -> None:
        if not self._server.configuration.of(document).diagnostics.enabled:
            self.closed(document.uri)
            return
        review = self._review_of(document)
        before = review.found
        try:
            for _ in review.steps(self.options(document)):
                await asyncio.sleep(_BREATH)
        except Exception:
            logger.exception("Nothing is found in %s", document.uri)
        if review.found is not before:
            self._server.board.publish(document.uri)

    def _review_of(self, document: Document) -> Review:
        review = self._reviews.get(document.uri)
        if review is None or review.document is not document:
            review = self._reviews[document.uri] = Review(document)
        return review

    def _diagnostics(self, uri: str) -> list[types.Diagnostic]:
        review = self._reviews.get(uri)
        return [] if review is None else review.diagnostics()
