"""What lines cost, while the text moves on: known of a statement until it is edited."""

from __future__ import annotations

import ast
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from ..analysis.estimates import Analysis
from ..analysis.line_costs import LineCost
from ..analysis.peaks import Moment, Peak
from ..syntax.edits import Edit
from ..syntax.statements import last_lines
from .line_costs import Costs, costs_of_lines, touches_memory


@dataclass(frozen=True)
class Counted:
    """What was counted of a text, on the lines where that is now.

    spans: the last line of each statement that touches memory, by its first and the function around it. peaks: of
    functions, and of the file, under None; they stay until they are counted anew.
    """

    costs: Costs
    spans: Mapping[int, int]
    peaks: Mapping[str | None, Peak]

    @cached_property
    def by_last_line(self) -> dict[int, LineCost]:
        """What the statement that ends on a line costs."""
        return costs_of_lines(self.costs, self.spans)

    def is_same(self, other: Counted) -> bool:
        """Whether the same is known of the same lines."""
        return (self.costs, self.spans, self.peaks) == (other.costs, other.spans, other.peaks)

    def after(self, edit: Edit) -> Counted:
        """After an edit, without the statements that it touches."""
        lines = {line: edit.shift(line) for line in {*self.spans, *self.spans.values()}}
        spans: dict[int, int] = {}
        moved: dict[int, int] = {}
        for first, last in self.spans.items():
            new, end = lines[first], lines[last]
            if new is not None and end is not None and end - new == last - first and not first <= edit.start < last:
                spans[new], moved[first] = end, new
        costs = {(moved[line], function): cost for (line, function), cost in self.costs.items() if line in moved}
        return Counted(costs, spans, {name: _moved(peak, edit) for name, peak in self.peaks.items()})


def counted(analysis: Analysis, tree: ast.Module) -> Counted | None:
    """What an analysis says that the lines of a text cost, whose syntax is `tree`; None where it kept no accounts."""
    if analysis.costs is None or analysis.peaks is None:
        return None
    costs = {place: cost for place, cost in analysis.costs.items() if touches_memory(cost)}
    ends = last_lines(tree)
    return Counted(costs, {line: ends.get(line, line) for line, _ in costs}, analysis.peaks)


def _moved(peak: Peak, edit: Edit) -> Peak:
    return replace(peak, least=_shifted(peak.least, edit), most=_shifted(peak.most, edit))


def _shifted(moment: Moment | None, edit: Edit) -> Moment | None:
    """The line of a moment is shown until it is counted anew, also where it is the one that is edited."""
    if moment is None:
        return None
    line = edit.shift(moment.line)
    return replace(moment, line=max(min(moment.line, edit.new_end), 1) if line is None else line)
