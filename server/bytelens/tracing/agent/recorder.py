"""What happens where the program crosses from one statement to the next."""

from __future__ import annotations

import sys
import time
from functools import partial
from types import FrameType
from typing import Any

from . import references
from .arrays import Arrays
from .buffers import Buffer, Buffers
from .channel import Channel, Message
from .lines import Facts
from .memory import Memory
from .moments import Moments
from .output import Output
from .peaks import Peaks
from .rearming import Rearming
from .references import References
from .sites import Gap, Site
from .threads import Threads
from .variables import Variables
from .windows import Cost, Window, Windows, runs_below

_HITS = 32
_FLUSH_EVERY = 0.05
_MOST_WAITING = 1000
_HITS_AGAIN = 8
_now, _frame_above = time.perf_counter, sys._getframe
_HERE = __file__.rpartition("recorder")[0]


class Recorder:
    """Measures the statements of the program, and tells what they cost."""

    def __init__(self, channel: Channel, memory: Memory, steps: int) -> None:
        self._channel = channel
        self._memory = memory
        self._limit = steps
        self._started = _now()
        self._flushed = 0.0
        self.arrays = Arrays()
        self._buffers = Buffers(self.arrays, self._freed)
        self._variables = Variables(self.arrays, self._buffers)
        self._references = References()
        self._windows = Windows(memory)
        self._waiting: dict[tuple[int, Site], tuple[Window, Cost]] = {}
        self._facts: dict[tuple[int, int, int, str | None], Facts] = {}
        self._changed: dict[Facts, None] = {}
        self._moments = Moments(channel)
        self._peaks = Peaks(channel, self._buffers)
        self._threads = Threads(channel)
        self._was_running = False
        self.output = Output(self._windows)
        self._rearming = Rearming(self._turn_on)
        self._numbers = 0
        self._busy = False
        self._failed = False
        self._sites: list[Site] = []
        memory.known(lambda: self._buffers.nbytes)
        if memory.problem is not None:
            self._approximate(memory.problem)

    def _approximate(self, why: str) -> None:
        self._channel.tell({"kind": "problem", "message": why})
        self._threads.tell()

    def leave_tracemalloc(self) -> None:
        """The program wants tracemalloc for itself."""
        if self._memory.exact:
            self._memory.give_up()
            self._windows.restart()
            self._approximate(str(self._memory.problem))

    def seconds(self) -> float:
        """Since the program's start."""
        return _now() - self._started

    def watch(self, gaps: list[Gap]) -> None:
        """Be told when the program crosses these."""
        for gap in gaps:
            gap.cross = partial(self._cross, gap)

    def measure(self, sites: list[Site]) -> None:
        """Measure these from now on, for their first hits."""
        for site in sites:
            site.left = _HITS
        self._sites.extend(sites)

    def stop(self) -> None:
        """Measure nothing any more: this is another process."""
        self._busy = True
        for site in self._sites:
            site.on = False
            for gap in site.gaps:
                gap.switch()
        self._windows.open.clear()
        self._memory.stop()
        self.output.stop()

    def _cross(self, gap: Gap, *values: Any) -> None:
        if self._busy:
            return
        self._busy = True
        try:
            if self._threads.is_main():
                self._crossed(gap, values, _frame_above(1))
        except (RecursionError, MemoryError):
            # The program has no room left, not even to be told so here.
            pass
        except Exception as error:
            if not _is_ours(error):
                raise
            self._problem(error)
        finally:
            self._busy = False

    def _problem(self, error: Exception) -> None:
        if not self._failed:
            self._failed = True
            at = error.__traceback__
            while at is not None and at.tb_next is not None:
                at = at.tb_next
            where = "" if at is None else f" ({at.tb_frame.f_code.co_name}, line {at.tb_lineno})"
            self._channel.tell({"kind": "problem", "message": f"{type(error).__name__} in the agent{where}"})

    def _crossed(self, gap: Gap, values: tuple[Any, ...], frame: FrameType) -> None:
        if gap.suspends:
            self._suspended(gap, frame)
            return
        if gap.fails:
            self._leave_frame(id(frame))
            return
        if gap.parameters and self._knows_numpy():
            function = gap.enter.function if gap.enter is not None else frame.f_code.co_name
            self._variables.parameters(gap.parameters, values, function, frame)
        if gap.leave is not None and gap.leave.on:
            self._leave(gap, values, frame)
        if gap.enter is not None and gap.enter.on:
            self._enter(gap.enter, frame)

    def _knows_numpy(self) -> bool:
        if self.arrays.ready:
            return True
        if not self.arrays.find():
            return False
        self._channel.tell({"kind": "numpy", "version": self.arrays.version})
        return True

    def _enter(self, site: Site, frame: FrameType) -> None:
        number = id(frame)
        windows = self._windows
        while windows.open and (windows.open[-1].frame == number or not runs_below(frame, windows.open[-1].frame)):
            self._broken_off()
        site.hits += 1
        site.left -= 1
        self.output.follow()
        if not site.instant:
            windows.enter(site, number, self._buffers, len(sys.modules))

    def _leave(self, gap: Gap, values: tuple[Any, ...], frame: FrameType) -> None:
        site = gap.leave
        assert site is not None
        number = id(frame)
        windows = self._windows
        if site.instant:
            windows.enter(site, number, self._buffers, len(sys.modules))
        if not any(window.frame == number and window.site is site for window in windows.open):
            return
        while windows.open[-1].site is not site or windows.open[-1].frame != number:
            self._broken_off()
        window, cost = windows.leave()
        variables: list[Message] = []
        others: list[str] = []
        if self._knows_numpy():
            shared = self._references.shared(references.counted(values), frame.f_code.co_flags)
            known = dict(zip(gap.roots, values, strict=False))
            also = dict(zip(gap.roots, shared, strict=False))
            variables, others = self._variables.stored(site, known, also, frame, window.known, cost.peak)
            if site.deleted:
                self._variables.forget(site, frame)
        self._done(window, cost, variables, others)

    def _broken_off(self) -> None:
        """A statement ended without reaching its end: by an exception, or because it had gone off meanwhile."""
        window, cost = self._windows.leave()
        if window.turned == window.site.turned and window.site.on:
            self._done(window, cost, [], [])

    def _leave_frame(self, number: int) -> None:
        windows = self._windows
        if any(window.frame == number for window in windows.open):
            while windows.open[-1].frame != number:
                self._broken_off()
            self._broken_off()

    def _suspended(self, gap: Gap, frame: FrameType) -> None:
        site = gap.leave if gap.leave is not None else gap.enter
        assert site is not None
        windows = self._windows
        if gap.enter is not None:
            kept = self._waiting.pop((id(frame), site), None)
            self._buffers.frame(frame).waits = False
            if kept is not None:
                while windows.open and not runs_below(frame, windows.open[-1].frame):
                    self._broken_off()
                windows.resume(*kept, id(frame))
            return
        if not any(window.frame == id(frame) and window.site is site for window in windows.open):
            return
        while windows.open[-1].site is not site or windows.open[-1].frame != id(frame):
            self._broken_off()
        if len(self._waiting) >= _MOST_WAITING:
            self._waiting.clear()
        self._waiting[id(frame), site] = windows.pause()
        self._buffers.frame(frame).waits = True

    def _done(self, window: Window, cost: Cost, variables: list[Message], others: list[str]) -> None:
        site = window.site
        imports = len(sys.modules) > window.modules
        news = self._fact(site).take(cost, variables, others, imports)
        self._changed[site.facts] = None
        self._numbers += 1
        if self._numbers <= self._limit:
            self._channel.tell(self._step(window, cost, variables, imports))
        self._moments.take(self._windows, site, cost, self.seconds(), self._numbers, self._limit)
        self._peaks.take(window, self._windows, cost.live)
        if self._numbers >= self._limit and site.left <= 0:
            self._turn_off(site)
        if news or site.hits == 1 or self.seconds() - self._flushed > _FLUSH_EVERY:
            self.flush()

    def _fact(self, site: Site) -> Facts:
        if site.facts is None:
            key = (site.file, site.line, site.end_line, site.function)
            site.facts = self._facts.setdefault(key, Facts(site))
        facts: Facts = site.facts
        return facts

    def _step(self, window: Window, cost: Cost, variables: list[Message], imports: bool) -> Message:
        site = window.site
        return {
            "kind": "step",
            "number": self._numbers,
            "file": site.file,
            "line": site.line,
            "end_line": site.end_line,
            "function": site.function,
            "hit": site.hits,
            "variables": variables,
            "deleted": [target.text for target in site.deleted],
            "net": cost.net,
            "peak": cost.peak,
            "live": cost.live,
            "released": window.released,
            "output": "".join(window.output),
            "output_cut": window.output_cut,
            "imports": imports,
            "seconds": round(self.seconds(), 6),
        }

    def _turn_off(self, site: Site) -> None:
        site.on = False
        site.exact = False
        site.turned += 1
        for gap in site.gaps:
            gap.switch()
        if not self._channel.silent and not self._rearming.running:
            self._threads.ours = 1
            self._rearming.start()

    def _turn_on(self) -> None:
        for site in self._sites:
            if not site.on:
                site.left = _HITS_AGAIN
                site.on = True
                for gap in site.gaps:
                    gap.switch()

    def before_fork(self) -> None:
        """No thread of the agent's may be there."""
        self._was_running = self._rearming.running
        self._rearming.stop()

    def after_fork(self) -> None:
        """The process that was forked from goes on."""
        if self._was_running:
            self._rearming.start()

    def _freed(self, buffer: Buffer) -> None:
        self._windows.freed(buffer)

    def flush(self) -> None:
        """Tell all that is known and was not told yet."""
        self._flushed = self.seconds()
        messages = [facts.message() for facts in self._changed]
        self._changed.clear()
        if self._numbers > self._limit:
            messages.append({"kind": "dropped", "steps": self._numbers - self._limit})
        self._channel.tell_all(messages)

    def end_statements(self) -> None:
        """No statement of the program's runs any more."""
        self._busy = True
        while self._windows.open:
            self._broken_off()
        self._busy = False

    def finish(self) -> None:
        """The program is done."""
        self._rearming.stop()
        self._windows.look()
        self.end_statements()
        self._peaks.tell()
        self._moments.tell()
        self.flush()


def _is_ours(error: BaseException) -> bool:
    """Whether an exception came out of this package, not out of a signal handler or a finalizer of the program's."""
    at = error.__traceback__
    if at is None:
        return True
    while at.tb_next is not None:
        at = at.tb_next
    return at.tb_frame.f_code.co_filename.startswith(_HERE)
