"""A client that waits for what it is told of traces."""

from __future__ import annotations

import asyncio
import os
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from lsprotocol import types
from pygls.exceptions import JsonRpcException

from bytelens.lsp.configuration import plain

from ..session import Session, connected

LESSON = """\
import numpy as np

arr = np.arange(1000)
print(arr.nbytes)
arr = arr * 2
"""
# Says its process id, and goes on until it is ended.
ENDLESS = """\
import os
import numpy as np

arr = np.zeros(10)
print(os.getpid(), flush=True)
while True:
    pass
"""


@dataclass
class Watcher:
    """A session, one file of it, and everything that the server has told since the start."""

    path: Path
    session: Session = field(init=False)
    changes: list[dict[str, Any]] = field(default_factory=list)
    lens_refreshes: int = 0
    created: list[Any] = field(default_factory=list)
    progress: list[Any] = field(default_factory=list)
    statuses: list[dict[str, Any]] = field(default_factory=list)
    messages: list[types.ShowMessageParams] = field(default_factory=list)
    log: list[str] = field(default_factory=list)
    output: str = ""
    published: dict[str, list[types.Diagnostic]] = field(default_factory=dict)
    _news: asyncio.Event = field(default_factory=asyncio.Event)

    @property
    def uri(self) -> str:
        """Of the file."""
        return self.path.as_uri()

    def handlers(self) -> dict[str, Callable[[Any], Any]]:
        """What notes what the server tells."""
        return {
            "bytelens/traceChanged": self._noted(lambda told: self.changes.append(plain(told))),
            "bytelens/programOutput": self._noted(self._wrote),
            "bytelens/status": self._noted(lambda told: self.statuses.append(plain(told))),
            types.WORKSPACE_CODE_LENS_REFRESH: self._noted(self._lenses),
            types.WINDOW_WORK_DONE_PROGRESS_CREATE: self._noted(lambda told: self.created.append(told.token)),
            types.PROGRESS: self._noted(lambda told: self.progress.append(plain(told.value))),
            types.WINDOW_SHOW_MESSAGE: self._noted(self.messages.append),
            types.WINDOW_LOG_MESSAGE: self._noted(lambda told: self.log.append(told.message)),
            types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS: self._noted(self._publish),
        }

    async def until(self, condition: Callable[[], Any]) -> Any:
        """Wait until something is so that news can bring about. Returns what it is."""
        while not (found := condition()):
            self._news.clear()
            await self._news.wait()
        return found

    async def command(self, name: str, *arguments: Any) -> Any:
        """Send a command. Raises JsonRpcException where the server answers with an error."""
        params = types.ExecuteCommandParams(f"bytelens.server.{name}", list(arguments))
        return plain(await self.session.client.workspace_execute_command_async(params))

    async def refused(self, name: str, *arguments: Any) -> str:
        """The message with which a command is refused."""
        try:
            await self.command(name, *arguments)
        except JsonRpcException as error:
            return error.message
        raise AssertionError("It was not refused.")

    async def trace(self, name: str = "trace", **more: Any) -> dict[str, Any]:
        """Trace the file from its start to its end. Returns what is told at the end."""
        started = await self.command(name, {"uri": self.uri, **more})
        return await self.ended(started["trace"])

    async def ended(self, number: int = 1) -> dict[str, Any]:
        """What is told at the end of a trace."""
        end: dict[str, Any] = await self.until(
            lambda: next((told for told in self.changes if told["trace"] == number and told["outcome"]), None)
        )
        return end

    async def pid(self) -> int:
        """The process that runs `ENDLESS`."""
        return int(await self.until(lambda: self.output.strip()))

    async def labels(self) -> dict[int, str]:
        """The hints of the file by line (0-based)."""
        return await self.session.labels(self.uri)

    def replace(self, start: tuple[int, int], end: tuple[int, int], text: str) -> None:
        """Replace the text between two positions of the file."""
        self.session.replace(start, end, text, self.uri)

    def failures(self) -> list[tuple[int, str]]:
        """The diagnostics of the file."""
        return [(one.range.start.line, one.message) for one in self.published.get(self.uri, [])]

    def _noted(self, note: Callable[[Any], Any]) -> Callable[[Any], None]:
        def handler(params: Any) -> None:
            note(params)
            self._news.set()

        return handler

    def _wrote(self, told: Any) -> None:
        self.output += told.text

    def _lenses(self, _: Any) -> None:
        self.lens_refreshes += 1

    def _publish(self, told: types.PublishDiagnosticsParams) -> None:
        self.published[told.uri] = list(told.diagnostics)


@asynccontextmanager
async def watching(
    folder: Path,
    program: str = LESSON,
    name: str = "prog.py",
    client_can: types.ClientCapabilities | None = None,
    options: dict[str, Any] | None = None,
) -> AsyncIterator[Watcher]:
    """A client of ours (or another one, if `options` say so) with a file of a folder open."""
    watcher = Watcher(folder / name)
    watcher.path.write_text(program, encoding="utf-8")
    sent = {"showsTraces": True} if options is None else options
    async with connected(client_can, sent, folders=[folder], handlers=watcher.handlers()) as session:
        watcher.session = session
        session.open(program, watcher.uri)
        yield watcher


def is_alive(pid: int) -> bool:
    """Whether there is such a process."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True
