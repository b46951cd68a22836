"""A client of a language server over real stdio, which asks one thing after another."""

from __future__ import annotations

import contextlib
import json
import os
import queue
import subprocess
import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any

from .edits import Edit

NAME = "generated.py"
METHOD_NOT_FOUND = -32601
STOPPING = 5.0
"""Seconds that a server gets to end in order."""

_CAPABILITIES = {
    "textDocument": {"inlayHint": {}, "synchronization": {}, "publishDiagnostics": {}},
    "workspace": {"configuration": True, "workspaceFolders": True, "didChangeConfiguration": {}},
    "window": {"workDoneProgress": True},
}


class NoAnswerError(Exception):
    """The server has ended, refuses, or takes too long."""


@dataclass(frozen=True)
class Launch:
    """How to start a server, and what to tell it."""

    name: str
    version: str
    command: tuple[str, ...]
    environment: Mapping[str, str] = field(default_factory=dict)
    options: Mapping[str, Any] | None = None
    """Its `initializationOptions`."""
    settings: Mapping[str, Any] = field(default_factory=dict)
    """What it gets when it asks for a section of the configuration."""


@dataclass(frozen=True)
class Answer:
    """Hints, and the moment (`time.perf_counter`) when the last byte of them had been read."""

    moment: float
    rows: frozenset[int]
    count: int


class Client:
    """A running server with one document. `limit` is how many seconds it may take for an answer."""

    def __init__(self, launch: Launch, folder: Path, limit: float) -> None:
        self._launch, self._folder, self._limit = launch, folder, limit
        self._process = subprocess.Popen(
            launch.command,
            env={**os.environ, **launch.environment},
            cwd=folder,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        self._uri = (folder / NAME).as_uri()
        self._version = self._last = 0
        self._whole = False
        self._messages: queue.SimpleQueue[tuple[float, dict[str, Any] | None]] = queue.SimpleQueue()
        self._reader = threading.Thread(target=self._read_all, daemon=True)
        self._reader.start()

    def open(self, text: str) -> None:
        """Initialise, and open the document. Raises NoAnswerError."""
        (self._folder / NAME).write_text(text, "utf-8")
        uri = self._folder.as_uri()
        params = {"processId": os.getpid(), "rootUri": uri, "workspaceFolders": [{"uri": uri, "name": "generated"}]}
        options = {} if self._launch.options is None else {"initializationOptions": self._launch.options}
        _, reply = self._request("initialize", {**params, "capabilities": _CAPABILITIES, **options})
        sync = reply["result"]["capabilities"].get("textDocumentSync")
        self._whole = (sync.get("change") if isinstance(sync, dict) else sync) == 1
        self._send({"method": "initialized", "params": {}})
        item = {"uri": self._uri, "languageId": "python", "version": 0, "text": text}
        self._send({"method": "textDocument/didOpen", "params": {"textDocument": item}})

    def change(self, edit: Edit, text: str) -> None:
        """Send an edit; `text` is what it makes of the document. Raises NoAnswerError."""
        self._version += 1
        start, end = ({"line": edit.row, "character": column} for column in (edit.first, edit.last))
        change = {"text": text} if self._whole else {"range": {"start": start, "end": end}, "text": edit.text}
        document = {"uri": self._uri, "version": self._version}
        self._send(
            {"method": "textDocument/didChange", "params": {"textDocument": document, "contentChanges": [change]}}
        )

    def hints(self, rows: int) -> Answer:
        """Ask for the hints of so many lines. A refusal that invites to ask again gives none. Raises NoAnswerError."""
        span = {"start": {"line": 0, "character": 0}, "end": {"line": rows, "character": 0}}
        moment, reply = self._request("textDocument/inlayHint", {"textDocument": {"uri": self._uri}, "range": span})
        if reply.get("error", {}).get("code") == METHOD_NOT_FOUND:
            raise NoAnswerError("has no inlay hints")
        hints = reply.get("result") or []
        return Answer(moment, frozenset(hint["position"]["line"] for hint in hints), len(hints))

    def stop(self) -> None:
        """End the server: in order if it will, else by force."""
        self._limit = min(self._limit, STOPPING)
        with contextlib.suppress(NoAnswerError, subprocess.TimeoutExpired):
            self._request("shutdown", None)
            self._send({"method": "exit"})
            self._process.wait(STOPPING)
        self._process.kill()
        self._process.wait()
        self._reader.join(STOPPING)
        for pipe in (self._process.stdin, self._process.stdout):
            with contextlib.suppress(OSError):  # what it did not read can no longer be flushed
                if pipe is not None:
                    pipe.close()

    def _request(self, method: str, params: Any) -> tuple[float, dict[str, Any]]:
        self._last += 1
        self._send({"id": self._last, "method": method, "params": params})
        until = time.perf_counter() + self._limit
        while True:
            moment, message = self._next(until)
            if "method" in message and "id" in message:
                self._send({"id": message["id"], "result": self._reply(message)})
            elif message.get("id") == self._last:
                return moment, message

    def _next(self, until: float) -> tuple[float, dict[str, Any]]:
        try:
            moment, message = self._messages.get(timeout=max(until - time.perf_counter(), 0))
        except queue.Empty:
            raise NoAnswerError(f"no answer within {self._limit:g} s") from None
        if message is None:
            self._messages.put((moment, None))  # it stays ended, whatever is asked next
            raise NoAnswerError("ended by itself")
        return moment, message

    def _reply(self, message: dict[str, Any]) -> Any:
        if message["method"] != "workspace/configuration":
            return None
        return [self._launch.settings.get(item.get("section"), {}) for item in message["params"]["items"]]

    def _send(self, message: dict[str, Any]) -> None:
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        assert self._process.stdin is not None
        try:
            self._process.stdin.write(b"Content-Length: %d\r\n\r\n%s" % (len(body), body))
            self._process.stdin.flush()
        except OSError:
            raise NoAnswerError("ended by itself") from None

    def _read_all(self) -> None:
        assert self._process.stdout is not None
        while body := _body(self._process.stdout):
            moment = time.perf_counter()
            self._messages.put((moment, json.loads(body)))
        self._messages.put((time.perf_counter(), None))


def _body(stream: IO[bytes]) -> bytes:
    """The next message, or nothing at the end of the stream."""
    length = 0
    while line := stream.readline().strip():
        if line.lower().startswith(b"content-length"):
            length = int(line.split(b":")[1])
    return stream.read(length)
