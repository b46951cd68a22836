"""What the client tells of notebooks: they are opened, changed, saved and closed as a whole."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lsprotocol import types

if TYPE_CHECKING:
    from ..server import Server

# With every cell, whatever its language: they have the same numbers as in the file then.
SYNC = types.NotebookDocumentSyncOptions([types.NotebookDocumentFilterWithNotebook("jupyter-notebook")], save=True)


def register(server: Server) -> None:
    """Listen to the client."""
    server.feature(types.NOTEBOOK_DOCUMENT_DID_OPEN)(_opened)
    server.feature(types.NOTEBOOK_DOCUMENT_DID_CHANGE)(_changed)
    server.feature(types.NOTEBOOK_DOCUMENT_DID_SAVE)(_saved)
    server.feature(types.NOTEBOOK_DOCUMENT_DID_CLOSE)(_closed)


async def _opened(ls: Server, params: types.DidOpenNotebookDocumentParams) -> None:
    await ls.opened(params.notebook_document.uri)


def _changed(ls: Server, params: types.DidChangeNotebookDocumentParams) -> None:
    ls.edited(params.notebook_document.uri)


def _saved(ls: Server, _: types.DidSaveNotebookDocumentParams) -> None:
    ls.modules_changed()


def _closed(ls: Server, params: types.DidCloseNotebookDocumentParams) -> None:
    ls.closed(params.notebook_document.uri)
