"""The most bytes that were alive at any moment, and who surely held them."""

from __future__ import annotations

from .buffers import Buffer, Buffers
from .channel import Message
from .sites import Site
from .windows import Window, Windows

_MOST_HOLDERS = 100
_CRUMBS = 64
"""The most bytes that Python numbers among the operands of a statement take as arrays."""


class Peaks:
    """Keeps the latest peak. nbytes: how high it was."""

    def __init__(self, windows: Windows, buffers: Buffers) -> None:
        self._windows = windows
        self._buffers = buffers
        self.nbytes = 0
        self._kept: Message | None = None

    def take(self, window: Window) -> None:
        """A statement is done, and there were more bytes than ever before."""
        self.nbytes = self._windows.most
        alive = self._alive(window) if window.peaked else []
        self._kept = _message(self.nbytes, self._windows.peak_site, alive)

    def finish(self) -> None:
        """There is no more: what nobody measured counts, too."""
        if self._windows.most > self.nbytes:
            self._kept = _message(self._windows.most, self._windows.peak_site, [])

    def flushed(self) -> list[Message]:
        """What was not told yet."""
        kept, self._kept = self._kept, None
        return [] if kept is None else [kept]

    def _alive(self, window: Window) -> list[list[object]]:
        """Those that were there before the statement and still are; the others only where it adds up."""
        unseen = self._windows.base + window.live - self._buffers.nbytes
        before = window.unseen - self._windows.base
        living = [buffer for buffer in self._buffers.alive() if not buffer.foreign]
        through = [buffer for buffer in living if buffer.number <= window.known]
        new = [buffer for buffer in living if buffer.number > window.known]
        freed = [buffer for buffer in window.freed or () if not buffer.foreign]
        for also in (freed + new, freed, new) if unseen == window.unseen else ():
            if 0 <= self.nbytes - before - sum(buffer.nbytes for buffer in (*through, *also)) <= _CRUMBS:
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
