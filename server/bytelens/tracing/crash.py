"""What `faulthandler` wrote when a fatal signal came, as a failure."""

from __future__ import annotations

import re
import signal
from collections.abc import Callable
from pathlib import Path

from .trace import Failure, Place

_FRAME = re.compile(r'\s*File "(?P<path>.*)", line (?P<line>\d+) in (?P<function>.*)')
# A dump names at most 100 frames for each thread.
_LONGEST = 1 << 20


def signal_failure(number: int, dump: Path, own: Callable[[str], str | None]) -> Failure:
    """The signal that ended the program, at the line of the user's own that its thread was in, if it was seen.

    own: the absolute path of a file of the user's, None for others.
    """
    try:
        with dump.open(errors="replace") as file:
            text = file.read(_LONGEST)
    except OSError:
        text = ""
    return Failure(_name(number), signal.strsignal(number) or "", _place(text, own), text)


def _name(number: int) -> str:
    try:
        return signal.Signals(number).name
    except ValueError:
        return f"signal {number}"


def _place(dump: str, own: Callable[[str], str | None]) -> Place | None:
    """The innermost of the user's own frames in the thread that the signal came to."""
    current = dump.partition("Current thread")[2].partition("\n\n")[0] or dump
    for frame in _FRAME.finditer(current):
        path = own(frame["path"])
        if path is not None:
            line = int(frame["line"])
            function = frame["function"]
            return Place(path, line, line, None if function == "<module>" else function)
    return None
