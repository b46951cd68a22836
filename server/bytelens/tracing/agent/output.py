"""What a statement writes through `sys.stdout` and `sys.stderr`."""

from __future__ import annotations

import sys
from functools import partial
from types import FrameType
from typing import Any

from .windows import Windows, runs_below

_MOST = 4000


class Output:
    """Remembers what is written, for the innermost statement that runs, and passes it on as it is.

    out: `sys.stdout`, when it was last looked at.
    """

    def __init__(self, windows: Windows) -> None:
        self._windows = windows
        self._streams: list[Any] = []
        self.out: Any = None

    def listen(self) -> None:
        """From now on. The streams stay the objects that they are."""
        self.out = sys.stdout
        for stream in (sys.stdout, sys.stderr):
            self._listen_to(stream)

    def _listen_to(self, stream: Any) -> None:
        try:
            stream.write = partial(self._written, stream.write)
        except (AttributeError, TypeError):
            return
        self._streams.append(stream)

    def follow(self) -> None:
        """Where pytest has put streams of its own in the place of Python's, listen to those."""
        if sys.stdout is not self.out:
            self.out = sys.stdout
            for stream in (sys.stdout, sys.stderr):
                if type(stream).__module__ == "_pytest.capture" and "write" not in stream.__dict__:
                    self._listen_to(stream)

    def stop(self) -> None:
        """Not any more."""
        for stream in self._streams:
            stream.__dict__.pop("write", None)
        self._streams.clear()
        # Nobody flushes what is written at the very end but the stream itself, when it goes.
        self.out = None

    def _written(self, write: Any, text: Any, /) -> Any:
        result = write(text)
        try:
            if self._windows.open and type(text) is str and self._is_inside(sys._getframe(1)):
                self._keep(text)
        except Exception:
            self.stop()
        return result

    def _is_inside(self, frame: FrameType) -> bool:
        """Whether the innermost statement still runs: exceptions may have ended it."""
        number = self._windows.open[-1].frame
        return id(frame) == number or runs_below(frame, number)

    def _keep(self, text: str) -> None:
        window = self._windows.open[-1]
        if window.output is None:
            window.output = []
        room = _MOST - sum(map(len, window.output))
        if len(text) > room:
            window.output_cut = True
        if room > 0:
            window.output.append(text[:room])
