"""Modules that a program imports are followed as the editor has them."""

import asyncio
from pathlib import Path

import pytest
from lsprotocol import types

from .session import Session, capabilities, connected

pytestmark = pytest.mark.asyncio

PROGRAM = "import numpy as np\nfrom config import n\na = np.zeros(n)\n"


async def refreshed(session: Session) -> None:
    """Once the server has asked for hints to be requested again."""
    while not session.refreshes:
        await asyncio.sleep(0)
    session.refreshes.clear()


async def test_hints_follow_a_module_that_is_edited(tmp_path: Path) -> None:
    program, config = (tmp_path / "prog.py").as_uri(), (tmp_path / "config.py").as_uri()
    async with connected() as session:
        session.open(PROGRAM, program)
        assert await session.labels(program) == {2: "float64"}
        session.open("n = 3\n", config)
        await refreshed(session)
        assert await session.labels(program) == {2: "24 B float64[3]"}
        session.change(types.TextDocumentContentChangeWholeDocument("n = 4\n"), uri=config)
        await refreshed(session)
        assert await session.labels(program) == {2: "32 B float64[4]"}
        closing = types.DidCloseTextDocumentParams(types.TextDocumentIdentifier(config))
        session.client.text_document_did_close(closing)
        await refreshed(session)
        assert await session.labels(program) == {2: "float64"}


async def test_hints_follow_a_file_that_is_watched(tmp_path: Path) -> None:
    program, config = tmp_path / "prog.py", tmp_path / "config.py"
    config.write_text("n = 3\n")
    async with connected(capabilities(watching=True)) as session:
        session.open(PROGRAM, program.as_uri())
        assert await session.labels(program.as_uri()) == {2: "24 B float64[3]"}
        config.write_text("n = 44\n")
        change = types.FileEvent(config.as_uri(), types.FileChangeType.Changed)
        session.client.workspace_did_change_watched_files(types.DidChangeWatchedFilesParams([change]))
        await refreshed(session)
        assert await session.labels(program.as_uri()) == {2: "352 B float64[44]"}
        assert [registration.method for registration in session.watched] == ["workspace/didChangeWatchedFiles"]


async def test_modules_of_the_open_folders_are_followed(tmp_path: Path) -> None:
    (tmp_path / "config.py").write_text("n = 3\n")
    program = (tmp_path / "scripts" / "prog.py").as_uri()
    async with connected(folders=[tmp_path]) as session:
        session.open(PROGRAM, program)
        assert await session.labels(program) == {2: "24 B float64[3]"}
        gone = types.WorkspaceFoldersChangeEvent([], [types.WorkspaceFolder(tmp_path.as_uri(), "project")])
        session.client.workspace_did_change_workspace_folders(types.DidChangeWorkspaceFoldersParams(gone))
        await refreshed(session)
        assert await session.labels(program) == {2: "float64"}


async def test_what_was_known_before_a_line_broke_holds_no_longer_once_a_module_changes(tmp_path: Path) -> None:
    program, config = (tmp_path / "prog.py").as_uri(), (tmp_path / "config.py").as_uri()
    async with connected() as session:
        session.open("n = 3\n", config)
        session.open(PROGRAM, program)
        assert await session.labels(program) == {2: "24 B float64[3]"}
        session.change(types.TextDocumentContentChangeWholeDocument(PROGRAM + "b = (\n"), uri=program)
        assert await session.labels(program) == {2: "24 B float64[3]"}
        session.change(types.TextDocumentContentChangeWholeDocument("n = 4\n"), uri=config)
        assert await session.labels(program) == {2: "32 B float64[4]"}
