"""Live bytes over time, in a bounded number of moments."""

from __future__ import annotations

from dataclasses import replace

from .trace import Moment

MOST = 4096
"""More than a screen has columns."""


class Moments:
    """The moments so far. Where there are too many, two neighbours become one: no peak is lost, only when it was."""

    def __init__(self) -> None:
        self._kept: list[Moment] = []
        self._joined = 1
        self._waiting: list[Moment] = []

    def add(self, moment: Moment) -> None:
        """Keep one more."""
        self._waiting.append(moment)
        if len(self._waiting) >= self._joined:
            self._kept.append(_join(self._waiting))
            self._waiting = []
        if len(self._kept) >= MOST:
            self._kept = [_join(self._kept[at : at + 2]) for at in range(0, len(self._kept), 2)]
            self._joined *= 2

    def all(self) -> tuple[Moment, ...]:
        """Every moment kept, in order."""
        return (*self._kept, *([_join(self._waiting)] if self._waiting else ()))


def _join(moments: list[Moment]) -> Moment:
    """One for several: live bytes at the last of them, the most in all of them, and where that was."""
    highest = max(moments, key=lambda moment: moment.peak)
    return replace(moments[-1], peak=highest.peak, place=highest.place, step=highest.step)
