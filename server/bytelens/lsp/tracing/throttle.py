"""Something that is asked for often, done now and then."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import suppress


class Throttle:
    """Does `action` on the event loop soon after it was asked for, at most once in `interval` seconds."""

    def __init__(self, action: Callable[[], None], interval: float, loop: asyncio.AbstractEventLoop) -> None:
        self._action = action
        self._interval = interval
        self._loop = loop
        self._next = 0.0
        self._timer: asyncio.TimerHandle | None = None
        self._asked = False
        self._stopped = False

    def ask(self) -> None:
        """From any thread. After the end of the loop it does nothing."""
        if not self._asked:
            self._asked = True
            with suppress(RuntimeError):
                self._loop.call_soon_threadsafe(self._schedule)

    def stop(self) -> None:
        """From the loop: it is not done any more."""
        self._stopped = True
        if self._timer is not None:
            self._timer.cancel()

    def _schedule(self) -> None:
        if not self._stopped and self._timer is None:
            self._timer = self._loop.call_at(max(self._next, self._loop.time()), self._run)

    def _run(self) -> None:
        self._timer = None
        self._asked = False
        self._next = self._loop.time() + self._interval
        self._action()
