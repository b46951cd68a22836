"""What lines cost, in words: beside a label, and in a sentence."""

from __future__ import annotations

from collections.abc import Mapping
from math import prod

from ..analysis.line_costs import LineCost
from ..values.amounts import Amount
from ..values.dims import Known, Symbolic
from .markdown import code
from .sizes import Units, bound_text, exact_text, least_text, size_text

SMALLEST = 1_000
"""Fewer bytes than this are not worth a word beside a line; nor is less than a tenth of what the line keeps."""
_SHARE = 10
_TYPICAL = 1_000

Costs = Mapping[tuple[int, str | None], LineCost]


def costs_of_lines(costs: Costs | None, last_lines: Mapping[int, int]) -> dict[int, LineCost]:
    """What the statement that ends on a line costs; of several on one line, the only one that touches memory.

    last_lines: those of statements, by the first (see `syntax.statements`).
    """
    found: dict[int, list[LineCost]] = {}
    for (line, _), cost in (costs or {}).items():
        if touches_memory(cost):
            found.setdefault(last_lines.get(line, line), []).append(cost)
    return {line: several[0] for line, several in found.items() if len(several) == 1}


def touches_memory(cost: LineCost) -> bool:
    """Whether a line may allocate or free anything."""
    return any(amount.exact != 0 for amount in (cost.allocates, cost.frees, cost.peak))


def temporary_text(cost: LineCost | None, units: Units = Units.SI) -> str:
    """`+512 MB temp`, or `+≥ 512 MB temp` where it is more for all that is known; empty where there is nothing, or not
    enough to be worth a word."""
    if cost is None or not is_worth(cost.temporary.least, cost.allocates.most):
        return ""
    temporary = cost.temporary
    size = (
        size_text(temporary.least, units) if temporary.exact is not None else f"≥ {least_text(temporary.least, units)}"
    )
    return f"+{size} temp"


def cost_text(cost: LineCost, units: Units = Units.SI) -> str:
    """The cost of a line that binds no array by itself: `8 MB new +16 MB temp`, `4 MB freed`; empty for little."""
    new, freed = cost.allocates, cost.frees.exact
    parts = [temporary_text(cost, units)]
    if new.most is not None and is_worth(new.most):
        size = size_text(new.most, units) if new.exact is not None else bound_text(new.most, units)
        parts.insert(0, f"{size} new")
    elif new.exact == 0 and freed is not None and is_worth(freed):
        parts.insert(0, f"{size_text(freed, units)} freed")
    return " ".join(filter(None, parts))


def cost_sentence(cost: LineCost) -> str | None:
    """`This line allocates 8,000 B, frees 4,000 B and needs 512,000 B more for a moment.`; None for a line that
    touches no memory, or of which nothing is known."""
    if not touches_memory(cost):
        return None
    amounts = {"allocates": cost.allocates, "frees": cost.frees, "needs": cost.temporary}
    said = {verb: _amount(amount) for verb, amount in amounts.items()}
    parts = [f"{verb} {text}{' more for a moment' * (verb == 'needs')}" for verb, text in said.items() if text]
    if not said["needs"] and cost.peak.exact is None and cost.peak.least != 0:
        parts.append(f"needs at least {code(exact_text(cost.peak.least))} at its peak")
    if not parts:
        return None
    *first, last = parts
    return f"This line {', '.join(first)}{' and ' if first else ''}{last}."


def is_worth(nbytes: Known, beside: Known | None = None) -> bool:
    """Whether so many bytes are worth a word; beside: others that are told too."""
    size = typical(nbytes)
    return size >= SMALLEST and (beside is None or size * _SHARE >= typical(beside))


def typical(nbytes: Known) -> int:
    """A number of bytes to compare with others: of a formula, its value where each symbol is 1000."""
    if not isinstance(nbytes, Symbolic):
        return nbytes
    return sum(factor * prod(_TYPICAL**power for _, power in monomial) for monomial, factor in nbytes.terms)


def _amount(amount: Amount) -> str:
    """Every byte of it; empty for none, and where nothing is known."""
    if amount.most == 0:
        return ""
    if amount.exact is not None:
        return code(exact_text(amount.exact))
    bounds = [("at least", amount.least)] * (amount.least != 0)
    bounds += [("at most", amount.most)] if amount.most is not None else []
    return " and ".join(f"{words} {code(exact_text(bound))}" for words, bound in bounds)
