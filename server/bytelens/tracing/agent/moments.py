"""Live bytes over time."""

from __future__ import annotations

from .channel import Message
from .windows import Window, Windows

_MOST = 4000
_EACH = 1000
_FIRST_PAUSE = 0.001
_PAUSE_PAST_STEPS = 0.002


class Moments:
    """Live bytes when they have changed; the more moments there are, the further apart. live: as of the last moment."""

    def __init__(self, windows: Windows) -> None:
        self._windows = windows
        self._kept: list[Message] = []
        self._count = 0
        self._pause = 0.0
        self._last = -1.0
        self._passed_over: tuple[Window, float, int | None] | None = None
        self.live = -1

    def take(self, window: Window, seconds: float, step: int | None) -> None:
        """A statement is done, and live bytes are others than at the last moment, or were."""
        pause = self._pause if step is not None else max(self._pause, _PAUSE_PAST_STEPS)
        if self._count >= _MOST or seconds - self._last < pause:
            self._passed_over = window, seconds, step
            return
        self._passed_over = None
        self._keep(self._message(window, seconds, step))
        self.live = window.live
        self._last = seconds
        self._windows.highest = 0

    def _keep(self, moment: Message) -> None:
        self._kept.append(moment)
        self._count += 1
        if self._count % _EACH == 0:
            self._pause = max(_FIRST_PAUSE, self._pause * 4)

    def _message(self, window: Window, seconds: float, step: int | None) -> Message:
        site = window.site
        return {
            "kind": "moment",
            "seconds": round(seconds, 6),
            "live": window.live,
            "peak": max(self._windows.highest, window.live),
            "file": site.file,
            "line": site.line,
            "end_line": site.end_line,
            "function": site.function,
            "step": step,
        }

    def finish(self) -> None:
        """There are no more: the last one counts, too."""
        if self._passed_over is not None:
            self._keep(self._message(*self._passed_over))
            self._passed_over = None

    def flushed(self) -> list[Message]:
        """What was not told yet."""
        kept, self._kept = self._kept, []
        return kept
