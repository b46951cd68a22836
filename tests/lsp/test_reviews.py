"""What is found in a document while its text changes, and who has to say something of it."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from types import SimpleNamespace
from typing import Any

import pytest
from lsprotocol import types

from bytelens.analysis.session import Session
from bytelens.analysis.sources import Sources
from bytelens.analysis.workspace import Workspace
from bytelens.lint.options import Options
from bytelens.lsp.configuration import Configuration
from bytelens.lsp.diagnostics import review as reviews
from bytelens.lsp.diagnostics.board import Board
from bytelens.lsp.diagnostics.review import Review
from bytelens.lsp.diagnostics.reviewer import Reviewer
from bytelens.lsp.documents import Document

URI = "file:///project/prog.py"
PROGRAM = """\
import numpy as np
a = np.zeros((1000, 1000), np.float32)
b = a * np.ones((1000, 1000))
c = a.astype(
    np.float32)
"""
BOTH = [(2, "BL001"), (3, "BL003")]


def document(text: str = PROGRAM) -> Document:
    """An open document."""
    return Document(URI, text, 1, "python", encoding="utf-16")


def reviewed(subject: Document) -> Review:
    """A review that has come to its end."""
    review = Review(subject)
    for _ in review.steps(Options()):
        pass
    return review


def shown(diagnostics: list[types.Diagnostic]) -> list[tuple[int, object]]:
    """Lines (0-based) and codes."""
    return [(one.range.start.line, one.code) for one in diagnostics]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (PROGRAM, BOTH),
        ("\n\n" + PROGRAM, [(4, "BL001"), (5, "BL003")]),
        (PROGRAM + "d = 1\n", BOTH),
        (PROGRAM.replace("b = a * np", "b = np"), BOTH),
        (PROGRAM.replace("b = a * np.ones((1000, 1000))\n", ""), [(2, "BL003")]),
        (PROGRAM.replace("(\n    np", "(\n    # more\n    np"), [(2, "BL001")]),
        ("", []),
    ],
)
def test_until_it_is_looked_at_again_findings_move_with_their_lines(
    text: str, expected: list[tuple[int, object]]
) -> None:
    subject = document()
    review = reviewed(subject)
    assert [finding.code for finding in review.current()] == ["BL001", "BL003"]
    subject.apply_change(types.TextDocumentContentChangeWholeDocument(text))
    assert shown(review.diagnostics()) == expected
    assert len(review.current()) == (2 if text == PROGRAM else 0)


def test_a_text_is_looked_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    review = reviewed(document())
    monkeypatch.setattr(reviews, "checks", None)
    before = review.found
    for _ in review.steps(Options()):
        pass
    assert review.found is before


def test_whoever_stops_in_the_middle_keeps_what_was_found_before() -> None:
    subject = document()
    review = reviewed(subject)
    before = review.found
    subject.apply_change(types.TextDocumentContentChangeWholeDocument(PROGRAM + "d = a.copy()\n"))
    steps = review.steps(Options())
    for _ in range(5):
        next(steps)
    steps.close()
    assert review.found is before


def test_a_review_imports_from_the_folders_that_there_are_now(monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[Workspace | None] = []
    begin = Session.__init__

    def init(self: Session, workspace: Workspace | None = None, *, expressions: bool = False, **more: Any) -> None:
        made.extend([workspace] if expressions else [])
        begin(self, workspace, expressions=expressions, **more)

    monkeypatch.setattr(Session, "__init__", init)
    subject, files = document(), Workspace(Sources())
    review = reviewed(subject)
    subject.import_from(files)
    for _ in review.steps(Options()):
        pass
    assert made == [None, files]


@pytest.mark.asyncio
async def test_a_diagnostic_that_fails_is_logged_and_what_is_shown_stays(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    published: list[types.PublishDiagnosticsParams] = []
    subject = document()
    server = SimpleNamespace(
        board=Board(published.append, undivided),
        configuration=Configuration(),
        protocol=SimpleNamespace(documents=lambda: SimpleNamespace(open_documents=lambda: [subject])),
    )
    reviewer = Reviewer(server)  # type: ignore[arg-type]
    reviewer.soon()
    while not published:
        await asyncio.sleep(0)
    monkeypatch.setattr(reviews, "checks", None)
    subject.apply_change(types.TextDocumentContentChangeWholeDocument(PROGRAM + "d = 1\n"))
    reviewer.soon()
    while not caplog.records:
        await asyncio.sleep(0)
    assert "Nothing is found in file:///project/prog.py" in caplog.text
    assert [shown(list(params.diagnostics)) for params in published] == [BOTH]


def undivided(uri: str, found: Sequence[types.Diagnostic]) -> list[types.PublishDiagnosticsParams]:
    """What is published of a document that is no notebook: at version 7 where it is "a"."""
    return [types.PublishDiagnosticsParams(uri, found, {"a": 7}.get(uri))]


def said(message: str) -> types.Diagnostic:
    """A diagnostic."""
    return types.Diagnostic(types.Range(types.Position(0, 0), types.Position(0, 1)), message)


def test_all_that_is_said_of_a_document_is_one_list() -> None:
    published: list[types.PublishDiagnosticsParams] = []
    board = Board(published.append, undivided)
    first: dict[str, list[types.Diagnostic]] = {"a": [said("one")]}
    second: dict[str, list[types.Diagnostic]] = {"a": [said("two")], "b": [said("three")]}
    board.add(lambda uri: first.get(uri, []))
    board.add(lambda uri: second.get(uri, []))
    for uri in "abc":
        board.publish(uri)
    assert [(sent.uri, sent.version, [one.message for one in sent.diagnostics]) for sent in published] == [
        ("a", 7, ["one", "two"]),
        ("b", None, ["three"]),
    ]


def test_an_empty_list_takes_the_place_of_another_alone() -> None:
    published: list[types.PublishDiagnosticsParams] = []
    board = Board(published.append, undivided)
    found = [said("one")]
    board.add(lambda _: list(found))
    board.publish("a")
    found.clear()
    board.publish("a")
    board.publish("a")
    assert [len(sent.diagnostics) for sent in published] == [1, 0]
