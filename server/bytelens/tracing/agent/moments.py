"""Live bytes over time."""

from __future__ import annotations

from .channel import Channel, Message
from .sites import Site
from .windows import Cost, Windows

_MOST = 4000
_EACH = 1000


class Moments:
    """Tells of live bytes when they have changed; the more has been told, the less often."""

    def __init__(self, channel: Channel) -> None:
        self._channel = channel
        self._told = 0
        self._pause = 0.0
        self._last = -1.0
        self._live = -1
        self._kept: Message | None = None

    def take(self, windows: Windows, site: Site, cost: Cost, seconds: float, number: int, limit: int) -> None:
        """A statement is done."""
        if cost.live == self._live and windows.highest <= self._live:
            return
        self._kept = {
            "kind": "moment",
            "seconds": round(seconds, 6),
            "live": cost.live,
            "peak": max(windows.highest, cost.live),
            "file": site.file,
            "line": site.line,
            "end_line": site.end_line,
            "function": site.function,
            "step": number if number <= limit else None,
        }
        if self._told < _MOST and seconds - self._last >= self._pause:
            self.tell()
            windows.highest = 0
            self._last = seconds

    def tell(self) -> None:
        """Tell of the latest moment, if it was not told of."""
        if self._kept is None:
            return
        self._channel.tell(self._kept)
        self._live = self._kept["live"]
        self._kept = None
        self._told += 1
        if self._told % _EACH == 0:
            self._pause = max(0.001, self._pause * 4)
