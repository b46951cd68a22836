"""What a recorder knows of costs: of every statement, and of the peaks of what has run."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from ..values.kinds import Value
from .line_costs import NOT_KNOWN, LineCost
from .peaks import Moment, Peak

Spot: TypeAlias = tuple[int, int, int, str | None]
"""First and last line of a statement, its column, the function around it."""


@dataclass(slots=True)
class Spent:
    """lines: the costs of statements. peak: of what has run so far; None where nothing has. inside: the peaks of the
    functions that it has called, by name. Both count from when the recorder began.
    """

    lines: dict[Spot, LineCost] = field(default_factory=dict)
    peak: Peak | None = None
    inside: dict[str, Peak] = field(default_factory=dict)

    @property
    def is_empty(self) -> bool:
        """Whether nothing was counted."""
        return not self.lines and not self.inside and self.peak is None

    def spend(self, spot: Spot, cost: LineCost) -> None:
        """Add what a run of a statement cost."""
        known = self.lines.get(spot)
        self.lines[spot] = cost if known is None else known.or_worse(cost)

    def is_news(self, function: str | None, peak: Peak) -> bool:
        """Whether a peak of a function, or of the whole, is higher than what is known."""
        known = self.peak if function is None else self.inside.get(function)
        return known is None or known.or_more(peak) != known

    def reach(self, peak: Peak) -> None:
        """Add a peak."""
        self.peak = peak if self.peak is None else self.peak.or_more(peak)

    def reach_inside(self, function: str, peak: Peak) -> None:
        """Add the peak of a function."""
        known = self.inside.get(function)
        self.inside[function] = peak if known is None else known.or_more(peak)

    def by_line(self) -> dict[tuple[int, str | None], LineCost]:
        """The cost of every line with one statement; that of several on one line is not known."""
        found: dict[tuple[int, str | None], LineCost] = {}
        for (line, _, _, function), cost in sorted(self.lines.items(), key=lambda item: item[0][:3]):
            found[line, function] = NOT_KNOWN if (line, function) in found else cost
        return found

    def peaks(self) -> dict[str | None, Peak]:
        """The peaks of functions, and of the whole, under None."""
        known: dict[str | None, Peak] = {} if self.peak is None else {None: self.peak}
        known.update(self.inside)
        return known

    def copy(self) -> Spent:
        """What is known so far."""
        return Spent(self.lines.copy(), self.peak, self.inside.copy())

    def absorb(self, other: Spent) -> None:
        """Add all that another one knows, which counts from the same moment."""
        self.absorb_lines(other)
        if other.peak is not None:
            self.reach(other.peak)
        for function, peak in other.inside.items():
            self.reach_inside(function, peak)

    def absorb_lines(self, other: Spent) -> None:
        """Add what another one knows of statements."""
        for spot, cost in other.lines.items():
            self.spend(spot, cost)

    def add_unseen(self, other: Spent) -> None:
        """Add what another one knows of statements and functions that this one does not know."""
        self.lines = other.lines | self.lines
        self.inside = other.inside | self.inside

    def renamed(self, ids: Mapping[int, int]) -> Spent:
        """What is known, where buffers have other ids."""
        if self.is_empty:
            return Spent()
        peak = None if self.peak is None else self.peak.renamed(ids)
        return Spent(self.lines, peak, {name: known.renamed(ids) for name, known in self.inside.items()})

    def mapped(self, change: Callable[[Value], Value]) -> Spent:
        """What is known, with other lengths in the place of some."""
        if self.is_empty:
            return Spent()
        lines = {spot: cost.mapped(change) for spot, cost in self.lines.items()}
        peak = None if self.peak is None else _mapped(self.peak, change)
        return Spent(lines, peak, {name: _mapped(known, change) for name, known in self.inside.items()})


def _mapped(peak: Peak, change: Callable[[Value], Value]) -> Peak:
    return Peak(*(None if moment is None or _changes(moment, change) else moment for moment in (peak.least, peak.most)))


def _changes(moment: Moment, change: Callable[[Value], Value]) -> bool:
    return any(change(nbytes) != nbytes for nbytes in (moment.nbytes, *(each.nbytes for each in moment.holders)))
