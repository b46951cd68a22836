"""Has statements that are not measured any more measured again now and then, so that what grows late is seen."""

from __future__ import annotations

import _thread
import os
import time
from collections.abc import Callable

_FIRST = 0.05
_LONGEST = 1.0
_GONE_WITHIN = 0.05
_sleep, _clock = time.sleep, time.perf_counter


class Rearming:
    """A thread of the agent's own, which the program's `threading` does not know. It is never there during a fork."""

    def __init__(self, again: Callable[[], None]) -> None:
        self._again = again
        self._pause = _FIRST
        self._lock = _thread.allocate_lock()
        self._thread = 0
        self.running = False

    def start(self) -> None:
        """From now on."""
        if self.running:
            return
        # A signal handler of the program's may raise between any two of these lines: none may wait for another.
        self.running = True
        self._lock = lock = _thread.allocate_lock()
        lock.acquire()
        try:
            _thread.start_new_thread(self._run, (lock,))
        except RuntimeError:
            self.running = False

    def _run(self, lock: _thread.LockType) -> None:
        self._thread = _thread.get_native_id()
        while not lock.acquire(True, self._pause):
            self._pause = min(self._pause * 2, _LONGEST)
            self._again()

    def stop(self) -> None:
        """Not any more. Returns when the thread has gone."""
        if not self.running:
            return
        self.running = False
        if self._lock.locked():
            self._lock.release()
        end = _clock() + _GONE_WITHIN
        while _clock() < end and not self._thread:
            _sleep(0.0001)
        while _clock() < end and os.path.exists(f"/proc/self/task/{self._thread}"):
            _sleep(0.0001)
        self._thread = 0
