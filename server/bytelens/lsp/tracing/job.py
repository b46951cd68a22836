"""A trace that runs, in a thread of its own, while the server goes on."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Protocol

from ...tracing.request import Request
from ...tracing.runner import Sinks
from ...tracing.trace import Trace
from .output import Output
from .throttle import Throttle

# Seconds from one look to the next: editors draw all hints again, and everybody reads the output.
_SHOW = 1.0
_WRITE = 0.1


class Tracing(Protocol):
    """What runs a program: `tracing.runner.Tracer`."""

    def run(self) -> Trace:
        """Block until the program has ended."""

    def cancel(self) -> None:
        """From any thread: end the program."""

    def trace(self) -> Trace:
        """From any thread: everything so far."""


MakeTracer = Callable[[Request, Sinks], Tracing]


@dataclass(frozen=True, slots=True)
class Target:
    """What the user asked to trace. uri: of its document. title: what it is called in messages."""

    uri: str
    title: str


class Listener(Protocol):
    """Who wants to know of a job. Everything is called on the event loop."""

    def changed(self, job: Job) -> None:
        """There is more to show; at most once a second."""

    def wrote(self, job: Job, text: str) -> None:
        """The program wrote something."""

    def ended(self, job: Job) -> None:
        """The program has ended, and `job.trace` is whole; or it could not be run, and `job.error` says why."""


@dataclass(eq=False)
class Job:
    """One trace. trace: all that has been shown of it."""

    number: int
    target: Target
    listener: Listener
    trace: Trace | None = None
    error: str | None = None
    running: bool = True
    cancelled: bool = False
    _output: Output = field(default_factory=Output)

    def start(self, request: Request, make_tracer: MakeTracer) -> None:
        """Begin, on the running event loop. Raises what `make_tracer` raises."""
        self._loop = asyncio.get_running_loop()
        self._show = Throttle(self._changed, _SHOW, self._loop)
        self._write = Throttle(self._flush, _WRITE, self._loop)
        self._tracer = make_tracer(request, Sinks(self._stdout, self._stderr, self._show.ask))
        # A thread of pygls' pool would keep messages from being read, and one of asyncio's the server from ending.
        self._thread = threading.Thread(target=self._run, name=f"trace-{self.number}", daemon=True)
        self._thread.start()

    def cancel(self) -> None:
        """End the program; the trace is what there is by then."""
        if self.running:
            self.cancelled = True
            self._tracer.cancel()

    def join(self, timeout: float) -> None:
        """Wait until the program is gone."""
        self._thread.join(timeout)

    def _run(self) -> None:
        trace, error = None, None
        try:
            trace = self._tracer.run()
        except Exception as failure:  # Whatever it is, the client learns that nothing runs any more.
            error = str(failure) or type(failure).__name__
        with suppress(RuntimeError):  # The server has ended meanwhile.
            self._loop.call_soon_threadsafe(self._ended, trace, error)

    def _stdout(self, data: bytes) -> None:
        self._output.write("stdout", data)
        self._write.ask()

    def _stderr(self, data: bytes) -> None:
        self._output.write("stderr", data)
        self._write.ask()

    def _changed(self) -> None:
        self.trace = self._tracer.trace()
        self.listener.changed(self)

    def _flush(self) -> None:
        text = self._output.take()
        if text:
            self.listener.wrote(self, text)

    def _ended(self, trace: Trace | None, error: str | None) -> None:
        self._show.stop()
        self._write.stop()
        self._flush()
        self.running = False
        self.trace, self.error = trace, error
        self.listener.ended(self)
