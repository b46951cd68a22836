"""Lenses over what can be traced, and code actions where editors have none."""

from typing import Any

import pytest
from lsprotocol import types

from bytelens.facts.marks import Origins
from bytelens.lsp.code_actions import KIND, code_actions
from bytelens.lsp.code_lenses import code_lenses
from bytelens.lsp.documents import Document
from bytelens.lsp.tracing.traced import Traced

URI = "file:///project/test_a.py"
PROGRAM = """\
def test_one():
    assert True

class TestGrid:
    def test_two(self):
        assert True

if __name__ == "__main__":
    test_one()
"""
TRACE = ("Trace This File", "bytelens.server.trace", {"uri": URI})
STOP = ("Stop Trace", "bytelens.server.stopTrace", {"uri": URI})
CLEAR = ("Clear Trace", "bytelens.server.clearTrace", {"uri": URI})


def document(text: str = PROGRAM) -> Document:
    """An open document."""
    return Document(URI, text, language_id="python", encoding="utf-16")


def said(command: types.Command | None) -> tuple[str, str, Any]:
    """Title, id and the only argument of a command."""
    assert command is not None
    assert command.arguments is not None
    (argument,) = command.arguments
    return command.title, command.command, argument


def lenses(running: bool = False, text: str = PROGRAM) -> list[tuple[int, str, str, Any]]:
    """The lenses of a document: the line and what each does."""
    found = code_lenses(document(text), running)
    return [(lens.range.start.line, *said(lens.command)) for lens in found]


def actions(line: int = 0, running: bool = False, traced: bool = False, **context: Any) -> list[tuple[str, str, Any]]:
    """The actions on a line."""
    subject = document()
    if traced:
        subject.traced = Traced(1, (), Origins(()))
    place = types.Position(line, 0)
    params = types.CodeActionParams(
        types.TextDocumentIdentifier(URI), types.Range(place, place), types.CodeActionContext([], **context)
    )
    found = code_actions(subject, params, running, literals=True)
    assert all(isinstance(action, types.CodeAction) and action.kind == KIND for action in found)
    return [said(action.command) for action in found if isinstance(action, types.CodeAction)]


def test_the_program_and_each_test_have_a_lens() -> None:
    title = "Trace with ByteLens"
    assert lenses() == [
        (0, title, "bytelens.server.traceTest", {"uri": URI, "test": "test_one"}),
        (4, title, "bytelens.server.traceTest", {"uri": URI, "test": "TestGrid::test_two"}),
        (7, title, "bytelens.server.trace", {"uri": URI}),
    ]


def test_while_a_trace_runs_the_lenses_stop_it() -> None:
    assert lenses(running=True) == [(line, *STOP) for line in (0, 4, 7)]


def test_a_file_of_functions_has_no_lens() -> None:
    assert lenses(text="def f(): ...\n") == []


def test_every_file_can_be_traced_and_the_test_at_the_cursor() -> None:
    assert actions(line=7) == [TRACE]
    one = ("Trace TestGrid::test_two", "bytelens.server.traceTest", {"uri": URI, "test": "TestGrid::test_two"})
    assert actions(line=5) == [one, TRACE]


def test_what_can_be_done_depends_on_what_is_there() -> None:
    assert actions(line=7, running=True) == [STOP]
    assert actions(line=7, traced=True) == [TRACE, CLEAR]


@pytest.mark.parametrize(
    ("only", "some"), [(["source"], True), ([KIND], True), (["quickfix"], False), (["source.organizeImports"], False)]
)
def test_only_what_the_client_asks_for_is_offered(only: list[str], some: bool) -> None:
    assert bool(actions(only=only)) is some


def test_a_client_without_literals_gets_bare_commands() -> None:
    place = types.Range(types.Position(7, 0), types.Position(7, 0))
    params = types.CodeActionParams(types.TextDocumentIdentifier(URI), place, types.CodeActionContext([]))
    (action,) = code_actions(document(), params, running=False, literals=False)
    assert isinstance(action, types.Command)
    assert said(action) == TRACE
