"""Source with what every line of it really cost."""

from __future__ import annotations

from dataclasses import dataclass

from ...tracing.trace import Holder, LineCost, Trace


@dataclass(frozen=True, slots=True)
class TracedLine:
    """A line of source, and the statements that start on it and ran."""

    number: int
    source: str
    costs: tuple[LineCost, ...] = ()

    @property
    def touches_memory(self) -> bool:
        """Whether a statement on it held arrays, or moved bytes."""
        return any(cost.observations or cost.net or cost.peak for cost in self.costs)


def annotated(trace: Trace, path: str) -> tuple[TracedLine, ...]:
    """Every line of one of the files in `trace.sources`; a line end that ends the file begins no other line."""
    costs: dict[int, list[LineCost]] = {}
    for cost in trace.lines:
        if cost.place.path == path:
            costs.setdefault(cost.place.line, []).append(cost)
    sources = trace.sources.get(path, ())
    if sources and not sources[-1]:
        sources = sources[:-1]
    return tuple(TracedLine(line, source, tuple(costs.get(line, ()))) for line, source in enumerate(sources, 1))


def files(trace: Trace) -> tuple[str, ...]:
    """The files that ran, in the order in which they were first seen."""
    seen = dict.fromkeys(cost.place.path for cost in trace.lines)
    return tuple(path for path in seen if path in trace.sources)


def holders(trace: Trace) -> tuple[Holder, ...]:
    """Who held bytes at the peak, the most first; what nobody is known to hold comes last, as `unattributed`."""
    known = sorted(trace.peak.alive, key=lambda holder: -holder.nbytes)
    rest = trace.peak.unattributed
    return (*known, Holder("unattributed", None, rest)) if rest else tuple(known)
