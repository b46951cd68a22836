"""Holds the estimates of a program against two runs of it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum

from bytelens.analysis.estimates import Claim, Estimate, Variant
from bytelens.analysis.module import analyse
from bytelens.values.arrays import same_dtype
from bytelens.values.dims import SomeInt, Symbolic

from .causes import Cause, Causes
from .facts import Fact, Record, Seen
from .natures import Nature
from .programs import Program

Truth = tuple[tuple[Fact, ...], tuple[Fact, ...]]
"""What a binding held in either run, time after time."""


class Verdict(str, Enum):
    """Right: an exact claim that holds. Wrong: any claim that does not. Silent: no exact claim."""

    RIGHT = "right"
    WRONG = "wrong"
    SILENT = "silent"


@dataclass(frozen=True, slots=True)
class Item:
    """One array or NumPy scalar of an example. said: the estimate in words. cause: of a silence."""

    line: int
    source: str
    name: str
    truth: Truth
    said: str
    verdict: Verdict
    cause: Cause | None = None


@dataclass(frozen=True, slots=True)
class Judgement:
    """All items of a program, and how many of its examples raise or do not parse."""

    program: Program
    text: str
    items: tuple[Item, ...]
    erroneous: int


def judge(program: Program, runs: tuple[Record, Record]) -> Judgement:
    """Analyse a program without its examples that raise, and hold each estimate against both runs."""
    left_out = frozenset(runs[0].raised) | frozenset(runs[1].raised)
    tuples = _tuples(program, runs)
    text = program.text(left_out, {first: ", ".join(names) + "," for first, names in tuples.items()})
    lines = text.splitlines()
    estimates = {(estimate.line, estimate.name): estimate for estimate in analyse(text).estimates}
    causes: Causes | None = None
    items: list[Item] = []
    for (line, name), truth in _truths(runs, tuples).items():
        estimate = estimates.get((line, name))
        item = Item(line, lines[line - 1], name, truth, _said(estimate), _verdict(estimate, truth))
        if item.verdict is Verdict.SILENT and _counts(truth):
            causes = causes or Causes(program.text(left_out), runs[0])
            item = replace(item, cause=_cause(causes, item))
        if item.verdict is Verdict.WRONG or _counts(truth):
            items.append(item)
    return Judgement(program, text, tuple(items), len(left_out) + program.unreadable)


def _tuples(program: Program, runs: tuple[Record, Record]) -> dict[int, list[str]]:
    """The names for the elements of each result that is a tuple or list with arrays, by line."""
    found: dict[int, list[str]] = {}
    for example in program.examples:
        if example.result is None:
            continue
        place = (example.first, 0, example.result)
        held = [seen for run in runs for seen in run.bindings.get(place, [])]
        if not held or any(seen.fact.counts or not seen.holds_arrays for seen in held):
            continue
        if len({len(seen.elements) for seen in held}) == 1:
            found[example.first] = [f"{example.result}_{number}" for number in range(len(held[0].elements))]
    return found


def _truths(runs: tuple[Record, Record], tuples: dict[int, list[str]]) -> dict[tuple[int, str], Truth]:
    truths: dict[tuple[int, str], Truth] = {}
    for place, first in runs[0].bindings.items():
        line, column, name = place
        second = runs[1].bindings.get(place, [])
        names = tuples.get(line) if column == 0 and name.startswith("_") else None
        if names is None:
            truths[line, name] = (_facts(first), _facts(second))
        else:
            for number, own in enumerate(names):
                truths[line, own] = (_facts(first, number), _facts(second, number))
    return truths


def _facts(held: list[Seen], number: int | None = None) -> tuple[Fact, ...]:
    return tuple(seen.fact if number is None else seen.elements[number] for seen in held)


def _counts(truth: Truth) -> bool:
    return any(fact.counts for run in truth for fact in run)


def _cause(causes: Causes, item: Item) -> Cause:
    cause = causes.of(item.line)
    return cause if item.truth[0] == item.truth[1] else replace(cause, nature=Nature.RANDOM)


def _verdict(estimate: Estimate | None, truth: Truth) -> Verdict:
    if estimate is None:
        return Verdict.SILENT
    if not all(any(_fits(variant, fact) for variant in estimate.variants) for run in truth for fact in run):
        return Verdict.WRONG
    return Verdict.RIGHT if estimate.claim in (Claim.EXACT, Claim.ONE_OF) else Verdict.SILENT


def _fits(variant: Variant, fact: Fact) -> bool:
    """Nothing that the variant says is untrue; symbols stand for any length."""
    if variant.kind != fact.kind or not (variant.dtype is None or same_dtype(variant.dtype, fact.dtype)):
        return False
    if isinstance(variant.nbytes, int) and variant.nbytes != fact.nbytes:
        return False
    if isinstance(variant.at_most, int) and fact.nbytes > variant.at_most:
        return False
    if variant.shape is None:
        return True
    return len(variant.shape) == len(fact.shape) and all(
        isinstance(length, Symbolic)
        or length == real
        or (isinstance(length, SomeInt) and not (isinstance(length.at_most, int) and real > length.at_most))
        for length, real in zip(variant.shape, fact.shape, strict=True)
    )


def _said(estimate: Estimate | None) -> str:
    if estimate is None:
        return "nothing"
    variants = " or ".join(f"{variant.kind} {variant.dtype}{variant.shape}" for variant in estimate.variants)
    return f"{estimate.claim.value} {variants}"
