"""A program's output, taken from its pipe as it comes: the program never waits for whoever wants to see it."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable
from typing import IO

Sink = Callable[[bytes], None]

_CHUNK = 1 << 16


class Drain:
    """Passes a pipe's bytes to a sink until the pipe's end. A sink that fails gets no more."""

    def __init__(self, pipe: IO[bytes], sink: Sink) -> None:
        self._pipe = pipe
        self._sink = sink
        self._thread = threading.Thread(target=self._run, name="bytelens-drain", daemon=True)
        self._thread.start()

    def finish(self, seconds: float) -> None:
        """Wait for the end of the pipe, but no longer than that: a process that could not be ended may hold it."""
        self._thread.join(seconds)

    def _run(self) -> None:
        wanted = True
        with self._pipe:
            while chunk := os.read(self._pipe.fileno(), _CHUNK):
                if wanted:
                    try:
                        self._sink(chunk)
                    except Exception:
                        wanted = False
