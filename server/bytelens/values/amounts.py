"""Numbers of bytes that may be known, or known to lie between two others."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from .dims import Dim, Known, SomeInt, Symbolic, add, subtract, upper_bound


@dataclass(frozen=True, slots=True)
class Amount:
    """Bytes. least: a number that they surely reach. most: one that they do not exceed; None where nobody can tell.

    Formulas are compared term by term: one is larger than another only where it is so for all lengths, which are
    never negative.
    """

    least: Known
    most: Known | None

    @classmethod
    def of(cls, nbytes: Dim) -> Amount:
        """The amount that a number of bytes is; from 0 up to its bound where it is not known."""
        return cls(0, upper_bound(nbytes)) if isinstance(nbytes, SomeInt) else cls(nbytes, nbytes)

    @property
    def exact(self) -> Known | None:
        """How many bytes; None where that is not known."""
        return self.least if self.least == self.most else None

    def plus(self, other: Amount) -> Amount:
        """The sum."""
        return Amount(sum_of(self.least, other.least), _sum(self.most, other.most))

    def minus(self, other: Amount) -> Amount:
        """What is left when `other` goes, which may be less than nothing only where both are known."""
        if self.exact is not None and other.exact is not None:
            return Amount.of(subtract(self.exact, other.exact))
        least = _difference(self.least, other.most)
        return Amount(0 if least is None else larger(0, least) or 0, _difference(self.most, other.least))

    def or_more(self, other: Amount) -> Amount:
        """The larger of two."""
        least = larger(self.least, other.least)
        most = None if self.most is None or other.most is None else larger(self.most, other.most)
        return Amount(self.least if least is None else least, most)

    def mapped(self, change: Callable[[object], object]) -> Amount:
        """The amount with other lengths in the place of some; what that leaves no formula of is not known."""
        least, most = change(self.least), change(self.most)
        if isinstance(most, SomeInt):
            most = upper_bound(most)
        return Amount(
            least if isinstance(least, int | Symbolic) else 0, most if isinstance(most, int | Symbolic) else None
        )


NO_BYTES = Amount(0, 0)
UNKNOWN_AMOUNT = Amount(0, None)


@dataclass(frozen=True, slots=True)
class Change:
    """By how many bytes more are alive than at another moment; by fewer where it is less than 0.

    least: by so many surely; None where nobody can tell. most: by no more than so many; None likewise.
    """

    least: Known | None
    most: Known | None

    @property
    def exact(self) -> Known | None:
        """By how many bytes; None where that is not known."""
        return self.least if self.least == self.most else None

    def plus(self, other: Amount | Change) -> Change:
        """Both changes."""
        return Change(_sum(self.least, other.least), _sum(self.most, other.most))

    def minus(self, other: Amount | Change) -> Change:
        """This change without another one."""
        return Change(_difference(self.least, other.most), _difference(self.most, other.least))


NO_CHANGE = Change(0, 0)
ANY_CHANGE = Change(None, None)


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


def _difference(a: Known | None, b: Known | None) -> Known | None:
    if a is None or b is None:
        return None
    difference = subtract(a, b)
    return None if isinstance(difference, SomeInt) else difference


def _sum(a: Known | None, b: Known | None) -> Known | None:
    return None if a is None or b is None else sum_of(a, b)
