"""The page of a trace, but for its program, which vscode-extension/test/page/ tries in a browser."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from bytelens.report.tracing import html_page
from bytelens.report.tracing.html_page import PageNotBuiltError, page
from bytelens.report.tracing.machine import document
from bytelens.tracing.trace import Trace

from .making import HOSTILE, LESSON, LESSON_SOURCE, hostile, lesson


@pytest.fixture(autouse=True)
def built(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A bundle: the tests must not depend on whether the real one is built."""
    (tmp_path / "page.js").write_text("show(1 < 2);", encoding="utf-8")
    (tmp_path / "page.css").write_text("body { margin: 0 }", encoding="utf-8")
    monkeypatch.setattr(html_page, "BUILT", tmp_path)
    return tmp_path


def data_of(text: str) -> dict[str, object]:
    """The data of a page, as a browser reads it."""
    (found,) = re.findall(r'<script type="application/json" id="trace">(.*?)</script>', text, re.DOTALL)
    data: dict[str, object] = json.loads(found)
    return data


def test_a_page_holds_the_trace_with_its_sources() -> None:
    data = data_of(page(lesson()))
    assert data == {
        **document(lesson()),
        "sources": {LESSON: list(LESSON_SOURCE)},
        "names": {LESSON: "monitoring.py"},
    }


def test_nothing_that_a_program_wrote_can_end_the_element_that_holds_it() -> None:
    text = page(hostile())
    assert text.count("<script") == text.count("</script>") == 2
    assert "<!--" not in text
    assert data_of(text)["sources"] == {LESSON: [HOSTILE]}
    assert "<title>&lt;/title&gt;&lt;/script&gt;" in text


def test_a_page_can_be_written_whatever_it_shows() -> None:
    assert page(hostile()).encode("utf-8")


def test_a_page_asks_for_nothing_from_anywhere() -> None:
    text = page(lesson())
    assert "default-src 'none'" in text
    assert re.findall(r"(?:src|href)=|url\(|@import|https?:", text) == []


def test_the_nonce_allows_the_script_and_the_style_and_no_other() -> None:
    text = page(lesson(), nonce="abc")
    assert "script-src 'nonce-abc'; style-src 'nonce-abc'" in text
    assert re.findall(r"<(?:script|style)[^>]*>", text) == [
        '<style nonce="abc">',
        '<script type="application/json" id="trace">',
        '<script nonce="abc">',
    ]


def test_without_a_nonce_the_same_trace_gives_the_same_page_and_another_one_another_nonce() -> None:
    def nonce(trace: Trace) -> str:
        (found,) = set(re.findall(r'nonce="(.*?)"', page(trace)))
        return found

    assert nonce(lesson()) == nonce(lesson())
    assert nonce(lesson()) != nonce(hostile())


def test_a_page_that_is_not_built_says_how_to_build_it(built: Path) -> None:
    (built / "page.js").unlink()
    with pytest.raises(PageNotBuiltError, match="make page"):
        page(lesson())
