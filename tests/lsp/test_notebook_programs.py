"""Cells as parts of their program, whatever is in them and however they are edited."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lsprotocol import types
from pygls.workspace import Workspace

from bytelens.lsp.notebooks.program import Program
from bytelens.lsp.notebooks.workspace import Notebooks
from bytelens.report.labels import LabelOptions
from bytelens.syntax.parse import parse

from .notebooks import URI, Text, cell_uri, changing, edit, opening, splice

LINES = [
    "import numpy as np",
    "n = 1000",
    "a = np.zeros(n)",
    "    b = np.ones(n)",
    "größe = a[1:]; 𝄞 = 'ä'",
    "%time c = a * 2",
    "\t%time d = '𝄞'",
    "%matplotlib inline",
    "%%bash",
    "%%time",
    "files = !ls",
    "from __future__ import annotations",
    "if n:",
    "else:",
    "e = '''",
    "f = (",
    "g = \\",
    "# a comment?",
    "",
]
TEXTS = st.lists(st.sampled_from(LINES), max_size=5).flatmap(
    lambda lines: st.sampled_from(["\n", "\r\n"]).map(lambda end: end.join(lines))
)
LANGUAGES = st.sampled_from(["python", "python", "python", "markdown", "shellscript"])
ENCODINGS = st.sampled_from([kind.value for kind in types.PositionEncodingKind])


def opened(cells: Sequence[Text], encoding: str = "utf-16") -> Notebooks:
    """A workspace with one notebook."""
    workspace = Notebooks.like(Workspace(None, types.TextDocumentSyncKind.Incremental, [], encoding))
    workspace.put_notebook_document(opening(*cells))
    return workspace


def program(workspace: Notebooks) -> Program:
    """What is known of the notebook."""
    found = workspace.open_document(URI)
    assert isinstance(found, Program)
    return found


def named(texts: Sequence[tuple[str, str]]) -> list[Text]:
    """Cells with names of their own."""
    return [Text(f"c{number}", text, language) for number, (text, language) in enumerate(texts)]


@given(st.lists(st.tuples(TEXTS, LANGUAGES), max_size=4), ENCODINGS)
def test_positions_lead_into_the_program_and_back(texts: list[tuple[str, str]], encoding: str) -> None:
    workspace = opened(named(texts), encoding)
    subject = program(workspace)
    for text in named(texts):
        place = workspace.place_of(cell_uri(text.name))
        assert (place is not None) == (text.language == "python")
        lines = () if place is None else place.part.document.text_lines.texts
        for row, line in enumerate(lines):
            assert place is not None
            end = place.part.document.text_lines.end(row + 1, place.part.document.encoding)[1]
            unchanged = subject.text_lines.texts[place.part.first + row] == line
            for character in range(end + 1):
                position = types.Position(row, character)
                inside = place.inward(position)
                assert inside.line == place.part.first + row
                if unchanged:
                    assert inside == types.Position(place.part.first + row, character)
                if not place.is_left_out(position):
                    assert place.position_outward(inside) == position


@given(st.lists(st.tuples(TEXTS, LANGUAGES), max_size=4))
def test_every_row_is_in_one_cell_at_most_and_cells_keep_their_order(texts: list[tuple[str, str]]) -> None:
    subject = program(opened(named(texts)))
    rows = [row for part in subject.parts for row in range(part.first, part.end)]
    assert rows == sorted(set(rows))
    code = [number for number, (_, language) in enumerate(texts) if language == "python"]
    assert [part.index for part in subject.parts] == code
    for part in subject.parts:
        assert len(part.cell.lines) == len(part.document.text_lines)


@given(st.lists(st.tuples(TEXTS, LANGUAGES), min_size=1, max_size=4), st.data())
def test_a_program_that_was_edited_is_as_one_that_was_just_opened(
    texts: list[tuple[str, str]], data: st.DataObject
) -> None:
    cells = named(texts)
    workspace = opened(cells)
    for version in range(1, data.draw(st.integers(1, 4)) + 1):
        program(workspace).analysis()
        cells = _changed(workspace, cells, version, data)
    now, fresh = program(workspace), program(opened(cells))
    assert now.source == fresh.source
    assert [(part.document.uri, part.first, part.cell) for part in now.parts] == [
        (part.document.uri, part.first, part.cell) for part in fresh.parts
    ]
    assert now.parsed().broken == fresh.parsed().broken
    if not now.parsed().broken:
        assert now.labels(LabelOptions()) == fresh.labels(LabelOptions())


def _changed(workspace: Notebooks, cells: list[Text], version: int, data: st.DataObject) -> list[Text]:
    """One change of the notebook; returns the cells as they are then."""
    at = data.draw(st.integers(0, len(cells) - 1)) if cells else 0
    kind = data.draw(st.sampled_from(["edit", "add", "move", "remove"])) if cells else "add"
    if kind == "edit":
        text = data.draw(TEXTS)
        change = edit(cells[at].name, version, (0, 0), (99, 0), text)
        workspace.update_notebook_document(changing(version, content=[change]))
        return [*cells[:at], Text(cells[at].name, text, cells[at].language), *cells[at + 1 :]]
    if kind == "add":
        new = Text(f"v{version}", data.draw(TEXTS), data.draw(LANGUAGES))
        workspace.update_notebook_document(changing(version, splice(at, 0, new.cell, opened=(new,))))
        return [*cells[:at], new, *cells[at:]]
    if kind == "remove":
        workspace.update_notebook_document(changing(version, splice(at, 1, closed=(cells[at].name,))))
        return [*cells[:at], *cells[at + 1 :]]
    moved = [*cells[at:], *cells[:at]]
    listed = [cell.cell for cell in moved]
    workspace.update_notebook_document(changing(version, splice(0, len(cells), *listed)))
    return moved


@given(st.lists(TEXTS, min_size=1, max_size=4))
def test_cells_are_broken_each_by_itself(texts: list[str]) -> None:
    subject = program(opened([Text(f"c{number}", text) for number, text in enumerate(texts)]))
    broken = {
        part.first + row
        for part in subject.parts
        for lines in parse("\n".join(part.cell.lines)).broken
        for row in range(lines.first, lines.last + 1)
    }
    found = subject.parsed().broken
    assert {row for lines in found for row in range(lines.first, lines.last + 1)} == broken


def test_an_edit_reads_only_its_cell_again_and_parses_only_its_statements() -> None:
    texts = [Text(f"c{number}", f"x{number} = {number}\ny{number} = x{number}") for number in range(5)]
    workspace = opened(texts)
    before = list(program(workspace).tree().body)
    workspace.update_notebook_document(changing(1, content=[edit("c2", 1, (1, 0), (1, 2), "z")]))
    now = program(workspace).tree().body
    assert [old is new for old, new in zip(before, now, strict=True)].count(False) == 1


@pytest.mark.parametrize("uri", ["file:///project/50%25%20a.ipynb", "file:///project/a%2520b.ipynb"])
def test_names_of_files_may_need_quoting(uri: str) -> None:
    workspace = Notebooks.like(Workspace(None, types.TextDocumentSyncKind.Incremental, [], "utf-16"))
    workspace.put_notebook_document(opening(Text("a", "x = 1"), uri=uri))
    more = Text("b", "y = 2")
    workspace.update_notebook_document(changing(1, splice(1, 0, more.cell, opened=(more,)), uri=uri))
    found = workspace.open_document(cell_uri("b"))
    assert found is not None
    assert (found.uri, found.source) == (uri, "x = 1\ny = 2\n")


def test_a_notebook_imports_from_new_folders(tmp_path: Path) -> None:
    (tmp_path / "sizes.py").write_text("SIZE = 7\n")
    workspace = opened([Text("a", "import numpy as np\nfrom sizes import SIZE\na = np.zeros(SIZE)")])
    assert program(workspace).labels(LabelOptions()) == {3: "float64"}
    workspace.add_folder(types.WorkspaceFolder(tmp_path.as_uri(), "folder"))
    workspace.folders_changed()
    assert program(workspace).labels(LabelOptions()) == {3: "56 B float64[7]"}
