"""What happens where the program crosses from one statement to the next."""

from __future__ import annotations

import sys
import time
from _thread import get_ident as _this_thread
from collections.abc import Callable
from functools import partial
from types import FrameType
from typing import Any

from .arrays import Arrays
from .buffers import Buffers
from .channel import Channel
from .memory import Memory
from .output import Output
from .rearming import Rearming
from .sites import Gap, Site
from .telling import Telling
from .threads import Threads
from .variables import Seen, Variables
from .windows import Window, Windows, runs_below

_HITS = 32
_HITS_AGAIN = 2
_MOST_WAITING = 1000
_now, _frame_above, _modules = time.perf_counter, sys._getframe, sys.modules
_HERE = __file__.rpartition("recorder")[0]
_NOTHING: tuple[list[Seen], list[str]] = ([], [])


class Recorder:
    """Measures the statements of the program, and has told what they cost."""

    def __init__(self, channel: Channel, memory: Memory, steps: int) -> None:
        self._channel = channel
        self._memory = memory
        self.arrays = Arrays()
        self._windows = Windows(memory)
        self._buffers = Buffers(self.arrays, self._windows.freed)
        self._variables = Variables(self.arrays, self._buffers)
        self._telling = Telling(channel, self._windows, self._buffers, steps)
        self._waiting: dict[tuple[int, Site], Window] = {}
        self._threads = Threads(channel)
        self._rearming = Rearming(self._again)
        self._was_running = False
        self.output = Output(self._windows)
        self._sites: list[Site] = []
        self._main = _this_thread()
        self._busy = False
        self._glancing = False
        self._done_with = False
        self._failed = False
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
        return self._telling.seconds()

    def watch(self, gaps: list[Gap], sites: list[Site]) -> None:
        """Be told when the program crosses these, and measure those for their first hits."""
        for gap in gaps:
            special = gap.suspends or gap.fails or gap.parameters
            gap.cross = partial(self._cross, self._special if special else self._between, gap)
        for site in sites:
            site.left = _HITS
        self._sites.extend(sites)

    def stop(self) -> None:
        """Measure nothing any more: this is another process."""
        self._busy = self._done_with = True
        for site in self._sites:
            site.switch(False)
        self._windows.open.clear()
        self._memory.stop()
        self.output.stop()

    def _cross(self, follow: Callable[[Gap, tuple[Any, ...], FrameType], None], gap: Gap, *values: Any) -> None:
        """The program crosses a gap; `follow` does what is to be done there."""
        if _this_thread() != self._main:
            self._beside(gap, values)
            return
        if self._busy:
            return
        self._busy = True
        try:
            if self._threads.is_main():
                follow(gap, values, _frame_above(1))
        except (RecursionError, MemoryError):
            # The program has no room left, not even to be told so here.
            pass
        except Exception as error:
            if not _is_ours(error):
                raise
            self._problem(error)
        finally:
            self._busy = False

    def _beside(self, gap: Gap, values: tuple[Any, ...]) -> None:
        """Another thread has crossed: what it stored can be seen, what that cost cannot."""
        if self._done_with or self._glancing or gap.leave is None or gap.suspends or not gap.leave.on:
            return
        self._glancing = True
        try:
            self._threads.tell()
            self._glance(gap.leave, gap.roots, values)
        except (RecursionError, MemoryError):
            pass
        except Exception as error:
            if not _is_ours(error):
                raise
            self._problem(error)
        finally:
            self._glancing = False

    def _glance(self, site: Site, roots: tuple[str, ...], values: tuple[Any, ...]) -> None:
        site.hits += 1
        site.left -= 1
        # Hits of two threads at once are one.
        site.exact = False
        self._knows_numpy()
        self._telling.glance(site, *(self._variables.glanced(site, roots, values) if roots else _NOTHING))
        if site.left <= 0 and self._telling.past_limit:
            self._turn_off(site)

    def _problem(self, error: Exception) -> None:
        if not self._failed:
            self._failed = True
            at = error.__traceback__
            while at is not None and at.tb_next is not None:
                at = at.tb_next
            where = "" if at is None else f" in {at.tb_frame.f_code.co_name}, line {at.tb_lineno}"
            said = f"The agent failed ({type(error).__name__}{where}): what it tells may be incomplete."
            self._channel.tell({"kind": "problem", "message": said})

    def _between(self, gap: Gap, values: tuple[Any, ...], frame: FrameType) -> None:
        """One statement is done, and another begins."""
        if gap.leave is not None and gap.leave.on:
            self._leave(gap, gap.leave, values, frame)
        if gap.enter is not None and gap.enter.on:
            self._enter(gap.enter, frame)

    def _special(self, gap: Gap, values: tuple[Any, ...], frame: FrameType) -> None:
        if gap.fails:
            self._leave_frame(id(frame))
        elif gap.suspends and gap.leave is not None:
            self._pause(gap.leave, frame)
        elif gap.suspends and gap.enter is not None:
            self._resume(gap.enter, frame)
        else:
            if gap.parameters and self._knows_numpy():
                function = gap.enter.function if gap.enter is not None else frame.f_code.co_name
                self._variables.parameters(gap.parameters, values, function, frame)
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
        if self._buffers.dead:
            self._buffers.settle()
        number = id(frame)
        windows = self._windows
        while windows.open and (windows.open[-1].frame == number or not runs_below(frame, windows.open[-1].frame)):
            self._broken_off()
        if not self.arrays.ready:
            if not windows.open:
                windows.begin()
            self._knows_numpy()
        site.hits += 1
        site.left -= 1
        if sys.stdout is not self.output.out:
            self.output.follow()
        if not site.instant:
            windows.enter(Window(site, number, self._buffers.latest, len(_modules)), self._buffers.nbytes)

    def _leave(self, gap: Gap, site: Site, values: tuple[Any, ...], frame: FrameType) -> None:
        if self._buffers.dead:
            self._buffers.settle()
        number = id(frame)
        windows = self._windows
        if site.instant:
            windows.enter(Window(site, number, self._buffers.latest, len(_modules)), self._buffers.nbytes)
        elif not self._is_innermost(site, number):
            return
        if self._memory.exact:
            window = windows.leave()
            self._done(window, *self._seen(gap, site, values, frame, window))
        else:
            # There is nothing else to count than what is seen, which so may have been new.
            window = windows.open[-1]
            window.peak = sys.maxsize
            seen = self._seen(gap, site, values, frame, window)
            self._done(windows.leave(), *seen)

    def _seen(
        self, gap: Gap, site: Site, values: tuple[Any, ...], frame: FrameType, window: Window
    ) -> tuple[list[Seen], list[str]]:
        if not gap.roots and not site.deleted:
            return _NOTHING
        self._knows_numpy()
        return self._variables.stored(site, gap.roots, values, frame, window)

    def _is_innermost(self, site: Site, number: int) -> bool:
        """Whether a statement runs; those inside it are broken off."""
        windows = self._windows.open
        if windows and windows[-1].site is site and windows[-1].frame == number:
            return True
        if not any(window.site is site and window.frame == number for window in windows):
            return False
        while windows[-1].site is not site or windows[-1].frame != number:
            self._broken_off()
        return True

    def _broken_off(self) -> None:
        """A statement ended without reaching its end: by an exception, or because it had gone off meanwhile."""
        window = self._windows.leave()
        if window.turned == window.site.turned and window.site.on:
            self._done(window, *_NOTHING)

    def _leave_frame(self, number: int) -> None:
        windows = self._windows
        if any(window.frame == number for window in windows.open):
            while windows.open[-1].frame != number:
                self._broken_off()
            self._broken_off()

    def _pause(self, site: Site, frame: FrameType) -> None:
        if self._is_innermost(site, id(frame)):
            if len(self._waiting) >= _MOST_WAITING:
                self._waiting.clear()
            self._waiting[id(frame), site] = self._windows.leave()
            self._buffers.frame(frame).waits = True

    def _resume(self, site: Site, frame: FrameType) -> None:
        window = self._waiting.pop((id(frame), site), None)
        self._buffers.frame(frame).waits = False
        if window is not None:
            windows = self._windows
            while windows.open and not runs_below(frame, windows.open[-1].frame):
                self._broken_off()
            windows.resume(window)

    def _done(self, window: Window, seen: list[Seen], others: list[str]) -> None:
        self._telling.take(window, seen, others, len(_modules) > window.modules)
        if window.site.left <= 0 and self._telling.past_limit:
            self._turn_off(window.site)

    def _turn_off(self, site: Site) -> None:
        site.exact = False
        site.turned += 1
        site.switch(False)
        if not self._rearming.running:
            self._threads.ours = 1
            self._rearming.start()

    def _again(self) -> None:
        for site in self._sites:
            if not site.on:
                site.left = _HITS_AGAIN
                site.switch(True)
        if not self._busy:
            self._telling.flush_in_time()

    def before_fork(self) -> None:
        """No thread of the agent's may be there."""
        self._was_running = self._rearming.running
        self._rearming.stop()

    def after_fork(self) -> None:
        """The process that was forked from goes on."""
        if self._was_running:
            self._rearming.start()

    def end_statements(self) -> None:
        """No statement of the program's runs any more."""
        self._busy = True
        while self._windows.open:
            self._broken_off()
        self._busy = False

    def finish(self) -> None:
        """The program is done."""
        self._rearming.stop()
        self._buffers.settle()
        self._windows.look()
        self.end_statements()
        self._telling.finish()
        # Objects that go last see their modules and streams as they would have been.
        self._busy = self._done_with = True
        self.output.stop()
        self._buffers.forget()
        self._variables.forget()


def _is_ours(error: BaseException) -> bool:
    """Whether an exception came out of this package, not out of a signal handler or a finalizer of the program's."""
    at = error.__traceback__
    if at is None:
        return True
    while at.tb_next is not None:
        at = at.tb_next
    return at.tb_frame.f_code.co_filename.startswith(_HERE)
