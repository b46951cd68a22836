"""Standard input, of which whoever is at work can ask whether something has come."""

from __future__ import annotations

from typing import BinaryIO


class Arrivals:
    """A stream that a thread of pygls reads while the event loop may be busy. count: how often something has come."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self.count = 0

    def readline(self) -> bytes:
        """The next line; waits for it."""
        line = self._stream.readline()
        self.count += 1
        return line

    def read(self, size: int) -> bytes:
        """The next bytes; waits for them."""
        data = self._stream.read(size)
        self.count += 1
        return data
