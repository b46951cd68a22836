"""Numbers of bytes that may be known, or known to be no fewer than so many."""

from __future__ import annotations

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


def _known(dim: Dim) -> Known | None:
    return None if isinstance(dim, SomeInt) else dim
