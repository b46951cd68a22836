"""A tracer that does what a test says, and an editor that notes what it is told."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field, replace

from lsprotocol import types

from bytelens.lsp.diagnostics.board import Board
from bytelens.lsp.documents import Document
from bytelens.lsp.sources import path_of
from bytelens.lsp.tracing.job import Job, Target
from bytelens.lsp.tracing.registry import Traces
from bytelens.tracing.request import Kind, Request
from bytelens.tracing.runner import Sinks
from bytelens.tracing.trace import Exit, Failure, LineCost, Observation, Place, Trace
from bytelens.values.ownership import Ownership

PATH = "/project/prog.py"
URI = "file:///project/prog.py"
PROGRAM = "import numpy as np\na = np.zeros(n)\nb = a + 1\n"
TARGET = Target(URI, "prog.py")
REQUEST = Request(Kind.FILE, PATH, "python", "/project", ("/project",))


def cost(line: int, length: int, path: str = PATH) -> LineCost:
    """What was seen of one line: an array of float64."""
    nbytes = length * 8
    seen = Observation("a", "array", "ndarray", (length,), "float64", 8, nbytes, Ownership.OWNER)
    return LineCost(Place(path, line, line), 1, True, nbytes, nbytes, nbytes, (seen,))


def trace(*costs: LineCost, failure: Failure | None = None, ended: bool = True) -> Trace:
    """A trace of `PROGRAM`, which every file holds."""
    lines = tuple(PROGRAM.split("\n"))
    return Trace(
        PATH,
        numpy="2.0.0",
        lines=costs,
        sources={one.place.path: lines for one in costs},
        exit=Exit(1 if failure else 0, failure) if ended else None,
    )


class FakeTracer:
    """Runs until it is told to end."""

    def __init__(self, request: Request, sinks: Sinks) -> None:
        self.request = request
        self.sinks = sinks
        self.so_far = trace(ended=False)
        self.cancels = 0
        self._end = threading.Event()
        self._error: Exception | None = None

    def run(self) -> Trace:
        """Until `end`, `fail` or `cancel`."""
        self._end.wait()
        if self._error is not None:
            raise self._error
        return self.so_far

    def cancel(self) -> None:
        """As the user does."""
        self.cancels += 1
        if not self._end.is_set():
            self.end(replace(self.so_far, exit=Exit(130, limit="cancelled")))

    def trace(self) -> Trace:
        """So far."""
        return self.so_far

    def see(self, seen: Trace) -> None:
        """There is more to show."""
        self.so_far = seen
        self.sinks.on_change()

    def end(self, whole: Trace) -> None:
        """The program ends."""
        self.so_far = whole
        self._end.set()

    def fail(self, error: Exception) -> None:
        """It cannot be run."""
        self._error = error
        self._end.set()


@dataclass
class FakeAudience:
    """What the client was told."""

    told: list[tuple[object, ...]] = field(default_factory=list)

    def started(self, job: Job) -> None:
        """Noted."""
        self.told.append(("started", job.number))

    def changed(self, job: Job) -> None:
        """Noted."""
        self.told.append(("changed", job.number))

    def wrote(self, job: Job, text: str) -> None:
        """Noted."""
        self.told.append(("wrote", job.number, text))

    def ended(self, job: Job) -> None:
        """Noted."""
        self.told.append(("ended", job.number))


class Editor:
    """Some open documents, and the traces of a server that has no client."""

    def __init__(self) -> None:
        self.documents: dict[str, Document] = {}
        self.published: list[types.PublishDiagnosticsParams] = []
        self.refreshes: list[str] = []
        self.tracers: list[FakeTracer] = []
        self.audience = FakeAudience()
        self.traces = Traces(_Server(self), self._tracer, lambda: self.audience)  # type: ignore[arg-type]

    def open(self, uri: str = URI, text: str = PROGRAM) -> Document:
        """Open a document."""
        document = Document(uri, text, language_id="python", encoding="utf-16")
        self.documents[uri] = document
        self.traces.opened(document)
        return document

    def start(self, uri: str = URI) -> tuple[Job, FakeTracer]:
        """Start a trace of a document."""
        job = self.traces.start(Target(uri, str(path_of(uri))), REQUEST)
        return job, self.tracers[-1]

    def diagnostics(self) -> list[tuple[str, list[tuple[int, str]]]]:
        """What was published, by line and message, since this was last asked."""
        told = [(sent.uri, [(d.range.start.line, d.message) for d in sent.diagnostics]) for sent in self.published]
        self.published.clear()
        return told

    def _tracer(self, request: Request, sinks: Sinks) -> FakeTracer:
        self.tracers.append(FakeTracer(request, sinks))
        return self.tracers[-1]


class _Server:
    """The part of a server that traces need."""

    def __init__(self, editor: Editor) -> None:
        self._editor = editor
        self.protocol = self
        self.board = Board(editor.published.append, lambda uri, found: [types.PublishDiagnosticsParams(uri, found)])

    def refresh_hints(self) -> None:
        self._editor.refreshes.append("hints")

    def refresh_lenses(self) -> None:
        self._editor.refreshes.append("lenses")

    def documents(self) -> _Server:
        return self

    def open_document(self, uri: str) -> Document | None:
        return self._editor.documents.get(uri)

    def open_documents(self) -> list[Document]:
        return list(self._editor.documents.values())


def marked(document: Document) -> dict[int, int]:
    """The bytes that were measured, by line."""
    return {mark.line: mark.cost.observations[0].nbytes for mark in document.marks().marks}
