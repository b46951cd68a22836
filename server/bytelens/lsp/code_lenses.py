"""Code lenses: what can be traced, and what functions and the file need, above the line on which they begin."""

from __future__ import annotations

from lsprotocol import types

from ..report.assumed import marked
from ..report.peaks import peak_words
from ..syntax.runnables import cases, main_guard
from ..syntax.statements import function_lines
from .documents import Document
from .settings import Settings
from .tracing.commands import STOP_TRACE, TRACE, TRACE_TEST


def code_lenses(document: Document, running: bool) -> list[types.CodeLens]:
    """One for the program and one for each test of a file; while a trace of the document runs, each stops it."""
    uri, tree = {"uri": document.uri}, document.tree()
    guard = main_guard(tree)
    found = [] if guard is None else [(guard, TRACE, uri)]
    if not document.is_notebook:
        found += [(case.line, TRACE_TEST, {**uri, "test": case.name}) for case in cases(tree)]
    if running:
        found = [(line, STOP_TRACE, uri) for line, _, _ in found]
    title = "Stop Trace" if running else "Trace with ByteLens"
    found.sort(key=lambda lens: lens[0])
    return [_lens(line, types.Command(title, command, arguments=[sent])) for line, command, sent in found]


def peak_lenses(document: Document, settings: Settings) -> list[types.CodeLens]:
    """The peaks that are worth a word: of the file above its first line, and of functions above theirs."""
    peaks = {} if document.counted is None or not settings.peaks else document.counted.peaks
    places: list[tuple[int, str | None]] = [(1, None)]
    if peaks:
        places += sorted((line, name) for name, line in function_lines(document.tree()).items())
    found = []
    for line, name in places:
        peak = peaks.get(name)
        text = None if peak is None else peak_words(peak, name, settings.labels.units, document.line_name)
        if text is not None:
            found.append(_lens(line, types.Command(marked({line: text}, document.supposed.assumptions)[line], "")))
    return found


def _lens(line: int, command: types.Command) -> types.CodeLens:
    start = types.Position(line - 1, 0)
    return types.CodeLens(types.Range(start, start), command=command)
