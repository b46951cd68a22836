"""Notebooks in an editor: the cells of each are one program."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from lsprotocol import types

from bytelens.lsp.configuration import plain

from .notebooks import URI, Text, cell_uri, edit, notebook, splice
from .session import capabilities, connected
from .test_diagnostics import fixing

pytestmark = pytest.mark.asyncio

HEAD = "import numpy as np\nn = 1000"
ZEROS = "a = np.zeros(n)"
WASTE = "f = np.zeros(1000 * n)\n%time b = f.astype(float)"
FOUND = [(1, "BL003")]
TITLE = Text("t", "# A title\n\na = np.zeros(7)", "markdown")
SMALL, LARGE = "8 kB float64[1000]", "16 kB float64[2000]"


async def test_the_client_is_asked_for_notebooks() -> None:
    async with notebook() as subject:
        asked = subject.session.result.capabilities.notebook_document_sync
        assert isinstance(asked, types.NotebookDocumentSyncOptions)
        assert [selector.notebook for selector in asked.notebook_selector] == ["jupyter-notebook"]
        assert asked.save is True
    async with connected() as session:
        assert session.result.capabilities.notebook_document_sync is None


async def test_cells_know_what_cells_before_them_bound() -> None:
    async with notebook(HEAD, TITLE, "b = a", ZEROS, "\nc = a + 1") as subject:
        assert await subject.labels("a") == await subject.labels("t") == await subject.labels("c") == {}
        assert await subject.labels("d") == {0: SMALL}
        assert await subject.labels("e") == {1: SMALL}
        hover = await subject.hover("e", 1, 4)
        assert hover is not None
        assert hover.startswith("`a`: `8,000 B = 1000 × 8`")


async def test_what_is_ipythons_own_is_passed_over_and_columns_stay_those_of_the_cell() -> None:
    magics = "%matplotlib inline\n%time x = np.zeros(n); y = x\n!ls"
    async with notebook(HEAD, magics, "%%bash\na = 1", "  z = x", Text("e", "y = 1", "shellscript")) as subject:
        (hint,) = await subject.session.hints(uri=cell_uri("b"))
        assert (hint.label, hint.position) == (SMALL, types.Position(1, len("%time x = np.zeros(n); y = x")))
        document = types.TextDocumentIdentifier(cell_uri("b"))
        for column, expected in [(6, 6), (27, 27)]:
            params = types.HoverParams(document, types.Position(1, column))
            hover = await subject.session.client.text_document_hover_async(params)
            assert hover is not None
            assert hover.range == types.Range(types.Position(1, expected), types.Position(1, expected + 1))
        assert await subject.hover("b", 1, 2) is None
        assert await subject.labels("c") == await subject.labels("e") == {}
        (indented,) = await subject.session.hints(uri=cell_uri("d"))
        assert indented.position == types.Position(0, len("  z = x"))


async def test_an_edit_of_a_cell_changes_the_others_and_has_them_asked_for_again_once() -> None:
    async with notebook(HEAD, ZEROS, "c = a + 1") as subject:
        assert await subject.labels("b") == await subject.labels("c") == {0: SMALL}
        before = len(subject.session.refreshes)
        subject.edit("a", (1, 4), (1, 5), "2")
        assert await subject.labels("a") == {}
        while len(subject.session.refreshes) == before:
            await asyncio.sleep(0.01)
        assert await subject.labels("b") == await subject.labels("c") == {0: LARGE}
        # What nobody sees the effect of has nothing asked for again. Diagnostics come last of all.
        subject.edit("a", (1, 0), (1, 0), "\n")
        subject.edit("c", (0, 0), (0, 9), WASTE)
        while subject.codes("c") != FOUND:
            await asyncio.sleep(0.01)
        assert len(subject.session.refreshes) == before + 1
        assert await subject.labels("b") == {0: LARGE}


async def test_cells_are_added_moved_and_taken_away() -> None:
    async with notebook(HEAD, ZEROS, "c = a + 1") as subject:
        twice = Text("x", "n = n * 2")
        subject.change(structure=splice(1, 0, twice.cell, opened=(twice,)))
        assert await subject.labels("b") == await subject.labels("c") == {0: LARGE}
        cells = [Text(name, "").cell for name in "bx"]
        subject.change(structure=splice(1, 2, *cells))
        assert await subject.labels("b") == {0: SMALL}
        subject.change(structure=splice(1, 1, closed=("b",)))
        assert await subject.labels("b") == await subject.labels("c") == {}
        back = Text("b", "a = np.zeros(n)")
        subject.change(structure=splice(2, 0, back.cell, opened=(back,)))
        assert await subject.labels("b") == await subject.labels("c") == {0: LARGE}


async def test_a_cell_of_another_language_by_now_counts_no_more() -> None:
    async with notebook(HEAD, "n = 2000", ZEROS) as subject:
        assert await subject.labels("c") == {0: LARGE}
        other = Text("b", "n = 2000", "markdown")
        subject.change(structure=splice(1, 1, other.cell, opened=(other,), closed=("b",)))
        assert await subject.labels("c") == {0: SMALL}


@pytest.mark.parametrize("broken", ["b = '''", "b = (", "if n:", "else:\n    m = 7", "@wraps", "b = \\", "   x\n y"])
async def test_a_cell_that_does_not_parse_leaves_the_others_alone(broken: str) -> None:
    async with notebook(HEAD, f"first = np.zeros(n)\n{broken}", ZEROS, "c = a + 1") as subject:
        assert (await subject.labels("b")).get(0) in (SMALL, None)
        assert await subject.labels("c") == await subject.labels("d") == {0: SMALL}


async def test_hints_stay_while_a_cell_is_half_typed() -> None:
    async with notebook(f"{HEAD}\nb = np.ones(n)", ZEROS, "c = a + 1") as subject:
        assert await subject.labels("b") == {0: SMALL}
        subject.edit("a", (1, 4), (1, 8), "f(")
        assert await subject.labels("a") == {2: SMALL}
        assert await subject.labels("b") == await subject.labels("c") == {0: SMALL}
        subject.edit("a", (1, 4), (1, 6), "2000")
        assert await subject.labels("a") == {2: LARGE}
        assert await subject.labels("c") == {0: LARGE}


async def test_findings_and_their_fixes_are_those_of_cells() -> None:
    async with notebook(HEAD, WASTE, ZEROS, client_can=fixing(versioned=True)) as subject:
        while subject.codes("b") != FOUND:
            await asyncio.sleep(0.01)
        assert cell_uri("a") not in subject.published
        assert URI not in subject.published
        (found,) = subject.published[cell_uri("b")]
        assert found.range.start.character == len("%time b = ")
        wanted = types.Range(types.Position(1, 0), types.Position(1, 0))
        context = types.CodeActionContext([], only=["quickfix"])
        params = types.CodeActionParams(types.TextDocumentIdentifier(cell_uri("b")), found.range, context)
        fix, ignore = await subject.session.client.text_document_code_action_async(params) or ()
        assert isinstance(fix, types.CodeAction)
        assert isinstance(ignore, types.CodeAction)
        assert list(fix.diagnostics or ()) == [found]
        (change,) = fix.edit.document_changes or () if fix.edit else ()
        assert isinstance(change, types.TextDocumentEdit)
        assert (change.text_document.uri, change.text_document.version) == (cell_uri("b"), 0)
        (added,) = change.edits
        assert isinstance(added, types.TextEdit)
        end = types.Position(1, len("%time b = f.astype(float"))
        assert (added.new_text, added.range.start) == (", copy=False)", end)
        params = types.CodeActionParams(types.TextDocumentIdentifier(cell_uri("c")), wanted, context)
        assert not await subject.session.client.text_document_code_action_async(params)
        subject.change(structure=splice(1, 1, closed=("b",)))
        while subject.codes("b"):
            await asyncio.sleep(0.01)


async def test_what_is_offered_in_a_cell_is_about_the_notebook() -> None:
    guard = 'if __name__ == "__main__":\n    pass'
    async with notebook(HEAD, guard, "def test_a():\n    pass") as subject:
        lenses = []
        for name in "abc":
            params = types.CodeLensParams(types.TextDocumentIdentifier(cell_uri(name)))
            lenses.append(await subject.session.client.text_document_code_lens_async(params))
        assert [len(found or ()) for found in lenses] == [0, 1, 0]
        (lens,) = lenses[1] or ()
        assert lens.range.start.line == 0
        assert lens.command is not None
        assert (lens.command.command, lens.command.arguments) == ("bytelens.server.trace", ({"uri": URI},))
        place = types.Range(types.Position(0, 0), types.Position(0, 0))
        params = types.CodeActionParams(
            types.TextDocumentIdentifier(cell_uri("c")), place, types.CodeActionContext([], only=["source"])
        )
        actions = await subject.session.client.text_document_code_action_async(params)
        assert [action.title for action in actions or ()][-1] == "Trace This Notebook"


async def test_a_hint_tells_all_of_its_line_once_it_is_resolved_and_leads_to_another_cell() -> None:
    client_can = capabilities()
    resolve = types.ClientInlayHintResolveOptions(["label.location"])
    hints = types.InlayHintClientCapabilities(resolve_support=resolve)
    client_can.text_document = types.TextDocumentClientCapabilities(inlay_hint=hints)
    async with notebook(HEAD, f"\n{ZEROS}", "v = a[1:]", client_can=client_can) as subject:
        (hint,) = await subject.session.hints(uri=cell_uri("c"))
        whole = await subject.session.client.inlay_hint_resolve_async(hint)
        assert whole.position == hint.position
        assert isinstance(whole.tooltip, types.MarkupContent)
        assert whole.tooltip.value.startswith("`v`: `7,992 B = 999 × 8`")
        assert not isinstance(whole.label, str)
        place = types.Range(types.Position(1, 0), types.Position(1, 1))
        assert whole.label[-1].location == types.Location(cell_uri("b"), place)
        subject.edit("a", (1, 4), (1, 5), "2")
        assert (await subject.session.client.inlay_hint_resolve_async(hint)).tooltip is None


async def test_a_call_is_named_by_its_cell() -> None:
    function = "def make(size):\n    made = np.zeros(size)\n    return made"
    async with notebook(HEAD, TITLE, function, "\na = make(n)") as subject:
        hover = await subject.hover("c", 1, 4)
        assert hover is not None
        assert "called from cell 4:2" in hover


async def test_what_is_assumed_holds_in_all_cells_and_is_named_by_its_own() -> None:
    async with notebook(HEAD, TITLE, "%time a = np.zeros(n + 500)", "c = a + 1") as subject:
        request = subject.session.client.protocol.send_request_async
        sent = {"uri": cell_uri("c"), "position": {"line": 0, "character": len("%time a = np.zeros(n + 50")}}
        here = plain(await request("bytelens/whatIfAt", sent))["here"]
        assert here["value"] == "500"
        wanted = {"uri": cell_uri("d"), "assume": f"{here['about']} = 1000"}
        params = types.ExecuteCommandParams("bytelens.server.whatIf", [wanted])
        answer = plain(await subject.session.client.workspace_execute_command_async(params))
        assert answer["assumed"] == "What if 500 in cell 3:1 = 1000"
        assert await subject.labels("c") == await subject.labels("d") == {0: f"◇ {LARGE}"}


async def test_a_notebook_imports_what_is_beside_it(tmp_path: Path) -> None:
    (tmp_path / "sizes.py").write_text("SIZE = 2000\n")
    uri = (tmp_path / "a.ipynb").as_uri()
    async with notebook() as subject:
        cell = Text("a", "import numpy as np\nfrom sizes import SIZE\na = np.zeros(SIZE)")
        document = types.NotebookDocument(uri, "jupyter-notebook", 0, [cell.cell])
        params = types.DidOpenNotebookDocumentParams(document, [cell.item])
        subject.session.client.notebook_document_did_open(params)
        assert await subject.labels("a") == {2: LARGE}
        (tmp_path / "sizes.py").write_text("SIZE = 1000\n")
        saved = types.DidSaveNotebookDocumentParams(types.NotebookDocumentIdentifier(uri))
        subject.session.client.notebook_document_did_save(saved)
        while not subject.session.refreshes:
            await asyncio.sleep(0.01)
        assert await subject.labels("a") == {2: SMALL}


async def test_a_notebook_that_is_closed_is_forgotten() -> None:
    async with notebook(HEAD, WASTE) as subject:
        while not subject.codes("b"):
            await asyncio.sleep(0.01)
        # Also the cells that the client does not tell of.
        subject.close("a")
        while subject.codes("b"):
            await asyncio.sleep(0.01)
        assert await subject.labels("b") == {}
        subject.open(HEAD, ZEROS)
        assert await subject.labels("b") == {0: SMALL}


async def test_what_is_not_known_loses_nothing() -> None:
    async with notebook(HEAD, ZEROS) as subject:
        # Of a notebook, a cell and places that are not there.
        unknown = [edit("zz", 1, (0, 0), (0, 0), "x"), edit("a", 1, (1, 4), (1, 5), "2")]
        subject.change(content=[unknown[0]], uri="file:///other.ipynb")
        subject.change(structure=splice(7, 9, types.NotebookCell(types.NotebookCellKind.Code, cell_uri("q"))))
        subject.change(content=unknown)
        assert await subject.labels("b") == {0: LARGE}
        assert await subject.labels("zz") == {}


async def test_cells_that_come_as_documents_are_answered_each_by_itself() -> None:
    async with connected() as session:
        session.open("import numpy as np\na = np.zeros(1000)", cell_uri("a"))
        assert await session.labels(cell_uri("a")) == {1: SMALL}
