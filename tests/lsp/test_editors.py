"""Editors besides VS Code: each one's own capabilities, from its start to its end."""

import json
from pathlib import Path

import pytest
from lsprotocol import types
from lsprotocol.converters import get_converter
from pytest_lsp import client_capabilities

from .session import URI, connected, read

pytestmark = pytest.mark.asyncio

CLIENTS = Path(__file__).parent / "clients"
OURS = {path.stem.split("_v")[0]: path for path in CLIENTS.glob("*.json")}
PROGRAM = "import numpy as np\ngröße = np.zeros(1000)  # 🎈\nrest = größe[10:]\n"

# The encoding that the server takes: the editor's first choice, and UTF-16 where it names none.
EDITORS = {
    "neovim@v0.10": "utf-16",
    "neovim@v0.11": "utf-8",
    "emacs@v29": "utf-32",
    "visual-studio-code": "utf-16",
    "emacs_lsp_mode": "utf-16",
    "helix": "utf-8",
    "zed": "utf-16",
    "sublime_text": "utf-16",
    "jupyterlab_lsp": "utf-16",
}
END_OF_SECOND_LINE = {"utf-8": 32, "utf-16": 28, "utf-32": 27}


def capabilities_of(editor: str) -> types.ClientCapabilities:
    """What an editor says that it can do."""
    if editor not in OURS:
        return client_capabilities(editor)
    sent = json.loads(OURS[editor].read_text(encoding="utf-8"))["capabilities"]
    return get_converter().structure(sent, types.ClientCapabilities)


async def test_every_client_that_is_written_down_is_tried() -> None:
    assert OURS.keys() <= EDITORS.keys()


@pytest.mark.parametrize(("editor", "encoding"), EDITORS.items())
async def test_an_editor_is_served_as_it_says_that_it_can_be(editor: str, encoding: str) -> None:
    """One sitting for each, since a server takes its time to start: settings, hints, hovers and edits, and the end."""
    can = capabilities_of(editor)
    async with connected(can, options={"bytelens": {"units": "bytes"}}) as session:
        assert session.result.capabilities.position_encoding == encoding

        session.open(PROGRAM)
        column = END_OF_SECOND_LINE[encoding]
        first, second = await session.hints()
        assert (first.label, first.position) == ("8,000 B float64[1000]", types.Position(1, column))
        assert (read(second), second.position.line) == ("7,920 B view of größe", 2)

        place = types.HoverParams(types.TextDocumentIdentifier(URI), types.Position(1, 0))
        hover = await session.client.text_document_hover_async(place)
        assert hover is not None
        assert isinstance(hover.contents, types.MarkupContent)
        assert "8,000 B" in hover.contents.value
        assert hover.contents.kind in kinds_of_hovers(can)

        session.replace((1, column), (1, column), " and more")
        session.replace((2, 0), (2, 4), "tail")
        assert "tail" in (await session.hover(2, 1) or "")

        actions = types.CodeActionParams(
            types.TextDocumentIdentifier(URI), types.Range(place.position, place.position), types.CodeActionContext([])
        )
        offered = await session.client.text_document_code_action_async(actions) or []
        assert "Trace This File" in [action.title for action in offered]

        session.configure({"bytelens": {"units": "iec"}})
        assert await session.labels() == {1: "7.81 KiB float64[1000]", 2: "7.73 KiB view of größe"}
    assert refreshes(can) or not session.refreshes
    assert bool(session.watched) == lets_files_be_watched(can)


def kinds_of_hovers(can: types.ClientCapabilities) -> list[types.MarkupKind]:
    """What the editor shows in a hover."""
    features = can.text_document and can.text_document.hover
    return list((features and features.content_format) or [types.MarkupKind.Markdown])


def refreshes(can: types.ClientCapabilities) -> bool:
    """Whether the editor can be asked to ask for hints again."""
    features = can.workspace and can.workspace.inlay_hint
    return bool(features and features.refresh_support)


def lets_files_be_watched(can: types.ClientCapabilities) -> bool:
    """Whether the editor can be asked to tell when files change."""
    features = can.workspace and can.workspace.did_change_watched_files
    return bool(features and features.dynamic_registration)
