"""Pieces of a trace in words, each on one line."""

from __future__ import annotations

from ...tracing.trace import Exit, Failure, Observation
from ...values.ownership import Ownership
from ..types import axes_text

NONE = "—"
LINE_END = "↵"
_LONGEST_DTYPE = 24
_LIMITS = {
    "time": "the time limit ended the program",
    "memory": "the memory limit ended the program",
    "cancelled": "the program was stopped",
}


def type_text(observation: Observation) -> str:
    """Dtype and shape, as `int64[1000]`; the class before them where it is no plain array."""
    dtype = observation.dtype
    if len(dtype) > _LONGEST_DTYPE:
        dtype = f"{dtype[: _LONGEST_DTYPE - 1]}…"
    axes = axes_text(observation.shape) if observation.kind == "array" else ""
    plain = observation.kind != "array" or observation.type == "ndarray"
    return f"{dtype}{axes}" if plain else f"{observation.type} {dtype}{axes}"


def array_text(observation: Observation) -> str:
    """Name, type and what it shares: `arr int64[1000]`, `h float64[2,3] view of f`."""
    return " ".join(filter(None, (observation.name, type_text(observation), sharing_text(observation))))


def sharing_text(observation: Observation) -> str:
    """`view of f`, `alias of a`, or nothing where the array is an owner."""
    if observation.ownership not in (Ownership.VIEW, Ownership.ALIAS):
        return ""
    word = observation.ownership.value
    return word if observation.view_of is None else f"{word} of {observation.view_of}"


def elements(observation: Observation) -> int:
    """The product of the shape: 1 for a scalar."""
    count = 1
    for axis in observation.shape:
        count *= axis
    return count


def one_line(text: str) -> str:
    """A text on one line: ends of lines as `↵`, and what would move a terminal's cursor or colours as escapes."""
    lines = text.rstrip("\r\n").replace("\r\n", "\n").split("\n")
    return LINE_END.join("".join(map(_visible, line.expandtabs(4))) for line in lines)


def share_text(part: int, whole: int) -> str:
    """A part in per cent of the whole; one that is there is never 0%."""
    share = part / whole if whole else 0.0
    return "<1%" if 0 < share < 0.005 else f"{share:.0%}"


def hits_text(hits: int, exact: bool) -> str:
    """How often a line ran: `32+` where that is a floor."""
    return f"{hits:,}" if exact else f"{hits:,}+"


def dropped_text(steps: int) -> str:
    """What is said of the steps beyond the limit, whose number is a floor."""
    return f"… {steps:,}+ more steps were not kept"


def end_text(end: Exit | None) -> str:
    """How the program ended, without its exception."""
    if end is None:
        return "still running"
    if end.limit is not None:
        return _LIMITS.get(end.limit, f"the {end.limit} limit ended the program")
    return "end of the program" if end.code == 0 else f"end of the program, exit code {end.code}"


def failure_text(failure: Failure) -> str:
    """An exception as the last line of a traceback shows it."""
    message = one_line(failure.message)
    return f"{failure.type}: {message}" if message else failure.type


def _visible(character: str) -> str:
    return character if character.isprintable() else character.encode("unicode_escape").decode("ascii")
