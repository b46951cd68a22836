"""Runs a program under the agent, from its start until nothing of it is left, and makes a trace of what it tells."""

from __future__ import annotations

import json
import os
import subprocess
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from ..syntax.cells import Notebook
from ..syntax.notebooks import read_notebook
from .builder import Builder
from .channel import Tail
from .crash import signal_failure
from .drains import Drain, Sink
from .limits import LIMIT_CODE, hit_memory_limit
from .processes import Ended, Launch, Running, launch
from .request import Kind, Request
from .trace import Exit, Failure, Trace

_AGENT = Path(__file__).with_name("agent")
_LOOK_EVERY = 0.05
_TELL_EVERY = 0.1
_LAST_OUTPUT = 5.0


def _nothing() -> None:
    pass


def _discard(_: bytes) -> None:
    pass


@dataclass(frozen=True, slots=True)
class Sinks:
    """Where the program's output goes: to a function, in the pieces in which it comes and from a thread of its own,
    or to an open descriptor, which the program then gets as its own (a terminal stays one).

    on_change: called by the thread of `Tracer.run`, at most ten times a second, when there is more to show.
    """

    stdout: Sink | int = _discard
    stderr: Sink | int = _discard
    on_change: Callable[[], None] = _nothing


class Tracer:
    """One run of one program. `run` once; everything else from any thread, and from signal handlers.

    Raises NotebookError or OSError for a notebook that cannot be read.
    """

    def __init__(self, request: Request, sinks: Sinks | None = None) -> None:
        self._request = request
        self._sinks = sinks or Sinks()
        self._notebook = _notebook(request)
        self._builder = _builder(request, self._notebook)
        self._running: Running | None = None
        self._cancelled = False
        self.left = 0
        """How many of the program's processes could not be ended."""
        self._interrupted = False

    def run(self) -> Trace:
        """Blocks until the program has ended and nothing of it is left. Returns all that was seen.

        Raises OSError where the program cannot be started.
        """
        with tempfile.TemporaryDirectory(prefix="bytelens-") as folder:
            private = Path(folder)
            tail = Tail(private / "facts")
            running = launch(self._launch(private))
            self._running = running
            drains = [
                Drain(pipe, sink)
                for pipe, sink in ((running.stdout, self._sinks.stdout), (running.stderr, self._sinks.stderr))
                if pipe is not None and callable(sink)
            ]
            if self._cancelled:
                running.stop()
            ended = self._follow(running, tail)
            self.left = ended.left
            for drain in drains:
                drain.finish(_LAST_OUTPUT)
            self._builder.finish(self._exit(ended, private / "crash"))
        self._sinks.on_change()
        return self._builder.trace()

    def trace(self) -> Trace:
        """Everything so far."""
        return self._builder.trace()

    def computed(self) -> float | None:
        """Seconds of processor time that the program's processes have taken so far; None where nobody tells."""
        return None if self._running is None else self._running.computed()

    def interrupt(self) -> None:
        """Do to the program what Ctrl-C does; it may go on."""
        self._interrupted = True
        if self._running is not None:
            self._running.interrupt()

    def pause(self) -> None:
        """Have the program stand still, as Ctrl-Z does; its time limit goes on."""
        if self._running is not None:
            self._running.pause()

    def resume(self) -> None:
        """Have it go on."""
        if self._running is not None:
            self._running.resume()

    def cancel(self) -> None:
        """End the program: as Ctrl-C does, then by force. A second call ends it at once."""
        again, self._cancelled = self._cancelled, True
        if self._running is not None:
            (self._running.kill if again else self._running.stop)()

    def _follow(self, running: Running, tail: Tail) -> Ended:
        told, more = 0.0, False
        while (ended := running.wait(_LOOK_EVERY)) is None:
            more = self._builder.feed(tail.read()) or more
            now = time.monotonic()
            if more and now - told >= _TELL_EVERY:
                told, more = now, False
                self._sinks.on_change()
        self._builder.feed(tail.read())
        return ended

    def _launch(self, private: Path) -> Launch:
        request = self._request
        stdout, stderr = (
            subprocess.PIPE if callable(sink) else sink for sink in (self._sinks.stdout, self._sinks.stderr)
        )
        return Launch(
            command=(request.python, str(_AGENT), str(_configure(request, self._notebook, private))),
            directory=request.directory,
            environment={**os.environ, **request.environment},
            stdin=0 if request.interactive and _is_open(0) else subprocess.DEVNULL,
            stdout=stdout,
            stderr=stderr,
            private=str(private),
            time_limit=request.time_limit,
            memory_limit=request.memory_limit,
            descriptors=request.interactive,
        )

    def _exit(self, ended: Ended, dump: Path) -> Exit:
        failure = self._builder.failure() or self._signal_failure(ended, dump)
        limit = ended.limit
        if limit is None and self._request.memory_limit is not None and hit_memory_limit(failure):
            limit = "memory"
        if limit is None and self._interrupted and _is_interrupt(ended, failure):
            limit = "cancelled"
        code = LIMIT_CODE if limit in ("time", "memory") else shell_code(ended.status)
        return Exit(code, failure, limit)

    def _signal_failure(self, ended: Ended, dump: Path) -> Failure | None:
        """A signal that came of a limit or of the user is no failure of the program's."""
        if ended.status >= 0 or ended.limit is not None:
            return None
        return signal_failure(-ended.status, dump, self._builder.own)


def shell_code(status: int) -> int:
    """The exit code that a shell would tell of an exit code, or of a signal as a negative status."""
    return 128 - status if status < 0 else status


def _is_interrupt(ended: Ended, failure: Failure | None) -> bool:
    return ended.status in (-2, 130) or (failure is not None and failure.type == "KeyboardInterrupt")


def _is_open(descriptor: int) -> bool:
    try:
        os.fstat(descriptor)
    except OSError:
        return False
    return True


def _notebook(request: Request) -> Notebook | None:
    if request.kind is not Kind.NOTEBOOK:
        return None
    return request.notebook or read_notebook(Path(request.directory, request.target).read_bytes())


def _builder(request: Request, notebook: Notebook | None) -> Builder:
    texts = {} if notebook is None else {str(Path(request.directory, request.target)): notebook.text}
    cells = {} if notebook is None else notebook.cells
    return Builder(request.target, request.arguments, request.steps, texts, cells, request.directory)


def _configure(request: Request, notebook: Notebook | None, private: Path) -> Path:
    """Write what the agent needs to know into the private folder. Returns where."""
    source = None
    if notebook is not None:
        source = private / "notebook.py"
        source.write_text(notebook.text, encoding="utf-8", errors="surrogatepass", newline="")
    configuration = {
        "channel": str(private / "facts"),
        "crash": str(private / "crash"),
        "target": {"kind": request.kind.value, "name": request.target},
        "arguments": list(request.arguments),
        "roots": list(request.roots),
        "steps": request.steps,
        "memory_limit": request.memory_limit,
        "source": None if source is None else str(source),
    }
    path = private / "configuration.json"
    path.write_text(json.dumps(configuration), encoding="ascii")
    return path
