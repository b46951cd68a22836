"""Diagnostics in an editor: what is pushed, when, and what can be done about it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from lsprotocol import types

from .session import URI, Session, capabilities, connected

pytestmark = pytest.mark.asyncio

HEAD = "import numpy as np\na = np.zeros((1000, 1000), np.float32)\n"
PROMOTION = "b = a * np.ones((1000, 1000))\n"
PROGRAM = HEAD + PROMOTION
COPY = "c = a.astype(np.float32)\n"
WHOLE = types.Range(types.Position(0, 0), types.Position(99, 0))


@dataclass
class Editor:
    """A session, and all that was published since its start."""

    session: Session = field(init=False)
    published: list[types.PublishDiagnosticsParams] = field(default_factory=list)
    _news: asyncio.Event = field(default_factory=asyncio.Event)

    def take(self, params: types.PublishDiagnosticsParams) -> None:
        """Note what is published."""
        self.published.append(params)
        self._news.set()

    async def until(self, *expected: tuple[int, str], uri: str = URI) -> list[types.Diagnostic]:
        """Wait until what is shown of a document is this, by line (0-based) and code."""
        while [(one.range.start.line, one.code) for one in self.shown(uri)] != list(expected) or not self.of(uri):
            self._news.clear()
            await self._news.wait()
        return self.shown(uri)

    async def until_message(self, begin: str) -> None:
        """Wait until all messages that are shown begin so, and there is one."""
        while not self.shown() or not all(one.message.startswith(begin) for one in self.shown()):
            self._news.clear()
            await self._news.wait()

    def of(self, uri: str = URI) -> list[types.PublishDiagnosticsParams]:
        """All that was published of a document."""
        return [params for params in self.published if params.uri == uri]

    def shown(self, uri: str = URI) -> list[types.Diagnostic]:
        """What is published of a document now."""
        found = self.of(uri)
        return list(found[-1].diagnostics) if found else []

    async def actions(self, place: types.Range = WHOLE, only: Sequence[str] = ("quickfix",)) -> list[types.CodeAction]:
        """What can be done at a place of the document."""
        params = types.CodeActionParams(
            types.TextDocumentIdentifier(URI), place, types.CodeActionContext([], only=list(only))
        )
        answer = await self.session.client.text_document_code_action_async(params)
        # lsprotocol takes an action that has a command for that command.
        return [action for action in answer or [] if isinstance(action, types.CodeAction)]


@asynccontextmanager
async def editing(text: str | None = PROGRAM, uri: str = URI, **more: Any) -> AsyncIterator[Editor]:
    """A client with a document."""
    editor = Editor()
    handlers: dict[str, Callable[[Any], Any]] = {types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS: editor.take}
    async with connected(more.pop("client_can", fixing()), handlers=handlers, **more) as session:
        editor.session = session
        if text is not None:
            session.open(text, uri)
        yield editor


def fixing(versioned: bool = False, **more: Any) -> types.ClientCapabilities:
    """A client that takes code actions which are more than commands."""
    able = capabilities(**more)
    kinds = types.ClientCodeActionKindOptions([types.CodeActionKind.QuickFix])
    literals = types.ClientCodeActionLiteralOptions(kinds)
    able.text_document = types.TextDocumentClientCapabilities(
        code_action=types.CodeActionClientCapabilities(code_action_literal_support=literals)
    )
    assert able.workspace is not None
    able.workspace.workspace_edit = types.WorkspaceEditClientCapabilities(document_changes=versioned)
    return able


def about(action: types.CodeAction) -> list[types.Diagnostic]:
    """What an action is for."""
    return list(action.diagnostics or [])


async def test_a_finding_has_its_code_its_level_and_its_place() -> None:
    async with editing() as editor:
        (found,) = await editor.until((2, "BL001"))
        assert found.range == types.Range(types.Position(2, 4), types.Position(2, 29))
        assert (found.severity, found.source, found.tags) == (types.DiagnosticSeverity.Warning, "ByteLens", None)
        assert found.message.startswith("float32 becomes float64 here: 8 MB instead of 4 MB")
        assert editor.of()[-1].version == 0


@pytest.mark.parametrize(("encoding", "column"), [("utf-8", 16), ("utf-16", 14), ("utf-32", 13)])
async def test_columns_are_in_the_units_of_the_client(encoding: str, column: int) -> None:
    async with editing(HEAD + 's = "🎈"; ' + PROMOTION, client_can=fixing(encoding=encoding)) as editor:
        (found,) = await editor.until((2, "BL001"))
        assert found.range.start.character == column


async def test_hints_of_a_version_are_answered_before_it_is_looked_at() -> None:
    async with editing() as editor:
        await editor.until((2, "BL001"))
        for version, line in enumerate(range(3, 6), 1):
            editor.session.replace((0, 0), (0, 0), "# one more\n")
            assert line in await editor.session.labels()
            assert editor.of()[-1].version == version - 1
            await editor.until((line, "BL001"))


async def test_an_edit_replaces_what_is_shown_and_never_clears_it() -> None:
    async with editing() as editor:
        await editor.until((2, "BL001"))
        for letter in "d = a.astype(np.float32)\n":
            end = types.Position(3, editor.session.version)
            editor.session.replace((end.line, end.character), (end.line, end.character), letter)
            await editor.session.labels()
        await editor.until((2, "BL001"), (3, "BL003"))
        assert all(published.diagnostics for published in editor.of())
        assert len(editor.of()) == 2


async def test_a_finding_that_is_gone_is_taken_back_and_nothing_is_said_of_a_text_without_any() -> None:
    async with editing() as editor:
        await editor.until((2, "BL001"))
        editor.session.rewrite(HEAD)
        await editor.until()
        editor.session.open(HEAD, "file:///project/clean.py")
        editor.session.open(PROGRAM, "file:///project/other.py")
        await editor.until((2, "BL001"), uri="file:///project/other.py")
        assert editor.of("file:///project/clean.py") == []


async def test_what_does_not_parse_keeps_what_was_shown() -> None:
    other = "file:///project/other.py"
    async with editing() as editor:
        await editor.until((2, "BL001"))
        editor.session.rewrite(PROGRAM + "c = (\n")
        # Documents are looked at in the order in which they were opened.
        editor.session.open(PROGRAM, other)
        await editor.until((2, "BL001"), uri=other)
        assert len(editor.of()) == 1
        editor.session.rewrite("\n" + PROGRAM)
        await editor.until((3, "BL001"))


async def test_a_text_that_never_parsed_is_looked_at_without_what_does_not() -> None:
    async with editing(PROGRAM + "print 5\n") as editor:
        await editor.until((2, "BL001"))


async def test_a_comment_ignores_a_finding() -> None:
    async with editing(PROGRAM + COPY) as editor:
        await editor.until((2, "BL001"), (3, "BL003"))
        editor.session.replace((2, 29), (2, 29), "  # bytelens: ignore[BL001]")
        await editor.until((3, "BL003"))


@pytest.mark.parametrize("uri", ["untitled:Untitled-1", "vscode-notebook-cell:/a.ipynb#W0sZmlsZQ%3D%3D"])
async def test_a_text_that_is_no_file_is_looked_at(uri: str) -> None:
    async with editing(uri=uri) as editor:
        await editor.until((2, "BL001"), uri=uri)


async def test_a_file_outside_of_the_workspace_is_looked_at(tmp_path: Path) -> None:
    folder, path = tmp_path / "project", tmp_path / "elsewhere.py"
    folder.mkdir()
    async with editing(uri=path.as_uri(), folders=[folder]) as editor:
        await editor.until((2, "BL001"), uri=path.as_uri())


async def test_other_languages_are_not_looked_at() -> None:
    async with editing(None) as editor:
        editor.session.open(PROGRAM, "file:///a.txt", "plaintext")
        editor.session.open(PROGRAM)
        await editor.until((2, "BL001"))
        assert editor.of("file:///a.txt") == []


async def test_closing_takes_back_what_is_shown() -> None:
    async with editing() as editor:
        await editor.until((2, "BL001"))
        identifier = types.TextDocumentIdentifier(URI)
        editor.session.client.text_document_did_close(types.DidCloseTextDocumentParams(identifier))
        await editor.until()
        assert editor.of()[-1].version is None
        editor.session.open(PROGRAM)
        await editor.until((2, "BL001"))


async def test_findings_follow_a_module_that_is_edited(tmp_path: Path) -> None:
    program, config = (tmp_path / "prog.py").as_uri(), (tmp_path / "config.py").as_uri()
    async with editing(None) as editor:
        editor.session.open("dtype = 'f4'\n", config)
        editor.session.open("from config import dtype\n" + PROGRAM.replace("np.float32", "dtype"), program)
        await editor.until((3, "BL001"), uri=program)
        editor.session.change(types.TextDocumentContentChangeWholeDocument("dtype = 'f8'\n"), uri=config)
        await editor.until(uri=program)


@pytest.mark.parametrize(
    ("settings", "expected"),
    [
        ({"diagnostics": {"enabled": False}}, []),
        ({"diagnostics": {"select": ["BL003"]}}, [(3, "BL003")]),
        ({"diagnostics": {"ignore": ["BL003"]}}, [(2, "BL001")]),
        ({"diagnostics": {"select": ["ALL"], "ignore": ["ALL"]}}, []),
    ],
)
async def test_settings_choose(settings: Any, expected: list[tuple[int, str]]) -> None:
    async with editing(PROGRAM + COPY) as editor:
        both = (2, "BL001"), (3, "BL003")
        await editor.until(*both)
        editor.session.configure({"bytelens": settings})
        await editor.until(*expected)
        editor.session.configure({"bytelens": {}})
        await editor.until(*both)


async def test_pulled_settings_choose() -> None:
    settings = {"diagnostics": {"ignore": ["BL001"]}}
    async with editing(PROGRAM + COPY, client_can=fixing(configuration=True), settings=settings) as editor:
        await editor.until((3, "BL003"))
        assert len(editor.of()) == 1


async def test_pyproject_chooses_and_settings_go_before_it(tmp_path: Path) -> None:
    uri, pyproject = (tmp_path / "src" / "prog.py").as_uri(), tmp_path / "pyproject.toml"
    pyproject.write_text('[tool.bytelens]\nselect = ["BL001"]\n[tool.bytelens.levels]\nBL001 = "hint"\n')
    async with editing(PROGRAM + COPY, uri, client_can=fixing(watching=True)) as editor:
        (found,) = await editor.until((2, "BL001"), uri=uri)
        assert found.severity == types.DiagnosticSeverity.Hint
        editor.session.configure({"diagnostics": {"select": ["BL003"]}})
        await editor.until((3, "BL003"), uri=uri)
        editor.session.configure({"diagnostics": {}})
        await editor.until((2, "BL001"), uri=uri)
        pyproject.write_text('[tool.bytelens]\nignore = ["BL001"]\n')
        change = types.FileEvent(pyproject.as_uri(), types.FileChangeType.Changed)
        editor.session.client.workspace_did_change_watched_files(types.DidChangeWatchedFilesParams([change]))
        await editor.until((3, "BL003"), uri=uri)


async def test_a_pyproject_that_cannot_be_followed_is_told_in_the_log(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text('[tool.bytelens]\nselect = ["BL999"]\n')
    uri = (tmp_path / "prog.py").as_uri()
    async with editing(uri=uri) as editor:
        await editor.until((2, "BL001"), uri=uri)
        editor.session.replace((0, 0), (0, 0), "\n", uri)
        await editor.until((3, "BL001"), uri=uri)
        (message,) = editor.session.client.log_messages
        assert "there is no diagnostic 'BL999'" in message.message


async def test_a_fix_is_an_edit_after_which_the_finding_is_gone() -> None:
    async with editing(HEAD + "ß = '🎈'; " + COPY) as editor:
        (found,) = await editor.until((2, "BL003"))
        fix, _ = await editor.actions(found.range)
        assert (fix.kind, fix.is_preferred, about(fix)) == ("quickfix", True, [found])
        assert fix.edit is not None
        assert fix.edit.changes is not None
        (change,) = fix.edit.changes[URI]
        start, end = change.range.start, change.range.end
        editor.session.replace((start.line, start.character), (end.line, end.character), change.new_text)
        await editor.until()


async def test_a_finding_can_be_ignored_on_its_line() -> None:
    async with editing(client_can=fixing(versioned=True)) as editor:
        (found,) = await editor.until((2, "BL001"))
        (ignore,) = await editor.actions(found.range)
        assert (ignore.title, about(ignore)) == ("Ignore BL001 on this line", [found])
        assert ignore.edit is not None
        assert ignore.edit.document_changes is not None
        (edit,) = ignore.edit.document_changes
        assert isinstance(edit, types.TextDocumentEdit)
        assert edit.text_document == types.OptionalVersionedTextDocumentIdentifier(URI, 0)
        place, comment = types.Position(2, 29), "  # bytelens: ignore[BL001]"
        assert list(edit.edits) == [types.TextEdit(types.Range(place, place), comment)]
        editor.session.replace((2, 29), (2, 29), comment)
        await editor.until()


async def test_fixes_are_offered_where_the_finding_is_and_for_the_text_that_it_is_of() -> None:
    async with editing(PROGRAM + COPY) as editor:
        promotion, copy = await editor.until((2, "BL001"), (3, "BL003"))
        assert list(map(about, await editor.actions(promotion.range))) == [[promotion]]
        assert list(map(about, await editor.actions(copy.range))) == [[copy], [copy]]
        assert await editor.actions(only=["source"]) == []
        editor.session.replace((0, 0), (0, 0), "\n")
        assert await editor.actions() == []


async def test_a_workspace_that_is_not_trusted_has_findings_and_fixes() -> None:
    async with editing(options={"trusted": False}) as editor:
        (found,) = await editor.until((2, "BL001"))
        assert [action.title for action in await editor.actions(found.range)] == ["Ignore BL001 on this line"]
