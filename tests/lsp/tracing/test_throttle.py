"""What is asked for often is done now and then."""

import asyncio

import pytest

from bytelens.lsp.tracing.throttle import Throttle

pytestmark = pytest.mark.asyncio


class Clock:
    """A loop whose time a test sets."""

    def __init__(self) -> None:
        self.now = 100.0
        self.planned: list[tuple[float, object]] = []

    def time(self) -> float:
        """The time."""
        return self.now

    def call_soon_threadsafe(self, action: object) -> None:
        """At once."""
        action()  # type: ignore[operator]

    def call_at(self, when: float, action: object) -> asyncio.TimerHandle:
        """Later."""
        self.planned.append((when, action))
        return asyncio.get_running_loop().call_later(3600, lambda: None)

    def run(self) -> float:
        """Go on to what is planned next. Returns when that was."""
        ((when, action),) = self.planned
        self.planned.clear()
        self.now = max(when, self.now)
        action()  # type: ignore[operator]
        return when


def throttle(interval: float) -> tuple[Throttle, Clock, list[float]]:
    """A throttle, its clock, and when it did what."""
    clock, done = Clock(), list[float]()
    return Throttle(lambda: done.append(clock.now), interval, clock), clock, done  # type: ignore[arg-type]


async def test_the_first_time_it_is_done_at_once_and_then_once_in_an_interval() -> None:
    subject, clock, done = throttle(1)
    subject.ask()
    clock.run()
    subject.ask()
    subject.ask()
    clock.run()
    assert done == [100, 101]


async def test_what_is_asked_for_after_a_long_time_is_done_at_once() -> None:
    subject, clock, done = throttle(1)
    subject.ask()
    clock.run()
    clock.now = 200
    subject.ask()
    clock.run()
    assert done == [100, 200]


async def test_nothing_is_done_that_nobody_asked_for() -> None:
    subject, clock, done = throttle(1)
    subject.ask()
    clock.run()
    assert clock.planned == []
    assert done == [100]


async def test_once_stopped_it_does_nothing() -> None:
    subject, clock, done = throttle(1)
    subject.stop()
    subject.ask()
    assert clock.planned == []
    assert done == []


async def test_it_can_be_asked_after_the_end_of_the_loop() -> None:
    loop = asyncio.new_event_loop()
    subject = Throttle(pytest.fail, 1, loop)
    loop.close()
    subject.ask()
