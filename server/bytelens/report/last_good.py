"""What to show while the text is half-typed: what is known of it now, and else what was known of the same
lines when it last parsed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from ..analysis.estimates import Analysis, Claim, Estimate, Use
from ..syntax.edits import Edit, changed_region

_STRENGTH = [Claim.UNKNOWN, Claim.PARTIAL, Claim.BOUNDED, Claim.SYMBOLIC, Claim.ONE_OF, Claim.EXACT]


@dataclass(frozen=True, slots=True)
class Reading:
    """One version of a text, by its lines, and what is known of it."""

    lines: tuple[str, ...]
    analysis: Analysis


def with_last_good(now: Reading, good: Reading) -> Analysis:
    """What is known now, where `now` does not parse as a whole, completed from `good`, the last that did.

    Only statements outside the edited lines are completed: those whose text is the same. What the repaired
    text still says of them as strongly is newer, and goes first.
    """
    edit = changed_region(good.lines, now.lines)
    current = {_place(estimate): estimate for estimate in now.analysis.estimates}
    for estimate in _kept(good.analysis.estimates, edit):
        known = current.get(_place(estimate))
        if known is None or _STRENGTH.index(known.claim) < _STRENGTH.index(estimate.claim):
            current[_place(estimate)] = estimate
    estimates = sorted(current.values(), key=lambda estimate: (estimate.line, estimate.column))
    uses = _Uses(now.analysis.uses, good.analysis.uses, edit)
    return Analysis(tuple(estimates), uses, complete=now.analysis.complete)


@dataclass(frozen=True, slots=True)
class _Uses(Mapping[int, tuple[Use, ...]]):
    """The uses of each line, looked up only where somebody asks: most are never asked for."""

    now: Mapping[int, tuple[Use, ...]]
    good: Mapping[int, tuple[Use, ...]]
    edit: Edit

    def __getitem__(self, line: int) -> tuple[Use, ...]:
        if line in self.now:
            return self.now[line]
        old_line = Edit(self.edit.start, self.edit.new_end, self.edit.old_end).shift(line)
        if old_line is None:
            raise KeyError(line)
        return tuple(_moved(use, line - old_line) for use in self.good[old_line])

    def __iter__(self) -> Iterator[int]:
        kept = (self.edit.shift(line) for line in self.good)
        return iter({*self.now, *(line for line in kept if line is not None)})

    def __len__(self) -> int:
        return sum(1 for _ in self)


def _kept(estimates: Iterable[Estimate], edit: Edit) -> Iterator[Estimate]:
    """The estimates of statements that were not edited, at their new lines."""
    for estimate in estimates:
        line, end_line = edit.shift(estimate.line), edit.shift(estimate.end_line)
        if line is None or end_line is None or end_line - line != estimate.end_line - estimate.line:
            continue
        if not estimate.line <= edit.start < estimate.end_line:
            yield estimate if line == estimate.line else replace(estimate, line=line, end_line=end_line)


def _moved(use: Use, by: int) -> Use:
    return replace(use, line=use.line + by, end_line=use.end_line + by) if by else use


def _place(estimate: Estimate) -> tuple[int, int, str, str | None]:
    return estimate.line, estimate.column, estimate.name, estimate.function
