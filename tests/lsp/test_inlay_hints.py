"""Inlay hints, as an editor sees them."""

import pytest
from lsprotocol import types
from pytest_lsp import client_capabilities

from .session import URI, capabilities, connected

pytestmark = pytest.mark.asyncio

LESSON = """\
import numpy as np

arr = np.arange(1000)
print(arr.nbytes)
arr = arr * 2
"""


async def test_a_hint_stands_at_the_end_of_its_line_and_inserts_nothing() -> None:
    async with connected() as session:
        session.open(LESSON)
        first, second = await session.hints()
    assert (first.position, first.label) == (types.Position(2, 21), "8 kB int64[1000]")
    assert (second.position, second.label) == (types.Position(4, 13), "8 kB int64[1000]")
    assert (first.kind, first.padding_left, first.text_edits) == (types.InlayHintKind.Type, True, None)


async def test_only_hints_of_the_range_are_sent() -> None:
    async with connected() as session:
        session.open(LESSON)
        assert [hint.position.line for hint in await session.hints((3, 0), (5, 0))] == [4]
        assert [hint.position.line for hint in await session.hints((2, 0), (2, 21))] == [2]
        assert await session.hints((2, 0), (2, 20)) == []


async def test_a_hint_of_a_long_statement_stands_on_its_last_line() -> None:
    async with connected() as session:
        session.open("import numpy as np\na = np.zeros(\n    1000,\n)  # done\n")
        (hint,) = await session.hints()
    assert hint.position == types.Position(3, 9)


@pytest.mark.parametrize(("encoding", "column"), [("utf-8", 30), ("utf-16", 26), ("utf-32", 25)])
async def test_columns_are_in_the_units_that_were_agreed_on(encoding: str, column: int) -> None:
    async with connected(capabilities(encoding)) as session:
        assert session.result.capabilities.position_encoding == encoding
        session.open("import numpy as np\ngröße = np.zeros(10)  # 🎈\n")
        (hint,) = await session.hints()
    assert hint.position == types.Position(1, column)


@pytest.mark.parametrize(("encoding", "column"), [("utf-8", 11), ("utf-16", 9), ("utf-32", 8)])
async def test_edits_are_in_the_units_that_were_agreed_on(encoding: str, column: int) -> None:
    async with connected(capabilities(encoding)) as session:
        session.open("import numpy as np\ns = '🎈'; a = np.zeros(10)\n")
        session.replace((1, column), (1, column), " b = np.zeros(20);")
        assert await session.labels() == {1: "240 B"}


async def test_a_client_that_names_no_encoding_gets_utf_16() -> None:
    async with connected(types.ClientCapabilities()) as session:
        session.open("import numpy as np\na = np.zeros(10)  # 🎈\n")
        (hint,) = await session.hints()
    assert hint.position == types.Position(1, 22)


async def test_hints_follow_edits() -> None:
    async with connected() as session:
        session.open(LESSON)
        session.replace((2, 16), (2, 20), "10")
        assert await session.labels() == {2: "80 B int64[10]", 4: "80 B int64[10]"}
        session.replace((0, 0), (0, 0), "# a comment\n")
        assert await session.labels() == {3: "80 B int64[10]", 5: "80 B int64[10]"}
        session.rewrite("import numpy as np\nx = np.zeros(3)")
        assert await session.labels() == {1: "24 B float64[3]"}


async def test_several_edits_of_one_change_apply_one_after_the_other() -> None:
    def insertion(line: int, text: str) -> types.TextDocumentContentChangePartial:
        place = types.Position(line, 0)
        return types.TextDocumentContentChangePartial(types.Range(place, place), text)

    async with connected() as session:
        session.open("import numpy as np\n")
        session.change(insertion(1, "a = np.zeros(1)\n"), insertion(2, "b = np.zeros(2)\n"))
        assert await session.labels() == {1: "8 B float64[1]", 2: "16 B float64[2]"}


async def test_an_edit_beyond_the_end_is_at_the_end() -> None:
    async with connected() as session:
        session.open("import numpy as np\na = 1")
        session.replace((1, 4), (1, 400), "np.zeros(1)")
        session.replace((7, 0), (9, 0), "\nb = np.zeros(2)")
        assert await session.labels() == {1: "8 B float64[1]", 2: "16 B float64[2]"}


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
async def test_lines_end_as_the_protocol_says(end: str) -> None:
    """A form feed, a separator or U+2028 in a line moves nothing below it."""
    text = end.join(["import numpy as np", "s = 'a\x0cb\u2028c\x85d\x1ce'", "a = np.zeros(1)", ""])
    async with connected() as session:
        session.open(text)
        session.replace((2, 13), (2, 14), "20")
        (hint,) = await session.hints()
    assert (hint.position, hint.label) == (types.Position(2, 16), "160 B float64[20]")


async def test_half_typed_code_keeps_its_hints() -> None:
    async with connected() as session:
        session.open(LESSON)
        before = await session.labels()
        session.replace((3, 0), (3, 0), "new = np.zeros((\n")
        assert await session.labels() == {2: before[2], 5: before[4]}
        session.replace((3, 16), (3, 16), "3))")
        assert await session.labels() == {2: before[2], 3: "24 B float64[3]", 5: before[4]}


async def test_a_half_typed_name_leaves_hints_below_as_they_were() -> None:
    async with connected() as session:
        session.open("import numpy as np\nn = 1000\na = np.zeros(n)\n")
        before = await session.labels()
        session.replace((1, 4), (1, 8), "")
        assert await session.labels() == before
        session.replace((1, 4), (1, 4), "10")
        assert await session.labels() == {2: "80 B float64[10]"}


async def test_a_file_that_was_broken_when_it_was_opened_shows_what_parses() -> None:
    async with connected() as session:
        session.open("import numpy as np\na = np.zeros(10)\nif (\nb = np.zeros(20)\n")
        assert (await session.labels())[1] == "80 B float64[10]"


@pytest.mark.parametrize("uri", ["untitled:Untitled-1", "vscode-notebook-cell:/a/b.ipynb#W0sZmlsZQ%3D%3D"])
async def test_text_without_a_file_has_hints(uri: str) -> None:
    async with connected() as session:
        session.open(LESSON, uri)
        assert len(await session.labels(uri)) == 2


async def test_other_languages_and_files_that_are_not_open_have_none() -> None:
    async with connected() as session:
        session.open(LESSON, language="markdown")
        assert await session.hints() == []
        assert await session.hints(uri="file:///nowhere.py") == []


async def test_a_closed_document_has_none() -> None:
    async with connected() as session:
        session.open(LESSON)
        document = types.TextDocumentIdentifier(URI)
        session.client.text_document_did_close(types.DidCloseTextDocumentParams(document))
        assert await session.hints() == []


async def test_the_tooltip_comes_when_it_is_asked_for() -> None:
    async with connected() as session:
        session.open(LESSON)
        hint = (await session.hints())[0]
        assert hint.tooltip is None
        resolved = await session.client.inlay_hint_resolve_async(hint)
        assert isinstance(resolved.tooltip, types.MarkupContent)
        assert "`8,000 B = 1000 × 8`" in resolved.tooltip.value
        session.rewrite(LESSON.replace("1000", "10"))
        assert (await session.client.inlay_hint_resolve_async(hint)).tooltip is None


VIEWS = """\
import numpy as np
r = np.arange(1000)
v = r[::2]
"""


async def test_a_view_leads_to_the_array_that_it_looks_into() -> None:
    async with connected(capabilities(resolves=("tooltip", "label.location"))) as session:
        session.open(VIEWS)
        owner, view = await session.hints()
        assert owner.label == "8 kB int64[1000]"
        assert view.label == [types.InlayHintLabelPart("4 kB view of "), types.InlayHintLabelPart("r")]
        resolved = await session.client.inlay_hint_resolve_async(view)
        place = types.Location(URI, types.Range(types.Position(1, 0), types.Position(1, 1)))
        assert resolved.label == [view.label[0], types.InlayHintLabelPart("r", location=place)]
        session.replace((1, 0), (1, 0), "# now\n")
        assert (await session.client.inlay_hint_resolve_async(view)).label == view.label


async def test_a_view_of_what_has_no_name_leads_nowhere() -> None:
    async with connected(capabilities(resolves=("label.location",))) as session:
        session.open("import numpy as np\nv = np.ones(9)[::2]\n")
        (view,) = await session.hints()
        assert view.label == [types.InlayHintLabelPart("40 B view of "), types.InlayHintLabelPart("np.ones(9)")]
        assert (await session.client.inlay_hint_resolve_async(view)).label == view.label


async def test_labels_are_whole_for_a_client_that_does_not_ask_where_they_lead() -> None:
    async with connected(capabilities(resolves=("tooltip",))) as session:
        session.open(VIEWS)
        assert await session.labels() == {1: "8 kB int64[1000]", 2: "4 kB view of r"}


async def test_neovim_gets_hints() -> None:
    async with connected(client_capabilities("neovim@v0.11.0")) as session:
        session.open(LESSON)
        assert len(await session.labels()) == 2
