"""`time`: clocks. Source: https://docs.python.org/3/library/time.html"""

from __future__ import annotations

from ...values.dims import SOME_INT
from ...values.kinds import Typed, Value
from ..registry import rule

_CLOCKS = ("time", "perf_counter", "monotonic", "process_time", "thread_time")


@rule(*(f"time.{name}" for name in _CLOCKS))
def seconds() -> Value:
    """Seconds as a float."""
    return Typed(float)


@rule(*(f"time.{name}_ns" for name in _CLOCKS))
def nanoseconds() -> Value:
    """Nanoseconds as an int."""
    return SOME_INT


@rule("time.strftime", "time.ctime", "time.asctime")
def text(*values: Value) -> Value:
    """A date as a str."""
    return Typed(str)
