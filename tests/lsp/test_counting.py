"""What lines cost, in the editor: counted when nobody types, kept while the text moves on."""

from __future__ import annotations

import asyncio
import itertools
from collections.abc import Iterator

import pytest
from lsprotocol import types

from bytelens.assuming.assumptions import Assumptions
from bytelens.lsp import counting
from bytelens.lsp.code_lenses import peak_lenses
from bytelens.lsp.counting import Count
from bytelens.lsp.documents import Document
from bytelens.lsp.hover import hover
from bytelens.lsp.settings import Settings
from bytelens.report.labels import LabelOptions

from .session import connected

URI = "file:///project/prog.py"
PROGRAM = """\
import numpy as np

def kernel(n):
    a = np.zeros((n, 1000))
    return np.sqrt(a) + np.cos(a)

k = kernel(1000)
print(
    (k - 1).sum()
)
"""
LABELS = {4: "8 MB float64[1000,1000]", 5: "8 MB new +8 MB temp", 7: "8 MB +16 MB temp", 10: "+8 MB temp"}
LENSES = [
    (0, "peak 24 MB at line 5 in kernel: a 8 MB, new 16 MB"),
    (2, "peak 24 MB at line 5: a 8 MB, new 16 MB"),
]


def document(text: str = PROGRAM) -> Document:
    """An open document."""
    return Document(URI, text, 1, "python", encoding="utf-16")


def counted(subject: Document) -> Count:
    """What a document costs, all of it counted."""
    count = Count(subject)
    again(count)
    return count


def test_counting_gives_way_to_what_the_client_sends_and_comes_to_an_end() -> None:
    arrived = itertools.count()
    subject = document()
    count = Count(subject, arrivals=lambda: next(arrived))
    assert again(count) >= counting.MOST_GIVEN_WAY
    assert count.found is not None
    assert count.found.is_same(counted(document()).found)


def again(count: Count) -> int:
    """Count what a document costs now; returns in how many steps."""
    steps = sum(1 for _ in count.steps())
    if count.is_current:
        count.document.counted = count.found
    return steps


def labels(subject: Document) -> dict[int, str]:
    """The labels of the lines, from 1."""
    return subject.labels(LabelOptions())


def lenses(subject: Document, settings: Settings | None = None) -> list[tuple[int, str]]:
    """The lines of peaks, from 0, and what they say."""
    found = peak_lenses(subject, settings or Settings())
    assert all(lens.command is not None and lens.command.command == "" for lens in found)
    return [(lens.range.start.line, lens.command.title) for lens in found if lens.command is not None]


def edit(subject: Document, line: int, text: str, lines: int = 0) -> None:
    """Replace some lines, from 0, by others."""
    place = types.Range(types.Position(line, 0), types.Position(line + lines, 0))
    subject.apply_change(types.TextDocumentContentChangePartial(place, text))


def hovered(subject: Document, line: int, character: int) -> str:
    """The hover at a position, from 0."""
    found = hover(subject, types.Position(line, character), types.MarkupKind.Markdown, links=False)
    assert found is not None
    assert isinstance(found.contents, types.MarkupContent)
    return found.contents.value


def test_costs_are_in_labels_and_peaks_in_lenses_once_they_are_counted() -> None:
    subject = document()
    assert labels(subject).keys() == {4, 7}
    assert lenses(subject) == []
    counted(subject)
    assert labels(subject) == LABELS
    assert lenses(subject) == LENSES
    assert lenses(subject, Settings(peaks=False)) == []


def test_hovers_say_what_a_line_costs() -> None:
    subject = document()
    counted(subject)
    assert hovered(subject, 6, 0).endswith(
        "This line allocates `8,000,000 B` and needs `16,000,000 B` more for a moment."
    )
    assert "This line" not in hovered(subject, 8, 5)


def test_a_line_that_binds_nothing_says_what_it_costs_where_its_arrays_are_read() -> None:
    subject = document(PROGRAM.replace("print(\n    (k - 1).sum()\n)", "print((k - 1).sum())"))
    counted(subject)
    assert hovered(subject, 7, 7).endswith("\n\nThis line needs `8,000,008 B` more for a moment.")


def test_what_is_known_moves_with_the_lines_until_they_are_edited() -> None:
    subject = document()
    count = counted(subject)
    edit(subject, 1, "\n\n")
    assert labels(subject) == {line + 2: text for line, text in LABELS.items()}
    assert lenses(subject) == [(0, LENSES[0][1].replace("5", "7")), (4, LENSES[1][1].replace("5", "7"))]
    edit(subject, 10, "    (k - 2).sum()\n", 1)
    assert labels(subject).keys() == {6, 7, 9}
    again(count)
    assert labels(subject) == {line + 2: text for line, text in LABELS.items()}


def test_an_edit_of_the_line_of_a_peak_leaves_the_peak_until_it_is_counted_anew() -> None:
    subject = document()
    count = counted(subject)
    edit(subject, 4, "    return np.sqrt(a)\n", 1)
    assert labels(subject)[7] == LABELS[7]
    assert lenses(subject) == LENSES
    again(count)
    assert (labels(subject)[7], lenses(subject)[1][1]) == (
        "8 MB +8 MB temp",
        "peak 16 MB at line 5: a 8 MB, new 8 MB",
    )


def test_half_typed_text_keeps_what_was_known() -> None:
    subject = document()
    count = counted(subject)
    edit(subject, 1, "x = (\n")
    again(count)
    assert labels(subject)[8] == LABELS[7]
    assert lenses(subject)[0][1] == LENSES[0][1].replace("5", "6")


def test_labels_after_an_edit_are_those_of_a_fresh_document() -> None:
    subject = document()
    count = counted(subject)
    edits = [(2, "z = np.ones(9000)\n", 0), (7, "", 1), (7, "k = kernel(10)\n", 0), (0, PROGRAM, 11), (6, "\n\n", 0)]
    for line, text, lines in edits:
        labels(subject)
        edit(subject, line, text, lines)
        labels(subject)
        again(count)
        fresh = document(subject.source)
        counted(fresh)
        assert labels(subject) == labels(fresh)
        assert lenses(subject) == lenses(fresh)


def test_what_is_counted_is_not_counted_again() -> None:
    subject = document()
    count = counted(subject)
    before = count.found
    again(count)
    assert count.found is before
    subject.suppose(Assumptions(names=(("n", 10),)))
    assert subject.counted is None
    again(count)
    assert count.found is not before
    assert labels(subject)[7] == "◇ 80 kB +240 kB temp"
    assert lenses(subject)[0][1].startswith("◇ peak 320 kB")


class Clock:
    """Time that passes whenever somebody asks for it."""

    def __init__(self, step: float) -> None:
        self._times: Iterator[float] = (step * number for number in range(10**9))

    def __call__(self) -> float:
        return next(self._times)


def test_counting_looks_up_from_time_to_time() -> None:
    subject = document()
    at_once, often = Count(subject, Clock(0.0)), Count(subject, Clock(0.009))
    assert again(at_once) == 1
    assert again(often) > 2
    assert often.found is not None
    assert at_once.found is not None
    assert often.found.is_same(at_once.found)


def test_a_statement_that_takes_too_long_leaves_costs_unknown() -> None:
    subject = document()
    counted(subject)
    count = Count(subject, Clock(counting.MOST_SECONDS))
    again(count)
    assert count.is_current
    assert labels(subject).keys() == {4, 7}
    edit(subject, 1, "\n")
    assert again(count) == 1
    assert count.found is None


def test_long_files_are_not_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(counting, "MOST_LINES", 3)
    assert counted(document()).found is None


@pytest.mark.asyncio
async def test_an_editor_gets_costs_after_a_pause_and_is_told_once() -> None:
    lens_refreshes: list[object] = []
    handlers = {types.WORKSPACE_CODE_LENS_REFRESH: lens_refreshes.append}
    async with connected(handlers=handlers) as session:
        session.open(PROGRAM + "y = 1\n")
        assert (await session.labels()).keys() == {3, 6}
        while not session.refreshes:
            await asyncio.sleep(0.01)
        assert await session.labels() == {line - 1: text for line, text in LABELS.items()}
        document = types.TextDocumentIdentifier(URI)
        found = await session.client.text_document_code_lens_async(types.CodeLensParams(document))
        assert [lens.command.title for lens in found or () if lens.command] == [text for _, text in LENSES]
        *_, last = await session.hints()
        resolved = await session.client.inlay_hint_resolve_async(last)
        assert isinstance(resolved.tooltip, types.MarkupContent)
        assert resolved.tooltip.value == "This line needs `8,000,008 B` more for a moment."
        session.replace((10, 0), (11, 0), "y = 2\n")
        assert await session.labels() == {line - 1: text for line, text in LABELS.items()}
        session.replace((6, 11), (6, 15), "500")
        while len(session.refreshes) < 2:
            await asyncio.sleep(0.01)
        assert (await session.labels())[6] == "4 MB +8 MB temp"
        assert len(lens_refreshes) == 2
