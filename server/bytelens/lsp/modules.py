"""Programs whose modules change: their hints are asked for again, a moment after the last change."""

from __future__ import annotations

import asyncio
import logging
from typing import TYPE_CHECKING

from lsprotocol import types
from pygls.exceptions import JsonRpcException

if TYPE_CHECKING:
    from .server import Server

logger = logging.getLogger(__name__)

_DELAY = 0.2
_WATCHED = ("**/*.{py,npy,npz,bin,dat,raw}", "**/pyproject.toml")


class Refresher:
    """Refreshes the hints of a client once no module has changed for a moment, if any that it shows may be outdated."""

    def __init__(self, server: Server) -> None:
        self._server = server
        self._waiting: asyncio.TimerHandle | None = None

    def soon(self) -> None:
        """After a change of a file or a document."""
        if self._waiting is not None:
            self._waiting.cancel()
        self._waiting = asyncio.get_running_loop().call_later(_DELAY, self._refresh)

    def _refresh(self) -> None:
        self._waiting = None
        if any(document.is_outdated() for document in self._server.protocol.documents().open_documents()):
            self._server.refresh_hints()


async def watch_files(server: Server) -> None:
    """Ask the client to tell when Python files change on disk, where it can."""
    features = server.client_capabilities.workspace
    watching = features.did_change_watched_files if features else None
    if not watching or not watching.dynamic_registration:
        return
    options = types.DidChangeWatchedFilesRegistrationOptions([types.FileSystemWatcher(glob) for glob in _WATCHED])
    method = types.WORKSPACE_DID_CHANGE_WATCHED_FILES
    try:
        await server.client_register_capability_async(
            types.RegistrationParams([types.Registration("python-files", method, options)])
        )
    except JsonRpcException as error:
        logger.info("The client watches no files: %r", error)
