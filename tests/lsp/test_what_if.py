"""What is assumed of a document: by commands, and what an editor then sees."""

from __future__ import annotations

import json
import re
from typing import Any
from urllib.parse import unquote

import pytest
from lsprotocol import types
from pygls.exceptions import JsonRpcException

from bytelens.lsp.configuration import plain

from .session import URI, Session, connected
from .test_diagnostics import editing

pytestmark = pytest.mark.asyncio

ASKING = {"asksWhatIf": True}
TEXT = """\
import numpy as np
n = 1000
a = np.zeros((n, 200))
b = a[:1]


def work(x, k):
    c = np.zeros((k, k))
    return c
"""


async def send(session: Session, command: str, *arguments: Any) -> Any:
    """Send a command of the server's."""
    params = types.ExecuteCommandParams(f"bytelens.server.{command}", list(arguments))
    return plain(await session.client.workspace_execute_command_async(params))


async def assume(session: Session, *wishes: str, **more: Any) -> str:
    """What is assumed once these are, too."""
    answer = await send(session, "whatIf", {"uri": URI, "assume": list(wishes), **more})
    return str(answer["assumed"])


async def at(session: Session, line: int, character: int) -> Any:
    """What can be assumed at a position."""
    params = {"uri": URI, "position": {"line": line, "character": character}}
    return plain(await session.client.protocol.send_request_async("bytelens/whatIfAt", params))


async def lenses(session: Session) -> list[types.Command]:
    """The commands of the lenses."""
    params = types.CodeLensParams(types.TextDocumentIdentifier(URI))
    found = await session.client.text_document_code_lens_async(params)
    return [lens.command for lens in found or [] if lens.command is not None]


async def actions(session: Session, line: int, character: int) -> list[tuple[str, Any]]:
    """The titles and arguments of what can be assumed or cleared by an action."""
    place = types.Position(line, character)
    context = types.CodeActionContext([], only=["source.bytelens.whatIf"])
    params = types.CodeActionParams(types.TextDocumentIdentifier(URI), types.Range(place, place), context)
    found = await session.client.text_document_code_action_async(params)
    commands = [getattr(action, "command", None) for action in found or []]
    commands = [
        one if isinstance(one, types.Command) else action for one, action in zip(commands, found or [], strict=True)
    ]
    return [(command.title, plain(command.arguments[0])) for command in commands]


async def test_hints_hovers_and_a_lens_say_what_is_assumed_until_it_is_cleared() -> None:
    async with connected() as session:
        session.open(TEXT)
        before, refreshes = await session.labels(), len(session.refreshes)
        hover = await session.hover(3, 0)
        assert await assume(session, "n = 100_000") == "What if n = 100_000"
        assert await assume(session, dtype="float32") == "What if n = 100_000, all float32"
        assert (
            await assume(session, "3:18 = 20", "k=3") == "What if n = 100_000, k = 3, 200 in line 3 = 20, all float32"
        )
        assert await session.labels() == {
            2: "◇ 8 MB float32[100000,20]",
            3: "◇ 80 B view of a",
            7: "◇ 36 B float32[3,3]",
        }
        assert len(session.refreshes) > refreshes
        assert (await session.hover(3, 0) or "").startswith("◇ `What if n = 100_000, k = 3, 200 in line 3 = 20,")
        (lens,) = await lenses(session)
        assert lens.title == "◇ What if n = 100_000, k = 3, 200 in line 3 = 20, all float32 · Clear"
        assert await send(session, lens.command.rpartition(".")[2], *(lens.arguments or [])) == {"cleared": 1}
        assert (await session.labels(), await session.hover(3, 0), await lenses(session)) == (before, hover, [])
        assert await send(session, "clearWhatIf") == {"cleared": 0}


async def test_hints_follow_edits_and_a_literal_follows_its_line_until_it_is_edited() -> None:
    told: list[str] = []
    handlers = {types.WINDOW_SHOW_MESSAGE: lambda params: told.append(params.message)}
    async with connected(handlers=handlers) as session:
        session.open(TEXT)
        await assume(session, "3:18 = 20", "n = 5")
        session.replace((0, 0), (0, 0), "# größe\n")
        session.replace((3, 0), (3, 1), "first")
        assert (await session.labels())[3] == "◇ 800 B float64[5,20]"
        session.replace((4, 0), (4, 0), "d = np.ones(n) + (\n")
        assert (await session.labels())[3] == "◇ 800 B float64[5,20]"
        assert not told
        session.replace((3, 21), (3, 22), "3")
        assert (await session.labels())[3] == "◇ 12 kB float64[5,300]"
        assert told == ["ByteLens assumes nothing any more of 200 in line 4: the text was edited there."]
        session.rewrite(TEXT)
        assert (await session.labels())[2] == "◇ 8 kB float64[5,200]"
        assert len(told) == 1


@pytest.mark.parametrize(
    ("argument", "reason"),
    [
        ({"uri": URI, "assume": "m = 3"}, "Nothing is called m here. There are n, b, x, k, c."),
        ({"uri": URI, "assume": "n"}, "'n' is no assumption"),
        ({"uri": URI, "dtype": "int32"}, "'int32' is no floating-point type"),
        ({"uri": "file:///other.py", "assume": "n=3"}, "Nothing can be assumed of what is not open as Python."),
        ({"uri": URI}, "is expected"),
        ({"uri": URI, "assume": [3]}, "is expected"),
        ({"assume": "n=3"}, "is expected"),
        (None, "is expected"),
    ],
)
async def test_what_cannot_be_assumed_is_refused_with_a_word_and_changes_nothing(argument: Any, reason: str) -> None:
    async with connected() as session:
        session.open(TEXT)
        before = await session.labels()
        with pytest.raises(JsonRpcException, match=re.escape(reason)):
            await send(session, "whatIf", argument)
        assert await session.labels() == before


async def test_a_client_that_asks_gets_links_and_is_told_what_there_is() -> None:
    async with connected(options=ASKING) as session:
        session.open(TEXT)
        for line, column, about, value in [
            (1, 0, "n", "1000"),
            (1, 5, "2:5", "1000"),
            (6, 12, "k", ""),
            (7, 5, "k", ""),
        ]:
            hover = await session.hover(line, column) or ""
            found = re.search(r"\]\(command:bytelens\.whatIf\?(.+)\)", hover)
            assert found is not None, hover
            assert json.loads(unquote(found[1])) == [{"uri": URI, "about": about, "value": value}]
        assert await session.hover(3, 7) is None
        assert await at(session, 2, 14) == {
            "here": {"about": "n", "shown": "n", "value": "1000"},
            "names": {"n": "1000", "x": "", "k": ""},
            "assumed": None,
        }
        await assume(session, "n = 100_000", "3:18=30")
        assert (await session.hover(1, 0) or "").startswith(
            "◇ `What if n = 100_000, 200 in line 3 = 30`\n\n`n = 100_000`"
        )
        assert (await at(session, 2, 17))["here"] == {"about": "3:18", "shown": "200", "value": "30"}
        assert (await at(session, 99, 0))["here"] is None


async def test_others_get_no_links() -> None:
    async with connected() as session:
        session.open(TEXT)
        assert [await session.hover(*place) for place in ((1, 0), (1, 5), (6, 12))] == [None] * 3
        assert "command:" not in (await session.hover(7, 5) or "")


async def test_any_editor_has_actions() -> None:
    async with connected(options={"trusted": False}) as session:
        session.open(TEXT)
        float32 = ("What If all float32", {"uri": URI, "dtype": "float32"})
        assert await actions(session, 1, 0) == [("What If n = 10_000", {"uri": URI, "assume": "n = 10_000"}), float32]
        assert await actions(session, 1, 6) == [
            ("What If 1000 = 10_000", {"uri": URI, "assume": "2:5 = 10_000"}),
            float32,
        ]
        assert await actions(session, 6, 12) == [float32]
        _, argument = float32
        await send(session, "whatIf", argument)
        assert await actions(session, 5, 0) == [("Clear What If", {"uri": URI})]
        assert len(await lenses(session)) == 1


async def test_diagnostics_say_what_they_rest_on_and_have_no_fixes() -> None:
    text = "import numpy as np\nn = 1000\na = np.zeros((n, n), np.float32)\nb = a * np.ones((n, n))\n"
    async with editing(text) as editor:
        (found,) = await editor.until((3, "BL001"))
        assert await editor.actions()
        await assume(editor.session, "n = 2000")
        await editor.until_message("What if n = 2000: ")
        assert found.message not in [one.message for one in editor.shown()]
        assert not await editor.actions()
        await assume(editor.session, dtype="float32")
        await editor.until()
        await send(editor.session, "clearWhatIf", {"uri": URI})
        assert [one.message for one in await editor.until((3, "BL001"))] == [found.message]
        assert await editor.actions()
