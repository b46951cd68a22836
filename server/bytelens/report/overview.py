"""A file at a glance: how many bytes it needs, and which of its lines need many."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ..analysis.estimates import Analysis, Estimate
from ..facts.marks import Marks
from ..tracing.trace import Peak
from ..values.ownership import Ownership
from .hovers import Naming, numbered
from .peaks import peak_size, peak_words
from .sizes import Units, size_text
from .totals import total_of_line

_AT_LEAST, _UP_TO = "at least ", "up to "
_NO_BYTES = (Ownership.VIEW, Ownership.ALIAS)


@dataclass(frozen=True, slots=True)
class Need:
    """What a file needs most: `text` is its size, and `detail` says in a sentence what it is the size of.

    line: where, 1-based; None where that is in another file.
    """

    text: str
    detail: str
    line: int | None


def need_of(
    analysis: Analysis,
    lines: Mapping[int, int],
    measured: Peak | None,
    path: str | None,
    units: Units = Units.SI,
    naming: Naming = numbered,
) -> Need | None:
    """What the file at `path` needs: the measured peak of the program, else the estimated one, else the most that one
    of its lines needs.

    lines: the bytes of its lines. measured: by a trace of the text as it is.
    """
    if measured is not None and measured.nbytes:
        return _measured(measured, path, units, naming)
    return _estimated(analysis, units, naming) or _of_largest_line(lines, units, naming)


def bytes_of_lines(analysis: Analysis, marks: Marks) -> dict[int, int]:
    """What the statements that end on a line (1-based) need: as measured, at their peak, else what they surely need as
    estimated, at the least the new arrays that they bind. Views cost nothing."""
    lines: dict[int, list[Estimate]] = {}
    for estimate in analysis.estimates:
        if any(v.kind == "array" and v.ownership not in _NO_BYTES for v in estimate.variants):
            lines.setdefault(estimate.end_line, []).append(estimate)
    found = {line: _surely(bound, analysis) for line, bound in lines.items()}
    found |= {mark.end_line: mark.cost.peak for mark in marks.marks}
    return {line: nbytes for line, nbytes in found.items() if nbytes > 0}


def _surely(bound: list[Estimate], analysis: Analysis) -> int:
    total = total_of_line(bound)
    known = [] if total.low is None else [total.high]
    known += [cost.peak.least for e in bound if (cost := (analysis.costs or {}).get((e.line, e.function)))]
    return max((nbytes for nbytes in known if isinstance(nbytes, int)), default=0)


def _measured(peak: Peak, path: str | None, units: Units, naming: Naming) -> Need:
    text, place = size_text(peak.nbytes, units), peak.place
    line = place.line if place is not None and place.path == path else None
    where = "" if line is None else f", on {naming(line)}"
    return Need(text, f"The program held {text} of arrays at its peak{where}, as measured.", line)


def _estimated(analysis: Analysis, units: Units, naming: Naming) -> Need | None:
    peak = (analysis.peaks or {}).get(None)
    size, words = (None, None) if peak is None else (peak_size(peak, units), peak_words(peak, None, units, naming))
    if peak is None or size is None or words is None:
        return None
    moment = peak.most if size.startswith(_UP_TO) else peak.least
    short = size.replace(_AT_LEAST, "≥ ").replace(_UP_TO, "≤ ")
    return Need(short, f"Estimated {words}.", None if moment is None else moment.line)


def _of_largest_line(lines: Mapping[int, int], units: Units, naming: Naming) -> Need | None:
    if not lines:
        return None
    line = max(lines, key=lambda line: (lines[line], -line))
    text = size_text(lines[line], units)
    return Need(text, f"The largest line, {naming(line).removeprefix('line ')}, needs {text}.", line)
