"""Numbers of bytes that may be known, or known to be no fewer than so many."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from .dims import Dim, Known, SomeInt, Symbolic, add, subtract


@dataclass(frozen=True, slots=True)
class Amount:
    """Bytes. exact: how many, None where nobody can tell. least: a number that they surely reach.

    Formulas are compared term by term: one is larger than another only where it is so for all lengths, which are
    never negative.
    """

    exact: Known | None
    least: Known = 0

    @classmethod
    def of(cls, nbytes: Dim) -> Amount:
        """The amount that a number of bytes is; at least 0 where it is not known."""
        return UNKNOWN_AMOUNT if isinstance(nbytes, SomeInt) else cls(nbytes, nbytes)

    def plus(self, other: Amount) -> Amount:
        """The sum."""
        exact = None if self.exact is None or other.exact is None else _known(add(self.exact, other.exact))
        return Amount(exact, _known(add(self.least, other.least)) or 0) if exact is None else Amount(exact, exact)

    def minus(self, other: Amount) -> Amount:
        """What is left when `other` goes. Where nobody knows how much that is, nothing is sure to be left."""
        if other.exact is None:
            return UNKNOWN_AMOUNT
        if self.exact is not None:
            return Amount.of(subtract(self.exact, other.exact))
        return Amount(None, larger(0, _known(subtract(self.least, other.exact)) or 0) or 0)

    def or_more(self, other: Amount) -> Amount:
        """The larger of two."""
        least = larger(self.least, other.least)
        exact = None if self.exact is None or other.exact is None else larger(self.exact, other.exact)
        if exact is not None:
            return Amount(exact, exact)
        return Amount(None, self.least if least is None else least)

    def mapped(self, change: Callable[[object], object]) -> Amount:
        """The amount with other lengths in the place of some; at least 0 where that leaves no formula."""
        if isinstance(self.exact, int) or (self.exact is None and isinstance(self.least, int)):
            return self
        exact = None if self.exact is None else change(self.exact)
        least = change(self.least)
        if isinstance(exact, int | Symbolic):
            return Amount(exact, exact)
        return Amount(None, least if isinstance(least, int | Symbolic) else 0)


NO_BYTES = Amount(0, 0)
UNKNOWN_AMOUNT = Amount(None, 0)


def larger(a: Known, b: Known) -> Known | None:
    """The larger of two numbers; None where that depends on what the symbols stand for."""
    difference = subtract(a, b)
    if isinstance(difference, int):
        return a if difference >= 0 else b
    if not isinstance(difference, Symbolic):
        return None
    factors = [factor for _, factor in difference.terms]
    if all(factor >= 0 for factor in factors):
        return a
    return b if all(factor <= 0 for factor in factors) else None


def sum_of(a: Known, b: Known) -> Known:
    """The sum of two numbers of bytes."""
    total = add(a, b)
    assert not isinstance(total, SomeInt)
    return total


def _known(dim: Dim) -> Known | None:
    return None if isinstance(dim, SomeInt) else dim
