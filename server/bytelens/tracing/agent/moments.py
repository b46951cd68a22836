"""Live bytes over time."""

from __future__ import annotations

from .channel import Message
from .sites import Site
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
        self._latest: Site | None = None
        self.live = -1

    def take(self, window: Window, seconds: float, step: int | None) -> None:
        """A statement is done, and live bytes are others than at the last moment, or were."""
        self._latest = window.site
        pause = self._pause if step is not None else max(self._pause, _PAUSE_PAST_STEPS)
        if self._count < _MOST and seconds - self._last >= pause:
            self._keep(window.site, window.live, seconds, step)

    def _keep(self, site: Site, live: int, seconds: float, step: int | None) -> None:
        self._kept.append(_message(site, live, max(self._windows.highest, live), seconds, step))
        self._windows.highest = 0
        self.live = live
        self._last = seconds
        self._count += 1
        if self._count % _EACH == 0:
            self._pause = max(_FIRST_PAUSE, self._pause * 4)

    def finish(self, live: int, seconds: float) -> None:
        """There are no more: so much is left at the end."""
        if self._latest is not None and (live != self.live or self._windows.highest > live):
            self._keep(self._latest, live, seconds, None)

    def flushed(self) -> list[Message]:
        """What was not told yet."""
        kept, self._kept = self._kept, []
        return kept


def _message(site: Site, live: int, peak: int, seconds: float, step: int | None) -> Message:
    return {
        "kind": "moment",
        "seconds": round(seconds, 6),
        "live": live,
        "peak": peak,
        "file": site.file,
        "line": site.line,
        "end_line": site.end_line,
        "function": site.function,
        "step": step,
    }
