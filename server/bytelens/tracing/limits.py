"""What a trace may use: the limits as text, how one shows in the end of a program, and where there are none."""

from __future__ import annotations

import re
import sys

from .trace import Failure

LIMIT_CODE = 124
"""The exit code where a limit ended the program, as of `timeout` (GNU coreutils)."""

_KEPT_HERE: bool = sys.platform == "linux"
_SIZE = re.compile(r"\s*(\d+(?:\.\d+)?)\s*(?:([kmgt])(i?))?b?\s*", re.IGNORECASE)
_POWERS = {"k": 1, "m": 2, "g": 3, "t": 4}


def parse_size(text: str) -> int:
    """Bytes of a size such as `500MB`, `2GiB` or `1000000`. Raises ValueError for anything else, and for nothing."""
    found = _SIZE.fullmatch(text)
    if found is None:
        raise ValueError(f"{text} is not a size such as 500MB, 2GiB or 1000000")
    number, unit, binary = found.groups()
    size = int(float(number) * (1024 if binary else 1000) ** _POWERS[unit.lower()]) if unit else int(float(number))
    if size == 0:
        raise ValueError(f"{text} leaves nothing to use")
    return size


def parse_seconds(text: str) -> float:
    """A number of seconds above 0. Raises ValueError for anything else."""
    try:
        seconds = float(text)
    except ValueError:
        seconds = 0.0
    if not 0 < seconds < float("inf"):
        raise ValueError(f"{text} is not a number of seconds")
    return seconds


def hit_memory_limit(failure: Failure | None) -> bool:
    """Did the program end for want of memory? NumPy raises a subclass of MemoryError that has a name of its own."""
    return failure is not None and failure.type.rpartition(".")[2] in ("MemoryError", "_ArrayMemoryError")


def unavailable(memory_limit: int | None) -> str | None:
    """Why a memory limit cannot be kept on this system; None where it can."""
    if memory_limit is None or _KEPT_HERE:
        return None
    return "a memory limit is only kept on Linux; the program runs without one"
