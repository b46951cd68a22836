"""Messages of the agent to a trace: at the end, or of everything so far."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from ..syntax.lines import split_lines
from ..syntax.source import SourceError, decode
from . import messages
from .channel import Message
from .held import Held
from .moments import Moments
from .one_line import one_line
from .reasons import Before, reason
from .trace import Exit, Failure, LineCost, Place, Step, Trace

# Source files of people are smaller by far, and so are the programs that they make.
_LARGEST_FILE = 1 << 24
_MOST_FILES = 2000
_MOST_PROBLEMS = 10
_MOST_LINES = 100_000


class Builder:
    """Gathers what the messages say. Any thread may ask for the trace while another feeds it.

    directory: where the program runs, and what relative paths start from. texts: the text of files that are not on the
    disk as the program ran them (notebooks).
    """

    def __init__(
        self,
        path: str,
        arguments: tuple[str, ...] = (),
        steps: int = 1000,
        texts: Mapping[str, str] | None = None,
        cells: Mapping[int, int] | None = None,
        directory: str = ".",
    ) -> None:
        self._lock = threading.Lock()
        self._directory = directory
        trace = Trace(path, arguments, cells=dict(cells or {}))
        self._gathered = _Gathered(trace, steps, {self._absolute(name): text for name, text in (texts or {}).items()})

    def feed(self, received: Iterable[Message]) -> bool:
        """Take messages in; those that say nothing sensible are passed over. Returns whether there were any."""
        any_at_all = False
        for message in received:
            handler = _HANDLERS.get(message["kind"])
            if handler is not None:
                any_at_all = True
                with self._lock, suppress(KeyError, TypeError, ValueError):
                    handler(self._gathered, self._located(message))
        return any_at_all

    def trace(self) -> Trace:
        """Everything so far."""
        with self._lock:
            return self._gathered.trace()

    def finish(self, ended: Exit) -> None:
        """The program is gone; there is no more to come."""
        with self._lock:
            self._gathered.finish(ended)

    def failure(self) -> Failure | None:
        """The exception that the program said it ends with."""
        with self._lock:
            return self._gathered.failure

    def own(self, path: str) -> str | None:
        """The absolute path of one of the files that something was seen of, None for any other."""
        absolute = self._absolute(path)
        with self._lock:
            return absolute if absolute in self._gathered.sources else None

    def _located(self, message: Message) -> Message:
        return {**message, "path": self._absolute(message["path"])} if message["kind"] == "file" else message

    def _absolute(self, path: str) -> str:
        return os.path.abspath(os.path.join(self._directory, path))  # noqa: PTH100, PTH118  (pathlib keeps the `..`)


class _Gathered:
    """What was said so far. One thread at a time."""

    def __init__(self, trace: Trace, limit: int, texts: Mapping[str, str]) -> None:
        self._trace = trace
        self._limit = limit
        self._texts = texts
        self._paths: messages.Paths = {}
        self._steps: list[Step] = []
        self._dropped = 0
        self._lines: dict[Place, LineCost] = {}
        self._moments = Moments()
        self._held = Held()
        self._one_lines: dict[Place, str] = {}
        self._started: float | None = None
        self._seconds: float | None = None
        self.sources: dict[str, tuple[str, ...]] = {}
        self.failure: Failure | None = None

    def trace(self) -> Trace:
        return replace(
            self._trace,
            seconds=self._trace.seconds if self._trace.exit is not None else self._elapsed(),
            steps=tuple(self._steps),
            steps_dropped=self._dropped,
            lines=tuple(self._lines.values()),
            moments=self._moments.all(),
            sources=dict(self.sources),
        )

    def finish(self, ended: Exit) -> None:
        self._trace = replace(self._trace, exit=ended, seconds=self._elapsed())

    def _elapsed(self) -> float:
        """By the program's own clock, once it said so."""
        if self._seconds is not None:
            return self._seconds
        return 0.0 if self._started is None else time.monotonic() - self._started

    def start(self, message: Message) -> None:
        self._started = time.monotonic()
        self._trace = replace(self._trace, python=str(message["python"]))

    def numpy(self, message: Message) -> None:
        self._trace = replace(self._trace, numpy=str(message["version"]))

    def file(self, message: Message) -> None:
        path = message["path"]
        if len(self._paths) < _MOST_FILES:
            self._paths[message["file"]] = path
            self.sources[path] = self._read(path)
            self._held.load(path, self.sources[path])

    def _read(self, path: str) -> tuple[str, ...]:
        """The lines of a file as it is now, just loaded; none where that cannot be read."""
        text = self._texts.get(path)
        with suppress(OSError, SourceError, ValueError):
            if text is None:
                with Path(path).open("rb") as file:
                    text = decode(file.read(_LARGEST_FILE))
        return () if text is None else tuple(split_lines(text))

    def step(self, message: Message) -> None:
        if len(self._steps) >= self._limit:
            self._dropped += 1
            return
        step = messages.step(message, self._paths, self._one_line)
        said = reason(step, Before(self._held.before(step), self._held.latest), self._trace.approximate)
        self._held.take(step)
        self._steps.append(replace(step, reason=said))

    def _one_line(self, place: Place) -> str:
        text = self._one_lines.get(place)
        if text is None:
            text = one_line(self.sources.get(place.path, ()), place.line, place.end_line)
            self._one_lines[place] = text
        return text

    def line(self, message: Message) -> None:
        cost = messages.line_cost(message, self._paths)
        if cost.place in self._lines or len(self._lines) < _MOST_LINES:
            self._lines[cost.place] = cost

    def peak(self, message: Message) -> None:
        self._trace = replace(self._trace, peak=messages.peak(message, self._paths))

    def moment(self, message: Message) -> None:
        self._moments.add(messages.moment(message, self._paths))

    def drop(self, message: Message) -> None:
        self._dropped = max(self._dropped, int(message["steps"]))

    def threads(self, _: Message) -> None:
        self._trace = replace(self._trace, approximate=True)

    def problem(self, message: Message) -> None:
        problems = (*self._trace.problems, str(message["message"]))
        self._trace = replace(self._trace, problems=tuple(dict.fromkeys(problems))[:_MOST_PROBLEMS])

    def end(self, message: Message) -> None:
        self._seconds = float(message["seconds"])
        self.failure = messages.failure(message["exception"], self._paths)


_HANDLERS: dict[str, Callable[[_Gathered, Message], None]] = {
    "start": _Gathered.start,
    "numpy": _Gathered.numpy,
    "file": _Gathered.file,
    "step": _Gathered.step,
    "line": _Gathered.line,
    "peak": _Gathered.peak,
    "moment": _Gathered.moment,
    "dropped": _Gathered.drop,
    "threads": _Gathered.threads,
    "problem": _Gathered.problem,
    "end": _Gathered.end,
}
