"""A real client and a real server, over standard input and output."""

from __future__ import annotations

import os
import sys
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from lsprotocol import types
from pytest_lsp import ClientServerConfig, LanguageClient, make_test_lsp_client

import bytelens

SERVER = [sys.executable, "-W", "error", "-m", "bytelens", "lsp"]
ENVIRONMENT = {**os.environ, "PYTHONPATH": str(Path(bytelens.__file__).parents[1])}
URI = "file:///project/prog.py"


def capabilities(
    encoding: str = "utf-16",
    configuration: bool = False,
    watching: bool = False,
    progress: bool = False,
    refresh: bool = True,
    resolves: tuple[str, ...] = (),
) -> types.ClientCapabilities:
    """What the client says that it can do."""
    return types.ClientCapabilities(
        window=types.WindowClientCapabilities(work_done_progress=progress),
        general=types.GeneralClientCapabilities(position_encodings=[encoding]),
        text_document=types.TextDocumentClientCapabilities(
            inlay_hint=types.InlayHintClientCapabilities(
                resolve_support=types.ClientInlayHintResolveOptions(resolves) if resolves else None
            )
        ),
        workspace=types.WorkspaceClientCapabilities(
            configuration=configuration,
            inlay_hint=types.InlayHintWorkspaceClientCapabilities(refresh_support=refresh),
            code_lens=types.CodeLensWorkspaceClientCapabilities(refresh_support=refresh),
            did_change_watched_files=types.DidChangeWatchedFilesClientCapabilities(dynamic_registration=watching),
        ),
    )


def read(hint: types.InlayHint) -> str:
    """The text of a hint, which comes in parts to clients whose hints can lead somewhere."""
    return hint.label if isinstance(hint.label, str) else "".join(part.value for part in hint.label)


@dataclass
class Session:
    """A client with one document, which counts the refreshes that the server asks for."""

    client: LanguageClient
    result: types.InitializeResult
    version: int = 0
    refreshes: list[None] = field(default_factory=list)
    watched: list[types.Registration] = field(default_factory=list)

    def open(self, text: str, uri: str = URI, language: str = "python") -> None:
        """Open a document."""
        item = types.TextDocumentItem(uri, language, self.version, text)
        self.client.text_document_did_open(types.DidOpenTextDocumentParams(item))

    def change(self, *changes: types.TextDocumentContentChangeEvent, uri: str = URI) -> None:
        """Edit the document."""
        self.version += 1
        document = types.VersionedTextDocumentIdentifier(self.version, uri)
        self.client.text_document_did_change(types.DidChangeTextDocumentParams(document, list(changes)))

    def replace(self, start: tuple[int, int], end: tuple[int, int], text: str, uri: str = URI) -> None:
        """Replace the text between two positions."""
        wanted = types.Range(types.Position(*start), types.Position(*end))
        self.change(types.TextDocumentContentChangePartial(wanted, text), uri=uri)

    def rewrite(self, text: str) -> None:
        """Send the whole text anew."""
        self.change(types.TextDocumentContentChangeWholeDocument(text))

    async def hints(
        self, first: tuple[int, int] = (0, 0), last: tuple[int, int] = (10_000, 0), uri: str = URI
    ) -> list[types.InlayHint]:
        """The hints in a range, the whole document by default."""
        wanted = types.Range(types.Position(*first), types.Position(*last))
        document = types.TextDocumentIdentifier(uri)
        answer = await self.client.text_document_inlay_hint_async(types.InlayHintParams(document, wanted))
        return list(answer or [])

    async def labels(self, uri: str = URI) -> dict[int, str]:
        """The hints of the whole document by line (0-based)."""
        return {hint.position.line: read(hint) for hint in await self.hints(uri=uri)}

    async def hover(self, line: int, character: int, uri: str = URI) -> str | None:
        """The text of the hover at a position."""
        document = types.TextDocumentIdentifier(uri)
        params = types.HoverParams(document, types.Position(line, character))
        answer = await self.client.text_document_hover_async(params)
        if answer is None:
            return None
        assert isinstance(answer.contents, types.MarkupContent)
        return answer.contents.value

    def configure(self, settings: Any) -> None:
        """Push settings."""
        self.client.workspace_did_change_configuration(types.DidChangeConfigurationParams(settings))


@asynccontextmanager
async def connected(
    client_can: types.ClientCapabilities | None = None,
    options: Any = None,
    settings: Any = None,
    folders: Sequence[Path] | None = None,
    handlers: Mapping[str, Callable[[Any], Any]] | None = None,
) -> AsyncIterator[Session]:
    """A session with a server of its own. `settings`: what the client answers when it is asked for them. `handlers`:
    what it does with requests and notifications of the server."""
    refreshes: list[None] = []
    watched: list[types.Registration] = []
    opened = None if folders is None else [types.WorkspaceFolder(path.as_uri(), path.name) for path in folders]
    client = await ClientServerConfig(SERVER, _client(refreshes, watched, handlers or {}), ENVIRONMENT).start()
    assert isinstance(client, LanguageClient)
    client.set_configuration({"bytelens": settings})
    try:
        result = await client.initialize_session(
            types.InitializeParams(
                client_can or capabilities(), initialization_options=options, workspace_folders=opened
            )
        )
        yield Session(client, result, refreshes=refreshes, watched=watched)
    finally:
        # Also where a test fails: the client waits for the end of the server.
        await client.shutdown_session()
        await client.stop()


def _client(
    refreshes: list[None], watched: list[types.Registration], handlers: Mapping[str, Callable[[Any], Any]]
) -> Any:
    def make() -> LanguageClient:
        client = make_test_lsp_client()
        client.feature(types.WORKSPACE_INLAY_HINT_REFRESH)(lambda _: refreshes.append(None))
        client.feature(types.CLIENT_REGISTER_CAPABILITY)(lambda params: watched.extend(params.registrations))
        # Not `feature`, which refuses what the client of pytest-lsp handles already.
        client.protocol.fm.features.update(handlers)
        return client

    return make
