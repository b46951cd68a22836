"""The traces of one editor: at most one of each document."""

from __future__ import annotations

import logging
import os
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from pygls.uris import from_fs_path

from ...tracing.request import Request
from ...tracing.trace import Failure, Trace
from ..documents import Document
from ..sources import path_of
from .audience import AnyClient, Audience
from .failures import Failures
from .job import Job, MakeTracer, Target
from .traced import Traced

if TYPE_CHECKING:
    from ..server import Server

logger = logging.getLogger(__name__)

# Seconds for programs to end when the server does. What is left then ends with the server itself.
_PATIENCE = 5.0


class BusyError(Exception):
    """A trace of the document runs already."""


class Traces:
    """Starts and ends traces, and shows what they see in the documents that are open."""

    def __init__(self, server: Server, make_tracer: MakeTracer, audience: Callable[[], Audience]) -> None:
        self._server = server
        self._make_tracer = make_tracer
        self._audience = audience
        self._jobs: dict[str, Job] = {}
        self._last_number = 0
        self._closed = False
        self._failures = Failures(server.board)

    def start(self, target: Target, request: Request) -> Job:
        """Begin a trace, in the place of what an earlier one of the document has left.

        Raises BusyError where that one still runs, and what the tracer raises where it cannot begin.
        """
        if self.is_running(target.uri):
            raise BusyError(f"A trace of {Path(path_of(target.uri) or target.uri).name} is running: stop it first.")
        self._last_number += 1
        job = Job(self._last_number, target, self)
        job.start(request, self._make_tracer)
        self._forget([target.uri])
        self._jobs[target.uri] = job
        self._audience().started(job)
        self._refresh()
        return job

    def stop(self, uri: str | None = None) -> int:
        """End the program of a document, or every one. Returns how many were running."""
        jobs = [job for job in self._jobs.values() if job.running and uri in (None, job.target.uri)]
        for job in jobs:
            job.cancel()
        return len(jobs)

    def cancel(self, token: str) -> None:
        """End the program whose progress has this token."""
        for job in self._jobs.values():
            if AnyClient.token(job) == token:
                job.cancel()

    def clear(self, uri: str | None = None) -> int:
        """Forget the traces that a document shows, or all; those that run end. Returns how many there were."""
        shown = self.shown_in(uri) if uri is not None else None
        cleared = [key for key, job in self._jobs.items() if uri in (None, key) or job is shown]
        for key in cleared:
            self._jobs[key].cancel()
        self._forget(cleared)
        self._refresh()
        return len(cleared)

    def close(self) -> None:
        """End every program and wait until they are gone: the server ends."""
        self._closed = True
        self.stop()
        patience = time.monotonic() + _PATIENCE
        for job in self._jobs.values():
            job.join(max(patience - time.monotonic(), 0))

    def is_running(self, uri: str) -> bool:
        """Whether a trace of a document runs."""
        job = self._jobs.get(uri)
        return job is not None and job.running

    def shown_in(self, uri: str) -> Job | None:
        """The trace to show for a document: its own, else the last that saw it."""
        own = self._jobs.get(uri)
        document = self._server.protocol.documents().open_document(uri)
        traced = document.traced if document is not None else None
        seen = [job for job in self._jobs.values() if traced is not None and job.number == traced.number]
        return own or next(iter(seen), None)

    def opened(self, document: Document) -> None:
        """Show in a document what is known of its file."""
        for job in sorted(self._jobs.values(), key=lambda job: job.number):
            self._show(job, [document])
        self._failures.follow(document)

    def edited(self, document: Document) -> None:
        """Move a failure with its line."""
        self._failures.follow(document)

    def changed(self, job: Job) -> None:
        """There is more to show of a trace."""
        if self._is_current(job):
            self._show(job, self._server.protocol.documents().open_documents())
            self._server.refresh_hints()
            self._audience().changed(job)

    def wrote(self, job: Job, text: str) -> None:
        """Its program wrote something."""
        if not self._closed:
            self._audience().wrote(job, text)

    def ended(self, job: Job) -> None:
        """A trace is whole."""
        if job.error is not None:
            logger.error("The trace of %s failed: %s", job.target.title, job.error)
        if self._closed:
            return
        if self._is_current(job):
            self._show(job, self._server.protocol.documents().open_documents())
            self._show_failure(job)
        self._refresh()
        self._audience().ended(job)

    def _is_current(self, job: Job) -> bool:
        return not self._closed and self._jobs.get(job.target.uri) is job

    def _show(self, job: Job, documents: list[Document]) -> None:
        if job.trace is None:
            return
        paths = {_normal(path): path for path in job.trace.sources}
        failed = _failed_in(job.trace)
        for document in documents:
            own = path_of(document.uri)
            path = None if own is None else paths.get(_normal(own), failed if _is_same(failed, own) else None)
            before = document.traced
            if path is not None and (before is None or before.number <= job.number):
                document.traced = Traced.of(job.number, job.trace, path, document.text_lines.texts, before)

    def _show_failure(self, job: Job) -> None:
        failure = None if job.trace is None else _failure(job.trace)
        if failure is None or failure.place is None:
            return
        for document in self._server.protocol.documents().open_documents():
            own = path_of(document.uri)
            if own is not None and _is_same(failure.place.path, own):
                self._failures.show(job.number, document.uri, failure, document)
                return
        uri = from_fs_path(failure.place.path)
        # A notebook that is not open has no lines to show anything at.
        if uri is not None and not uri.endswith(".ipynb"):
            self._failures.show(job.number, uri, failure, None)

    def _forget(self, uris: list[str]) -> None:
        """Take away what the traces of some documents show."""
        numbers = {self._jobs.pop(uri).number for uri in uris if uri in self._jobs}
        for number in numbers:
            self._failures.clear(number)
        for document in self._server.protocol.documents().open_documents():
            if document.traced is not None and document.traced.number in numbers:
                document.traced = None

    def _refresh(self) -> None:
        self._server.refresh_hints()
        self._server.refresh_lenses()


def _failure(trace: Trace) -> Failure | None:
    """What the program itself failed with. Where it was stopped, it may tell of an interrupt."""
    end = trace.exit
    return None if end is None or end.limit in ("cancelled", "time") else end.failure


def _failed_in(trace: Trace) -> str | None:
    failure = _failure(trace)
    return failure.place.path if failure is not None and failure.place is not None else None


def _is_same(path: str | None, other: str) -> bool:
    return path is not None and _normal(path) == _normal(other)


def _normal(path: str) -> str:
    return os.path.normcase(os.path.realpath(path))
