"""What a trace saw of the lines of a text, as the text is now."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from ..analysis.estimates import Claim, Estimate
from ..syntax.edits import Edit, changed_region
from ..tracing.trace import LineCost
from .fitting import fits


@dataclass(frozen=True, slots=True)
class Origins:
    """For each line of a text as it is now, the line (1-based) of the traced text that it was; None where it has
    changed, or is new. `edited`: whether anything has changed."""

    rows: tuple[int | None, ...]
    edited: bool = False

    @classmethod
    def between(cls, traced: Sequence[str], now: Sequence[str]) -> Origins:
        """Of the lines of two texts; everything from the first difference to the last counts as changed."""
        if _without_end(traced) == _without_end(now):
            return cls(tuple(range(1, len(now) + 1)))
        return cls(tuple(range(1, len(traced) + 1))).after(changed_region(traced, now))

    def after(self, edit: Edit) -> Origins:
        """After one more edit. What it takes away does not come back with another."""
        if edit.start == edit.old_end == edit.new_end:
            return self
        new: list[None] = [None] * (edit.new_end - edit.start)
        return Origins((*self.rows[: edit.start], *new, *self.rows[edit.old_end :]), edited=True)

    def positions(self) -> Positions:
        """Where the traced lines are now."""
        return Positions({line: row for row, line in enumerate(self.rows, 1) if line is not None})


@dataclass(frozen=True, slots=True)
class Positions:
    """Where the lines of the traced text are now."""

    lines: Mapping[int, int]

    def of(self, first: int, last: int) -> int | None:
        """The line on which the lines from `first` to `last` begin; None unless all of them follow one another."""
        start = self.lines.get(first)
        if start is None or any(self.lines.get(line) != start + line - first for line in range(first, last + 1)):
            return None
        return start


def _without_end(lines: Sequence[str]) -> list[str]:
    """Lines, whether or not the empty one behind the last line end is told."""
    return list(lines[:-1] if lines and not lines[-1] else lines)


@dataclass(frozen=True, slots=True)
class Mark:
    """What a trace saw of one statement, which is now on the lines from `line` to `end_line`."""

    line: int
    end_line: int
    cost: LineCost


@dataclass(frozen=True, slots=True)
class Marks:
    """What a trace saw of one text.

    edited: whether the text is another by now, so that what follows from it may be, too. approximate: bytes are so.
    """

    marks: tuple[Mark, ...] = ()
    edited: bool = False
    approximate: bool = False


def marks_of(costs: Iterable[LineCost], origins: Origins, approximate: bool = False) -> Marks:
    """What was seen of the statements that are still as they were, in the order of their lines now."""
    positions = origins.positions()
    found = []
    for cost in costs:
        first, last = cost.place.line, cost.place.end_line
        line = positions.of(first, last)
        if line is not None:
            found.append(Mark(line, line + last - first, cost))
    found.sort(key=lambda mark: (mark.line, mark.end_line))
    return Marks(tuple(found), origins.edited, approximate)


def still_true(marks: Marks, estimates: Iterable[Estimate]) -> Marks:
    """Without what an edit elsewhere has surely outdated: what contradicts an exact estimate.

    Of a text that is as it was traced, the measurement decides.
    """
    if not marks.edited:
        return marks
    said: dict[tuple[int, str | None, str], list[Estimate]] = {}
    for estimate in estimates:
        said.setdefault((estimate.line, estimate.function, estimate.name), []).append(estimate)
    return replace(marks, marks=tuple(mark for mark in marks.marks if not _is_contradicted(mark, said)))


def _is_contradicted(mark: Mark, said: dict[tuple[int, str | None, str], list[Estimate]]) -> bool:
    for seen in mark.cost.observations:
        estimates = said.get((mark.line, mark.cost.place.function, seen.name), [])
        if not estimates or any(estimate.claim not in (Claim.EXACT, Claim.ONE_OF) for estimate in estimates):
            continue
        variants = [variant for estimate in estimates for variant in estimate.variants]
        if not any(fits(variant, seen.kind, seen.shape, seen.dtype, seen.nbytes) for variant in variants):
            return True
    return False
