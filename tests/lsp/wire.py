"""A client that sends whatever it is told to, byte by byte."""

from __future__ import annotations

import json
import subprocess
from types import TracebackType
from typing import Any

from lsprotocol import types
from lsprotocol.converters import get_converter

from .session import ENVIRONMENT, SERVER

CONVERTER = get_converter()


class Wire:
    """A server, and messages to and from it. Reading blocks until a message comes.

    Every message that comes is held against the protocol.
    """

    def __init__(self) -> None:
        self.process = subprocess.Popen(
            SERVER, env=ENVIRONMENT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE
        )
        self._last_id = 0
        self._asked: dict[int, str] = {}

    def __enter__(self) -> Wire:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: object, trace: TracebackType | None) -> None:
        if self.process.poll() is None:
            self.process.kill()
        self.process.communicate()

    def send_bytes(self, body: bytes) -> None:
        """Send the body of one message."""
        assert self.process.stdin is not None
        self.process.stdin.write(b"Content-Length: %d\r\n\r\n%s" % (len(body), body))
        self.process.stdin.flush()

    def notify(self, method: str, params: Any = None) -> None:
        """Send a notification."""
        self.send_bytes(json.dumps({"jsonrpc": "2.0", "method": method, "params": params}).encode())

    def send_request(self, method: str, params: Any = None) -> int:
        """Send a request. Returns its id."""
        self._last_id += 1
        self._asked[self._last_id] = method
        message = {"jsonrpc": "2.0", "id": self._last_id, "method": method, "params": params}
        self.send_bytes(json.dumps(message).encode())
        return self._last_id

    def request(self, method: str, params: Any = None) -> dict[str, Any]:
        """Send a request and wait for its response; what comes before it is passed over."""
        return self.response(self.send_request(method, params))

    def response(self, message_id: int) -> dict[str, Any]:
        """The response to a request."""
        while True:
            message = self.read()
            if message.get("id") == message_id and "method" not in message:
                return message

    def next_of(self, method: str) -> dict[str, Any]:
        """The next request or notification of a method."""
        while True:
            message = self.read()
            if message.get("method") == method:
                return message

    def answer(self, request: dict[str, Any], result: Any) -> None:
        """Answer a request of the server."""
        self.send_bytes(json.dumps({"jsonrpc": "2.0", "id": request["id"], "result": result}).encode())

    def read(self) -> dict[str, Any]:
        """The next message, whatever it is. Raises EOFError where the server has closed its output."""
        assert self.process.stdout is not None
        length = 0
        while line := self.process.stdout.readline():
            name, _, value = line.decode("ascii").partition(":")
            if name == "Content-Length":
                length = int(value)
            if not line.strip():
                message: dict[str, Any] = json.loads(self.process.stdout.read(length))
                self._check(message)
                return message
        raise EOFError

    def _check(self, message: dict[str, Any]) -> None:
        """Hold a message against the type that the protocol gives it: nothing is lost and nothing is added."""
        is_response = "method" not in message
        method = self._asked.get(message["id"]) if is_response else message["method"]
        kinds = types.METHOD_TO_TYPES.get(method)
        # lsprotocol takes an action that has a command for that command.
        if kinds is not None and "error" not in message and method != types.TEXT_DOCUMENT_CODE_ACTION:
            kind = kinds[1 if is_response else 0]
            assert CONVERTER.unstructure(CONVERTER.structure(message, kind)) == message

    def initialize(self, capabilities: Any = None) -> dict[str, Any]:
        """Go through the start."""
        response = self.request("initialize", {"processId": None, "rootUri": None, "capabilities": capabilities or {}})
        self.notify("initialized", {})
        return response

    def open(self, text: str) -> None:
        """Open a Python document."""
        item = {"uri": "file:///prog.py", "languageId": "python", "version": 1, "text": text}
        self.notify("textDocument/didOpen", {"textDocument": item})

    def hints(self) -> list[str]:
        """The labels of all hints."""
        response = self.request("textDocument/inlayHint", HINTS)
        return [hint["label"] for hint in response["result"] or []]

    def leave(self) -> tuple[int, str]:
        """Shut the server down in order. Returns its exit code and what it wrote to stderr."""
        assert self.request("shutdown")["result"] is None
        self.notify("exit")
        return self.ended()

    def ended(self) -> tuple[int, str]:
        """Wait for the end. Returns the exit code and what was written to stderr."""
        _, errors = self.process.communicate(timeout=20)
        return self.process.returncode, errors.decode()


HINTS = {
    "textDocument": {"uri": "file:///prog.py"},
    "range": {"start": {"line": 0, "character": 0}, "end": {"line": 9999, "character": 0}},
}
