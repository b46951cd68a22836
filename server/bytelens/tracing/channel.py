"""The runner's end of the channel: the facts that the agent has appended to a file so far."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

Message = Mapping[str, Any]

_CHUNK = 1 << 18
# No message comes near: a line that grows beyond is garbage, and is passed over up to its end.
_LONGEST = 1 << 24


class Tail:
    """Reads a file that grows. Holds a chunk and the start of an unfinished line, however long the file becomes."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._position = 0
        self._rest = b""
        self._skipping = False

    def read(self) -> Iterator[Message]:
        """The messages that were completed since the last call. Lines that are no messages are passed over."""
        while chunk := self._next_chunk():
            for line in self._lines(chunk):
                message = _decoded(line)
                if message is not None:
                    yield message

    def _next_chunk(self) -> bytes:
        try:
            with self._path.open("rb") as file:
                file.seek(self._position)
                chunk = file.read(_CHUNK)
        except OSError:
            return b""
        self._position += len(chunk)
        return chunk

    def _lines(self, chunk: bytes) -> list[bytes]:
        *lines, rest = (self._rest + chunk).split(b"\n")
        if lines and self._skipping:
            del lines[0]
            self._skipping = False
        if len(rest) > _LONGEST or self._skipping:
            rest, self._skipping = b"", True
        self._rest = rest
        return lines


def _decoded(line: bytes) -> Message | None:
    try:
        message = json.loads(line)
    except (ValueError, RecursionError):
        return None
    return message if isinstance(message, dict) and isinstance(message.get("kind"), str) else None
