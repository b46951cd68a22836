"""What is told of a statement that is done: all at once while there are steps to keep, now and then after that."""

from __future__ import annotations

import time

from .buffers import Buffers
from .channel import Channel, Message
from .lines import Facts
from .moments import Moments
from .peaks import Peaks
from .sites import Site
from .variables import Seen, message_of
from .windows import Window, Windows

_FLUSH_EVERY = 0.05
_FLUSH_RARELY = 0.1
_now = time.perf_counter


class Telling:
    """Steps, lines, moments and the peak. past_limit: no more steps are kept."""

    def __init__(self, channel: Channel, windows: Windows, buffers: Buffers, steps: int) -> None:
        self._channel = channel
        self._windows = windows
        self._limit = steps
        self._started = _now()
        self._flushed = 0.0
        self._facts: dict[tuple[int, int, int, str | None], Facts] = {}
        self._changed: dict[Facts, None] = {}
        self._moments = Moments(windows)
        self._peaks = Peaks(windows, buffers)
        self._steps = 0
        self.past_limit = steps <= 0

    def seconds(self) -> float:
        """Since the program's start."""
        return _now() - self._started

    def take(self, window: Window, seen: list[Seen], others: list[str], imports: bool) -> None:
        """A statement is done."""
        seconds = _now() - self._started
        site = window.site
        facts: Facts | None = site.facts
        if facts is None:
            facts = self._new_facts(site)
        news = facts.take(window, seen, others, imports)
        self._changed[facts] = None
        self._steps += 1
        if window.live != self._moments.live or self._windows.highest > window.live:
            self._moments.take(window, seconds, None if self.past_limit else self._steps)
        if self._windows.most > self._peaks.nbytes:
            self._peaks.take(window)
        if not self.past_limit:
            self._channel.tell(self._step(window, seen, imports, seconds))
            self.past_limit = self._steps >= self._limit
        if seconds - self._flushed > (_FLUSH_RARELY if self.past_limit else _FLUSH_EVERY) or (
            news and not self.past_limit
        ):
            self.flush()

    def glance(self, site: Site, seen: list[Seen], others: list[str]) -> None:
        """A statement of another thread is done. It is told with what the main thread has to tell next."""
        facts: Facts = site.facts if site.facts is not None else self._new_facts(site)
        facts.see(seen, others)
        self._changed[facts] = None

    def _new_facts(self, site: Site) -> Facts:
        key = (site.file, site.line, site.end_line, site.function)
        facts = site.facts = self._facts.setdefault(key, Facts(site))
        return facts

    def _step(self, window: Window, seen: list[Seen], imports: bool, seconds: float) -> Message:
        site = window.site
        return {
            "kind": "step",
            "number": self._steps,
            "file": site.file,
            "line": site.line,
            "end_line": site.end_line,
            "function": site.function,
            "hit": site.hits,
            "variables": [message_of(one) for one in seen],
            "deleted": [target.text for target in site.deleted],
            "net": window.net,
            "peak": window.peak,
            "live": window.live,
            "released": window.released,
            "output": "".join(window.output or ()),
            "output_cut": window.output_cut,
            "imports": imports,
            "seconds": round(seconds, 6),
        }

    def flush_in_time(self) -> None:
        """Tell what is known, unless that was done a moment ago."""
        if self.seconds() - self._flushed > _FLUSH_RARELY:
            self.flush()

    def flush(self) -> None:
        """Tell all that is known and was not told yet."""
        self._flushed = self.seconds()
        changed, self._changed = self._changed, {}
        messages = [*self._moments.flushed(), *self._peaks.flushed(), *(facts.message() for facts in list(changed))]
        if self._steps > self._limit:
            messages.append({"kind": "dropped", "steps": self._steps - self._limit})
        if messages:
            self._channel.tell_all(messages)

    def finish(self) -> None:
        """The program is done."""
        self._moments.finish(self._windows.look() - self._windows.base, self.seconds())
        self._peaks.finish()
        self.flush()
