"""What the client is told of a trace: by messages of our own where it asks for them, else by the protocol's."""

from __future__ import annotations

import asyncio
import logging
from typing import TYPE_CHECKING, Any, Protocol

from lsprotocol import types
from pygls.exceptions import JsonRpcException

from .job import Job
from .words import outcome, outcome_text, progress_text

if TYPE_CHECKING:
    from ..server import Server

logger = logging.getLogger(__name__)

TRACE_CHANGED = "bytelens/traceChanged"
PROGRAM_OUTPUT = "bytelens/programOutput"


class Audience(Protocol):
    """Who is told of traces."""

    def started(self, job: Job) -> None:
        """A program starts."""

    def changed(self, job: Job) -> None:
        """It has come further."""

    def wrote(self, job: Job, text: str) -> None:
        """It wrote something."""

    def ended(self, job: Job) -> None:
        """It has ended."""


class OwnClient:
    """A client that knows our notifications (`initializationOptions`: `showsTraces: true`)."""

    def __init__(self, server: Server) -> None:
        self._server = server

    def started(self, job: Job) -> None:
        """Tell that it runs."""
        self._tell(job, progress_text(job))

    def changed(self, job: Job) -> None:
        """Tell how far it is."""
        self._tell(job, progress_text(job))

    def wrote(self, job: Job, text: str) -> None:
        """Pass it on."""
        self._server.protocol.notify(PROGRAM_OUTPUT, {"trace": job.number, "uri": job.target.uri, "text": text})

    def ended(self, job: Job) -> None:
        """Tell how it ended."""
        self._tell(job, outcome_text(job), outcome(job))

    def _tell(self, job: Job, message: str, result: str | None = None) -> None:
        told: dict[str, Any] = {"trace": job.number, "uri": job.target.uri, "title": job.target.title}
        self._server.protocol.notify(TRACE_CHANGED, {**told, "message": message, "outcome": result})


class AnyClient:
    """Any other client: progress that can be cancelled, output in its log, and a message at the end."""

    def __init__(self, server: Server) -> None:
        self._server = server
        self._shown: set[int] = set()
        self._tasks: set[asyncio.Task[None]] = set()

    @staticmethod
    def token(job: Job) -> str:
        """The token of the progress of a trace."""
        return f"bytelens/trace/{job.number}"

    def started(self, job: Job) -> None:
        """Ask for progress where the client can show it. It may never answer."""
        features = self._server.client_capabilities.window
        if features and features.work_done_progress:
            task = asyncio.get_running_loop().create_task(self._begin(job))
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)

    def changed(self, job: Job) -> None:
        """Show how far it is."""
        self._progress(job, types.WorkDoneProgressReport(message=progress_text(job), cancellable=True))

    def wrote(self, job: Job, text: str) -> None:  # noqa: ARG002
        """Into the log."""
        self._server.window_log_message(types.LogMessageParams(types.MessageType.Log, text))

    def ended(self, job: Job) -> None:
        """End the progress, and tell how it went."""
        text = outcome_text(job)
        self._progress(job, types.WorkDoneProgressEnd(message=text))
        self._shown.discard(job.number)
        level = types.MessageType.Info if job.trace is not None else types.MessageType.Error
        self._server.window_show_message(types.ShowMessageParams(level, text))

    async def _begin(self, job: Job) -> None:
        try:
            create = types.WorkDoneProgressCreateParams(self.token(job))
            await self._server.window_work_done_progress_create_async(create)
        except JsonRpcException as error:
            logger.info("The client shows no progress: %r", error)
            return
        if job.running:
            self._shown.add(job.number)
            title = f"Tracing {job.target.title}"
            self._progress(job, types.WorkDoneProgressBegin(title, cancellable=True, message=progress_text(job)))

    def _progress(
        self,
        job: Job,
        value: types.WorkDoneProgressBegin | types.WorkDoneProgressReport | types.WorkDoneProgressEnd,
    ) -> None:
        if job.number in self._shown:
            self._server.protocol.notify(types.PROGRESS, types.ProgressParams(self.token(job), value))
