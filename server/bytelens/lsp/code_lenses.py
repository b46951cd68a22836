"""Code lenses: what can be traced, above the line on which it begins."""

from __future__ import annotations

from lsprotocol import types

from ..syntax.runnables import cases, main_guard
from .documents import Document
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


def _lens(line: int, command: types.Command) -> types.CodeLens:
    start = types.Position(line - 1, 0)
    return types.CodeLens(types.Range(start, start), command=command)
