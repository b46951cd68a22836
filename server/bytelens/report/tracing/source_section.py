"""The annotated source as text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from ...tracing.trace import LineCost, Observation, Place, Trace
from ..sizes import size_text
from .annotated import TracedLine, annotated, files
from .grid import Column, Row, lay_out
from .places import Places
from .spans import Line, Role, Span
from .words import hits_text, one_line, sharing_text, type_text

_COLUMNS = (
    Column("line", Role.QUIET, right=True),
    Column("hits", Role.QUIET, right=True, leaves=3),
    Column("net", Role.NUMBER, right=True, leaves=2),
    Column("peak", Role.NUMBER, right=True),
    Column("live", Role.NUMBER, right=True, leaves=1),
    Column("source", Role.SOURCE, widest=64, narrowest=16),
    Column("variables", Role.ARRAY, widest=60, narrowest=10, leaves=4),
)
# A file of more lines than this leaves out runs of lines, at least so many, that touch no arrays.
_SHORT_FILE = 100
_RUN = 8
_AROUND = 2
# More types of one variable than this are counted, not listed.
_TYPES = 3


def source_section(trace: Trace, width: int) -> tuple[Line, ...]:
    """Every file that ran, its lines with what they cost: net and peak as bytes above those at the line's start."""
    places = Places(trace)
    shown = files(trace)
    lines: list[Line] = []
    for path in shown:
        if len(shown) > 1:
            lines.append((Span(places.files[path], Role.HEAD),))
        rows = _rows(annotated(trace, path), _Names(places, path))
        lines += lay_out(_COLUMNS, list(rows), width)
    return tuple(lines)


@dataclass(frozen=True, slots=True)
class _Names:
    """What the lines of one file are called."""

    places: Places
    path: str

    def of(self, line: int) -> str:
        return self.places.within(Place(self.path, line, line))


def _rows(lines: Sequence[TracedLine], names: _Names) -> Iterator[Row]:
    near = _near_memory(lines) if len(lines) > _SHORT_FILE else {line.number for line in lines}
    for kept, group in groupby(lines, key=lambda line: line.number in near):
        run = list(group)
        if kept or len(run) < _RUN:
            yield from (row for line in run for row in _rows_of(line, names.of(line.number)))
        else:
            yield Row(("", "", "", "", "", f"⋮ {len(run):,} lines", ""), role=Role.QUIET)


def _near_memory(lines: Iterable[TracedLine]) -> set[int]:
    touching = [line.number for line in lines if line.touches_memory]
    return {near for number in touching for near in range(number - _AROUND, number + _AROUND + 1)}


def _rows_of(line: TracedLine, name: str) -> Iterator[Row]:
    source = one_line(line.source)
    if not line.costs:
        yield Row((name, "", "", "", "", source, ""))
    for position, cost in enumerate(line.costs):
        named, shown = (name, source) if position == 0 else ("", "")
        yield Row((named, hits_text(cost.hits, cost.hits_exact), *_bytes(cost), shown, _variables(cost)))


def _bytes(cost: LineCost) -> tuple[str, str, str]:
    net = f"{cost.net:+,}" if cost.net else "0"
    return net, f"{cost.peak:,}", f"{cost.live:,}"


def _variables(cost: LineCost) -> str:
    names: dict[str, list[Observation]] = {}
    for observation in cost.observations:
        names.setdefault(observation.name, []).append(observation)
    return ", ".join(f"{name} {_types(held)}" for name, held in names.items())


def _types(held: Sequence[Observation]) -> str:
    types = list(dict.fromkeys(map(_type, held)))
    rest = len(types) - _TYPES
    return " or ".join(types[:_TYPES]) + (f" or {rest:,} more" if rest > 0 else "")


def _type(held: Observation) -> str:
    return " ".join(filter(None, (type_text(held), size_text(held.nbytes), sharing_text(held))))
