"""What statements cost in bytes, each from its start to its end, those that they call included."""

from __future__ import annotations

from typing import Any

from .buffers import Buffer
from .memory import Memory
from .sites import Site

_MOST_FREED = 64
# Where so much has come at once, asking whether NumPy really got it costs nothing beside.
_LARGE = 1 << 16


class Window:
    """A statement that runs.

    start: live bytes before it. top: the most bytes that were alive since. known: the number of the latest buffer
    before it. unseen: bytes of those that nobody saw. inner: what statements inside it left, and `inner_top` the most
    bytes while they ran. released: the bytes of earlier buffers that it freed, some of which are `freed`. net, peak,
    live: once it is done, as of `trace.Step`.
    """

    __slots__ = (
        "frame", "freed", "inner", "inner_top", "known", "live", "modules", "net", "output", "output_cut", "peak",
        "peaked", "released", "site", "start", "top", "turned", "unseen",
    )  # fmt: skip

    start: int
    top: int
    inner_top: int
    unseen: int
    net: int
    peak: int
    live: int

    def __init__(self, site: Site, frame: int, known: int, modules: int) -> None:
        self.site = site
        self.frame = frame
        self.known = known
        self.modules = modules
        self.turned = site.turned
        self.inner = 0
        self.released = 0
        self.freed: list[Buffer] | None = None
        self.output: list[str] | None = None
        self.output_cut = False
        self.peaked = False


class Windows:
    """The statements of the program that run, the innermost last.

    base: live bytes that are no cost of the program's. most: the most bytes above those at any moment. highest: the
    same since it was last set to 0. peak_site: the statement that ran when there were most.
    """

    def __init__(self, memory: Memory) -> None:
        self._memory = memory
        self.open: list[Window] = []
        self.base = self._last = memory.traced()[0]
        self.most = 0
        self.highest = 0
        self.peak_site: Site | None = None
        memory.restart()

    def restart(self) -> None:
        """Bytes are counted in another way from now on: what was measured so far says nothing of them."""
        self.open.clear()
        self.base = 0

    def begin(self) -> None:
        """What is alive now, before the program has made any array, is no cost of its own."""
        self.base = self._memory.traced()[0]
        self._memory.restart()

    def look(self) -> int:
        """Live bytes now; the most since the last look is kept where it belongs."""
        current, most = self._memory.traced()
        if current - self._last > _LARGE:
            current, most = self._without_refused(current, most)
        self._last = current
        if self.open:
            window = self.open[-1]
            if most > window.top:
                window.top = most
            if window.site.imports:
                return current
        above = most - self.base
        if above > self.highest:
            self.highest = above
            if above > self.most:
                self._higher(above)
        return current

    def _without_refused(self, current: int, most: int) -> tuple[int, int]:
        """The same without memory that NumPy asked for in vain."""
        refused = self._memory.refused()
        if refused:
            self._memory.restart()
        return current - refused, max(current, most) - refused

    def _higher(self, above: int) -> None:
        self.most = above
        self.peak_site = None
        if self.open:
            self.peak_site = self.open[-1].site
            for window in self.open:
                window.peaked = False
            self.open[-1].peaked = True

    def enter(self, window: Window, seen: int) -> None:
        """A statement starts. seen: the bytes of buffers that were seen."""
        current = self.look()
        self._memory.restart()
        window.start = window.top = window.inner_top = current
        window.unseen = current - seen
        self.open.append(window)

    def leave(self) -> Window:
        """The innermost statement is done, or waits: what happens until it goes on is not its own."""
        current = self.look()
        window = self.open.pop()
        inner_top = top = window.top
        window.net = current - window.start
        window.peak = top - window.start
        if window.site.imports:
            own = window.net - window.inner
            inner_top = window.inner_top
            window.net = window.inner
            window.peak = max(inner_top - window.start, 0)
            self._belongs_to_nobody(own)
        if self.open:
            around = self.open[-1]
            around.inner += window.net
            if inner_top > around.top:
                around.top = inner_top
            if inner_top > around.inner_top:
                around.inner_top = inner_top
        self._memory.restart()
        window.live = current - self.base
        return window

    def _belongs_to_nobody(self, nbytes: int) -> None:
        """Bytes that a library keeps for itself: no running statement is charged for them."""
        self.base += nbytes
        for window in self.open:
            window.start += nbytes
            window.top += nbytes
            window.inner_top += nbytes
            window.unseen += nbytes

    def resume(self, window: Window) -> None:
        """A statement that waited goes on, with what it had cost by then."""
        current = self.look()
        self._memory.restart()
        window.start = current - window.net
        window.top = window.inner_top = window.start + window.peak
        self.open.append(window)

    def freed(self, buffer: Buffer) -> None:
        """A buffer is gone: the statements that began when it was known have freed it."""
        for window in self.open:
            if buffer.number <= window.known:
                if not buffer.foreign:
                    window.released += buffer.nbytes
                if window.freed is None:
                    window.freed = []
                if len(window.freed) < _MOST_FREED:
                    window.freed.append(buffer)


def runs_below(frame: Any, number: int, deepest: int = 20_000) -> bool:
    """Whether a frame was called, however indirectly, from another."""
    at = frame.f_back
    for _ in range(deepest):
        if at is None:
            return False
        if id(at) == number:
            return True
        at = at.f_back
    return False
