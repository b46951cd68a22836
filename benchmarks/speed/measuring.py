"""Measure one server with one program."""

from __future__ import annotations

import statistics
import tempfile
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from .client import Answer, Client, Launch, NoAnswerError
from .edits import Document, Edit, Kind

PAUSE = 0.01
"""Seconds between two requests where an answer has no hints yet."""
REST = 3.0
"""Seconds, at most, that a server gets after an answer for whatever else it does: as long as the answer took."""


@dataclass(frozen=True)
class Effort:
    """How much is measured."""

    starts: int
    edits: int
    """Of each kind."""
    budget: float
    """Seconds after which no further start, and no further edit of the same kind, is begun."""
    limit: float
    """Seconds that hints may take."""


@dataclass(frozen=True)
class Times:
    """Milliseconds."""

    values: tuple[float, ...]

    @property
    def median(self) -> float:
        """What to expect."""
        return statistics.median(self.values)

    @property
    def least(self) -> float:
        """What it costs when nothing else runs on the machine."""
        return min(self.values)

    @property
    def p95(self) -> float:
        """What one edit in twenty exceeds."""
        return statistics.quantiles(self.values, n=20, method="inclusive")[-1] if len(self.values) > 1 else self.median


@dataclass
class Report:
    """What was measured of one server with one program."""

    name: str
    version: str
    lines: int
    hints: int = 0
    first: Times | None = None
    """From the start of the process to the first hints."""
    edits: dict[str, Times] = field(default_factory=dict)
    """By kind: from before an edit is sent until all hints of the new text are read."""
    trouble: str | None = None
    """Why there is no more."""


def measure(launch: Launch, text: str, kinds: Mapping[str, Kind], effort: Effort) -> Report:
    """Start a server a few times, then edit the program. What fails is told in the report."""
    report = Report(launch.name, launch.version, text.count("\n"))
    try:
        report.first = _starts(launch, text, effort)
        with tempfile.TemporaryDirectory() as folder:
            client = Client(launch, Path(folder).resolve(), effort.limit)
            try:
                _edit_all(client, text, kinds, effort, report)
            finally:
                client.stop()
    except NoAnswerError as trouble:
        report.trouble = str(trouble)
    return report


def _starts(launch: Launch, text: str, effort: Effort) -> Times:
    values: list[float] = []
    while len(values) < effort.starts and sum(values) < effort.budget * 1000:
        with tempfile.TemporaryDirectory() as folder:
            begin = time.perf_counter()
            client = Client(launch, Path(folder).resolve(), effort.limit)
            try:
                client.open(text)
                answer = _hints(client, text.count("\n"), None, effort)
                values.append((answer.moment - begin) * 1000)
            finally:
                client.stop()
    return Times(tuple(values))


def _edit_all(client: Client, text: str, kinds: Mapping[str, Kind], effort: Effort, report: Report) -> None:
    document = Document(text)
    client.open(text)
    report.hints = _hints(client, len(document.lines), None, effort).count
    for name, kind in kinds.items():
        values: list[float] = []
        for edit in kind(document):
            if len(values) == effort.edits or sum(values) > effort.budget * 1000:
                break
            values.append(_after(client, document, edit, effort))
            time.sleep(min(values[-1] / 1000, REST))
        report.edits[name] = Times(tuple(values))


def _after(client: Client, document: Document, edit: Edit, effort: Effort) -> float:
    document.apply(edit)
    text = document.text
    begin = time.perf_counter()
    client.change(edit, text)
    return (_hints(client, len(document.lines), edit.shows, effort).moment - begin) * 1000


def _hints(client: Client, rows: int, shows: int | None, effort: Effort) -> Answer:
    """Ask until there are hints, and one on row `shows`."""
    until = time.perf_counter() + effort.limit
    while True:
        answer = client.hints(rows)
        if answer.count and (shows is None or shows in answer.rows):
            return answer
        if time.perf_counter() > until:
            raise NoAnswerError(f"no hints within {effort.limit:g} s")
        time.sleep(PAUSE)
