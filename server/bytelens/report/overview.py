"""A file at a glance: how many bytes it needs, and which of its lines need many."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from ..analysis.estimates import Estimate
from ..facts.marks import Marks
from ..tracing.trace import Peak
from ..values.ownership import Ownership
from .sizes import Units, size_text
from .totals import total_of_line

_NO_BYTES = (Ownership.VIEW, Ownership.ALIAS)


@dataclass(frozen=True, slots=True)
class Need:
    """What a file needs most: `text` is its size, and `detail` says in a sentence what it is the size of.

    line: where, 1-based; None where that is in another file.
    """

    text: str
    detail: str
    line: int | None


def need_of(lines: Mapping[int, int], measured: Peak | None, path: str | None, units: Units = Units.SI) -> Need | None:
    """What the file at `path` needs: the measured peak of the program, else the most that one of its lines binds.

    lines: the bytes of its lines. measured: by a trace of the text as it is.
    """
    if measured is not None and measured.nbytes:
        text, place = size_text(measured.nbytes, units), measured.place
        line = place.line if place is not None and place.path == path else None
        where = "" if line is None else f", on line {line}"
        return Need(text, f"The program held {text} of arrays at its peak{where}, as measured.", line)
    if not lines:
        return None
    line = max(lines, key=lambda line: (lines[line], -line))
    text = size_text(lines[line], units)
    return Need(text, f"The largest line, {line}, makes arrays of {text}.", line)


def bytes_of_lines(estimates: Iterable[Estimate], marks: Marks) -> dict[int, int]:
    """What the statements that end on a line (1-based) need: as measured, at their peak, else the new arrays that they
    bind, where their bytes are known. Views cost nothing."""
    lines: dict[int, list[Estimate]] = {}
    for estimate in estimates:
        if any(v.kind == "array" and v.ownership not in _NO_BYTES for v in estimate.variants):
            lines.setdefault(estimate.end_line, []).append(estimate)
    totals = {line: total_of_line(bound) for line, bound in lines.items()}
    known = {line: total.high for line, total in totals.items() if total.low is not None}
    found = {line: high for line, high in known.items() if isinstance(high, int) and high > 0}
    for mark in marks.marks:
        found.pop(mark.end_line, None)
        if mark.cost.peak > 0:
            found[mark.end_line] = mark.cost.peak
    return found
