"""What a program writes, as text for the client."""

from __future__ import annotations

import codecs
import threading

LIMIT = 1_000_000
CUT = f"\n[ByteLens shows no more than {LIMIT:,} bytes of output]\n"


class Output:
    """Takes bytes from any thread, gives text, and drops what goes beyond `limit` bytes, once with a word.

    Both streams end up in one text, in the order in which they were read.
    """

    def __init__(self, limit: int = LIMIT) -> None:
        self._lock = threading.Lock()
        self._left = limit
        self._texts: list[str] = []
        self._decoders = {name: codecs.getincrementaldecoder("utf-8")("replace") for name in ("stdout", "stderr")}

    def write(self, stream: str, data: bytes) -> None:
        """Take what the program wrote to "stdout" or "stderr"."""
        with self._lock:
            if self._left == 0 or not data:
                return
            kept = data[: self._left]
            self._left -= len(kept)
            self._texts.append(self._decoders[stream].decode(kept))
            if len(kept) < len(data) or self._left == 0:
                self._left = 0
                self._texts.append(CUT)

    def take(self) -> str:
        """What has come since the last time."""
        with self._lock:
            text = "".join(self._texts)
            self._texts.clear()
            return text
