"""Estimates held against a trace, binding by binding."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum

from ..analysis.estimates import Analysis, Claim, Estimate, Variant
from ..tracing.trace import Observation, Trace
from ..values.ownership import Ownership
from .fitting import fits

# The first line of the statement, the function around it, and the target.
Binding = tuple[int, str | None, str]


class Verdict(str, Enum):
    """What a run makes of what was said.

    agrees: an exact claim, or one of several, and the run shows just that. silent: less was said, or nothing, and the
    run contradicts none of it. disagrees: the run shows something else. unreached: the line never ran.
    """

    AGREES = "agrees"
    DISAGREES = "disagrees"
    SILENT = "silent"
    UNREACHED = "unreached"


@dataclass(frozen=True, slots=True)
class Agreement:
    """One binding: what was said of it, what it held, and the verdict.

    others: it also held what is no array. exact: what was said was an exact size, or one of several.
    """

    line: int
    function: str | None
    name: str
    verdict: Verdict
    said: tuple[Variant, ...]
    held: tuple[Observation, ...]
    others: bool = False
    exact: bool = False

    @property
    def is_fault(self) -> bool:
        """Whether an exact claim was wrong. Others may rest on annotations that the program does not keep."""
        return self.exact and self.verdict is Verdict.DISAGREES


def agreements(analysis: Analysis, trace: Trace, path: str) -> tuple[Agreement, ...]:
    """Every binding of one file that was estimated, or that held an array or a NumPy scalar, in the order of lines."""
    said, seen = _said(analysis), _seen(trace, path)
    places = sorted({*said, *seen.held}, key=lambda place: (place[0], place[1] or "", place[2]))
    return tuple(_agreement(place, said.get(place, []), seen) for place in places)


@dataclass(frozen=True, slots=True)
class _Seen:
    """What each binding held, and which held what is no array."""

    held: Mapping[Binding, tuple[Observation, ...]]
    others: frozenset[Binding]


def _seen(trace: Trace, path: str) -> _Seen:
    lines = [cost for cost in trace.lines if cost.place.path == path]
    held: dict[Binding, tuple[Observation, ...]] = {}
    for cost in lines:
        for observation in cost.observations:
            place = (cost.place.line, cost.place.function, observation.name)
            held[place] = (*held.get(place, ()), observation)
    return _Seen(held, frozenset((c.place.line, c.place.function, name) for c in lines for name in c.others))


def _said(analysis: Analysis) -> dict[Binding, list[Estimate]]:
    said: dict[Binding, list[Estimate]] = {}
    for estimate in analysis.estimates:
        said.setdefault((estimate.line, estimate.function, estimate.name), []).append(estimate)
    return said


def _agreement(place: Binding, estimates: list[Estimate], seen: _Seen) -> Agreement:
    line, function, name = place
    held, others = seen.held.get(place, ()), place in seen.others
    said = tuple(variant for estimate in estimates for variant in estimate.variants)
    # A name that one statement binds twice has several estimates: together they say as little as the weakest.
    strong = all(estimate.claim in (Claim.EXACT, Claim.ONE_OF) for estimate in estimates)
    verdict = _verdict(said, strong, held, others)
    return Agreement(line, function, name, verdict, said, held, others, strong and bool(said))


def _verdict(said: tuple[Variant, ...], strong: bool, held: tuple[Observation, ...], others: bool) -> Verdict:
    if not said:
        return Verdict.SILENT
    if not held and not others:
        return Verdict.UNREACHED
    if others or not all(any(_is_said(variant, item) for variant in said) for item in held):
        return Verdict.DISAGREES
    return Verdict.AGREES if strong else Verdict.SILENT


def _is_said(variant: Variant, item: Observation) -> bool:
    if not fits(variant, item.kind, item.shape, item.dtype, item.nbytes):
        return False
    # An array without elements looks into no memory that it could share.
    unclear = item.kind == "scalar" or item.nbytes == 0 or Ownership.UNKNOWN in (variant.ownership, item.ownership)
    return unclear or variant.ownership is item.ownership
