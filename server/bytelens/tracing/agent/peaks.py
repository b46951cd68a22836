"""The most bytes that were alive at any moment, and who surely held them."""

from __future__ import annotations

from .buffers import Buffer, Buffers
from .channel import Channel, Message
from .sites import Site
from .windows import Window, Windows

_MOST_HOLDERS = 100
_CRUMBS = 64
"""The most bytes that Python numbers among the operands of a statement take as arrays."""


class Peaks:
    """Keeps the latest peak, and tells it when there was time for more."""

    def __init__(self, channel: Channel, buffers: Buffers) -> None:
        self._channel = channel
        self._buffers = buffers
        self._nbytes = 0
        self._kept: Message | None = None

    def take(self, window: Window, windows: Windows, live: int) -> None:
        """A statement is done, and so many bytes are alive."""
        if windows.most <= self._nbytes:
            return
        self._nbytes = windows.most
        alive = self._alive(window, windows.base + live - self._buffers.nbytes, windows.base) if window.peaked else []
        self._kept = _message(windows.most, windows.peak_site, alive)
        self.tell()

    def tell(self) -> None:
        """Tell the latest peak."""
        if self._kept is not None:
            self._channel.tell(self._kept)
            self._kept = None

    def _alive(self, window: Window, unseen: int, base: int) -> list[list[object]]:
        """Those that were there before the statement and still are; the others only where it adds up.

        unseen: bytes after the statement that belong to no buffer that was seen.
        """
        before = window.unseen - base
        living = [buffer for buffer in self._buffers.alive() if not buffer.foreign]
        through = [buffer for buffer in living if buffer.number <= window.known]
        new = [buffer for buffer in living if buffer.number > window.known]
        freed = [buffer for buffer in window.freed if not buffer.foreign]
        for also in (freed + new, freed, new) if unseen == window.unseen else ():
            if 0 <= self._nbytes - before - sum(buffer.nbytes for buffer in (*through, *also)) <= _CRUMBS:
                return _named([*through, *also])
        return _named(through)


def _named(buffers: list[Buffer]) -> list[list[object]]:
    found: list[list[object]] = []
    for buffer in sorted(buffers, key=lambda buffer: -buffer.nbytes)[:_MOST_HOLDERS]:
        if buffer.holders:
            holders = [held for held in buffer.holders if held.holds()]
            holder = next((held for held in holders if held.outlives_calls()), [*buffer.holders, *holders][-1])
            found.append([holder.target.text, holder.function, buffer.nbytes])
    return found


def _message(nbytes: int, site: Site | None, alive: list[list[object]]) -> Message:
    rest = nbytes - sum(int(str(held)) for _, _, held in alive)
    if rest < 0:
        alive, rest = [], nbytes
    return {
        "kind": "peak",
        "nbytes": nbytes,
        "file": None if site is None else site.file,
        "line": None if site is None else site.line,
        "end_line": None if site is None else site.end_line,
        "function": None if site is None else site.function,
        "alive": alive,
        "unattributed": rest,
    }
