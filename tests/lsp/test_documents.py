"""The text of a document through edits, and what is known of it."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lsprotocol import types

from bytelens.analysis.estimates import Analysis
from bytelens.analysis.session import Session
from bytelens.lsp.documents import Document
from bytelens.report.labels import LabelOptions, line_labels
from bytelens.syntax.lines import Encoding
from bytelens.syntax.parse import Parsed

TEXTS = st.text("ab\n\rß🎈\x0c\u2028\x85", max_size=12)


def edited(text: str, start: tuple[int, int], end: tuple[int, int], new: str, encoding: Encoding) -> str:
    """The text after one edit."""
    document = Document("file:///a.py", text, encoding=encoding)
    place = types.Range(types.Position(*start), types.Position(*end))
    document.apply_change(types.TextDocumentContentChangePartial(place, new))
    return document.source


def position(text: str, offset: int, encoding: Encoding) -> tuple[int, int]:
    """The LSP position of an offset that is not inside a line end."""
    lines = re.split("\r\n|\r|\n", text[:offset])
    width = {"utf-8": ("utf-8", 1), "utf-16": ("utf-16-le", 2), "utf-32": ("utf-32-le", 4)}[encoding]
    return len(lines) - 1, len(lines[-1].encode(width[0])) // width[1]


@given(st.data(), TEXTS, TEXTS, st.sampled_from(["utf-8", "utf-16", "utf-32"]))
def test_an_edit_replaces_just_what_it_names(data: st.DataObject, text: str, new: str, encoding: Encoding) -> None:
    offsets = [at for at in range(len(text) + 1) if text[at - 1 : at + 1] != "\r\n"]
    start, end = sorted((data.draw(st.sampled_from(offsets)), data.draw(st.sampled_from(offsets))))
    places = position(text, start, encoding), position(text, end, encoding)
    assert edited(text, *places, new, encoding) == text[:start] + new + text[end:]


def test_columns_beyond_a_line_end_before_its_line_end() -> None:
    assert edited("ab\r\ncd", (0, 99), (0, 99), "!", "utf-16") == "ab!\r\ncd"
    assert edited("ab", (5, 0), (6, 0), "!", "utf-16") == "ab!"


def test_an_edit_from_its_end_to_its_start_is_the_same() -> None:
    assert edited("abcd", (0, 3), (0, 1), "!", "utf-16") == edited("abcd", (0, 1), (0, 3), "!", "utf-16") == "a!d"


def test_the_lines_of_a_document_are_those_of_the_protocol() -> None:
    document = Document("file:///a.py", "a\x0cb\u2028c\r\nd\re\n", encoding="utf-16")
    assert list(document.lines) == ["a\x0cb\u2028c\r\n", "d\r", "e\n", ""]


def test_a_text_is_analysed_once(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[str] = []

    def analyse(self: Session, text: str, parsed: Parsed) -> Analysis:  # noqa: ARG001
        seen.append(text)
        return Analysis()

    monkeypatch.setattr(Session, "analyse", analyse)
    document = Document("file:///a.py", "a", encoding="utf-16")
    for _ in range(3):
        document.analysis()
    document.apply_change(types.TextDocumentContentChangeWholeDocument("b"))
    document.analysis()
    assert seen == ["a", "b"]


def test_a_failure_of_the_analysis_is_logged_and_nothing_is_known(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def analyse(self: Session, text: str, parsed: Parsed) -> Analysis:  # noqa: ARG001
        raise ZeroDivisionError("a mistake of ours")

    monkeypatch.setattr(Session, "analyse", analyse)
    assert Document("file:///a.py", "a = 1", encoding="utf-16").analysis() == Analysis()
    (record,) = caplog.records
    assert record.exc_info is not None
    assert "file:///a.py" in record.getMessage()


LINES = ["import numpy as np", "a = np.zeros((n, 3))", "b = a[1:]; c = a", "n = 4", "n = 5", "d = [a, b]", "a = ("]


@given(st.lists(st.tuples(st.integers(0, 4), st.sampled_from(LINES)), max_size=6))
def test_labels_after_edits_are_those_of_a_new_document(edits: list[tuple[int, str]]) -> None:
    text = LINES[:5]
    document = Document("file:///a.py", "\n".join(text), encoding="utf-8")
    document.labels(LabelOptions())
    for row, line in edits:
        whole = types.Range(types.Position(row, 0), types.Position(row, len(text[row])))
        document.apply_change(types.TextDocumentContentChangePartial(whole, line))
        text[row] = line
        assert document.labels(LabelOptions()) == line_labels(document.analysis().estimates, LabelOptions())
