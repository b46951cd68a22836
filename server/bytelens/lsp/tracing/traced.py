"""What a trace saw of one document, kept up with its text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from ...facts.marks import Marks, Origins, marks_of
from ...syntax.edits import Edit
from ...tracing.trace import LineCost, Trace


@dataclass(frozen=True)
class Traced:
    """What the trace `number` saw of a document."""

    number: int
    costs: tuple[LineCost, ...]
    origins: Origins
    approximate: bool = False

    @classmethod
    def of(cls, number: int, trace: Trace, path: str, lines: Sequence[str], before: Traced | None) -> Traced:
        """What a trace has seen so far of the file `path`, whose lines are now `lines`.

        before: what was shown of the same document, which is where its edits are known from.
        """
        costs = tuple(cost for cost in trace.lines if cost.place.path == path)
        if before is not None and before.number == number:
            return replace(before, costs=costs, approximate=trace.approximate)
        origins = Origins.between(trace.sources.get(path, lines), lines)
        return cls(number, costs, origins, trace.approximate)

    def after(self, edit: Edit) -> Traced:
        """Once the text has been edited."""
        return replace(self, origins=self.origins.after(edit))

    @cached_property
    def marks(self) -> Marks:
        """What was seen of the lines that are still as they were."""
        return marks_of(self.costs, self.origins, self.approximate)

    def line_now(self, line: int) -> int | None:
        """Where a line of the traced text is now; None where it has changed."""
        return self.origins.positions().of(line, line)

    def line_then(self, line: int) -> int | None:
        """Which line of the traced text a line is; None where it has changed."""
        rows = self.origins.rows
        return rows[line - 1] if 0 < line <= len(rows) else None
