"""What a statement writes through `sys.stdout` and `sys.stderr`."""

from __future__ import annotations

import sys
from functools import partial
from typing import Any

from .windows import Windows

_MOST = 4000


class Output:
    """Remembers what is written, for the innermost statement that runs, and passes it on as it is."""

    def __init__(self, windows: Windows) -> None:
        self._windows = windows
        self._streams: list[Any] = []

    def listen(self) -> None:
        """From now on. The streams stay the objects that they are."""
        for stream in (sys.stdout, sys.stderr):
            try:
                stream.write = partial(self._written, stream.write)  # type: ignore[method-assign]
            except (AttributeError, TypeError):
                continue
            self._streams.append(stream)

    def stop(self) -> None:
        """Not any more."""
        for stream in self._streams:
            stream.__dict__.pop("write", None)
        self._streams.clear()

    def _written(self, write: Any, text: Any, /) -> Any:
        result = write(text)
        try:
            if self._windows.open and type(text) is str:
                self._keep(text)
        except Exception:
            self.stop()
        return result

    def _keep(self, text: str) -> None:
        window = self._windows.open[-1]
        room = _MOST - sum(map(len, window.output))
        if len(text) > room:
            window.output_cut = True
        if room > 0:
            window.output.append(text[:room])
