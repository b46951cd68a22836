"""The length of one axis: an int, a polynomial over named symbols, or an int that is not known."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import TypeAlias

Monomial: TypeAlias = tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Symbolic:
    """An integer polynomial over named symbols, such as `8·n² + 2·d`; never a constant (that is an `int`).

    What follows a `'` in the name of a symbol is not shown: it tells two symbols apart that have the same letters.

    `terms` maps monomials, themselves sorted `(symbol, power)` pairs, to non-zero coefficients, sorted, so that
    equal polynomials compare equal.
    """

    terms: tuple[tuple[Monomial, int], ...]

    def __str__(self) -> str:
        text = " + ".join(_term(monomial, factor) for monomial, factor in self.terms)
        return text.replace("+ -", "- ")


@dataclass(frozen=True, slots=True)
class SomeInt:
    """An int that is not known, and what it is at most where that much is known."""

    at_most: int | Symbolic | None = None


Known: TypeAlias = int | Symbolic
Dim: TypeAlias = int | Symbolic | SomeInt
Shape: TypeAlias = tuple[Dim, ...]
SOME_INT = SomeInt()
MOST_TERMS = 64


def symbol(name: str) -> Symbolic:
    """The polynomial that is `name` alone."""
    return Symbolic(((((name, 1),), 1),))


def add(a: Dim, b: Dim) -> Dim:
    """`a + b`; bounds add up."""
    if isinstance(a, int) and isinstance(b, int):
        return a + b
    if isinstance(a, SomeInt) or isinstance(b, SomeInt):
        return _bounded(a, b, add)
    terms = _terms(a)
    for monomial, factor in _terms(b).items():
        terms[monomial] = terms.get(monomial, 0) + factor
    return _simplest(terms)


def multiply(a: Dim, b: Dim) -> Dim:
    """`a * b`; bounds multiply, which holds for lengths only (they are never negative)."""
    if type(a) is int and type(b) is int:
        return a * b
    if (isinstance(a, int) and a == 0) or (isinstance(b, int) and b == 0):
        return 0
    if isinstance(a, SomeInt) or isinstance(b, SomeInt):
        return _bounded(a, b, multiply)
    if _count(a) * _count(b) > MOST_TERMS:
        return SOME_INT
    terms: dict[Monomial, int] = {}
    for left, factor in _terms(a).items():
        for right, other in _terms(b).items():
            monomial = _merged(left, right)
            terms[monomial] = terms.get(monomial, 0) + factor * other
    return _simplest(terms)


def subtract(a: Dim, b: Dim) -> Dim:
    """`a - b`; a bound of `a` is kept only against a constant, since `b` may be anything."""
    if isinstance(a, SomeInt) and isinstance(b, int):
        return SomeInt(None if a.at_most is None else _known(subtract(a.at_most, b)))
    if isinstance(a, SomeInt) or isinstance(b, SomeInt):
        return SOME_INT
    return add(a, multiply(-1, b))


def divide(a: Dim, b: Dim) -> Dim:
    """`a // b` where it is known for every value of the symbols, else some int."""
    if isinstance(a, int) and isinstance(b, int):
        return a // b if b else SOME_INT
    if isinstance(a, Symbolic) and isinstance(b, int) and b and all(factor % b == 0 for _, factor in a.terms):
        return Symbolic(tuple((monomial, factor // b) for monomial, factor in a.terms))
    if isinstance(a, Symbolic) and isinstance(b, Symbolic) and len(b.terms) == 1:
        return _divide_by_term(a, *b.terms[0])
    return SOME_INT


def product(dims: Iterable[Dim]) -> Dim:
    """The number of elements of a shape."""
    result: Dim = 1
    for dim in dims:
        result = result * dim if type(dim) is int and type(result) is int else multiply(result, dim)
    return result


def upper_bound(dim: Dim) -> Known | None:
    """What `dim` is at most, or None."""
    return dim.at_most if isinstance(dim, SomeInt) else dim


def substitute(dim: Dim, values: Mapping[str, Dim]) -> Dim:
    """`dim` with some of its symbols replaced."""
    if not isinstance(dim, Symbolic):
        return dim
    result: Dim = 0
    for monomial, factor in dim.terms:
        term: Dim = factor
        for name, power in monomial:
            for _ in range(power):
                term = multiply(term, values.get(name, symbol(name)))
        result = add(result, term)
    return result


def _bounded(a: Dim, b: Dim, combine: Callable[[Dim, Dim], Dim]) -> SomeInt:
    left, right = upper_bound(a), upper_bound(b)
    if left is None or right is None:
        return SOME_INT
    return SomeInt(_known(combine(left, right)))


def _known(dim: Dim) -> Known | None:
    return None if isinstance(dim, SomeInt) else dim


def _count(dim: Known) -> int:
    return len(dim.terms) if isinstance(dim, Symbolic) else 1


def _terms(dim: Known) -> dict[Monomial, int]:
    if isinstance(dim, Symbolic):
        return dict(dim.terms)
    return {(): dim} if dim else {}


def _simplest(terms: dict[Monomial, int]) -> Known:
    kept = {monomial: factor for monomial, factor in terms.items() if factor}
    if not kept:
        return 0
    if set(kept) == {()}:
        return kept[()]
    return Symbolic(tuple(sorted(kept.items(), key=_order)))


def _order(term: tuple[Monomial, int]) -> tuple[int, Monomial]:
    monomial, _ = term
    return (-sum(power for _, power in monomial), monomial)


def _merged(left: Monomial, right: Monomial) -> Monomial:
    powers = dict(left)
    for name, power in right:
        powers[name] = powers.get(name, 0) + power
    return tuple(sorted((name, power) for name, power in powers.items() if power))


def _divide_by_term(a: Symbolic, divisor: Monomial, factor: int) -> Dim:
    terms: dict[Monomial, int] = {}
    inverse = tuple((name, -power) for name, power in divisor)
    for monomial, number in a.terms:
        quotient = _merged(monomial, inverse)
        if number % factor or any(power < 0 for _, power in quotient):
            return SOME_INT
        terms[quotient] = number // factor
    return _simplest(terms)


def _term(monomial: Monomial, factor: int) -> str:
    names = "·".join(name.partition("'")[0] + _superscript(power) for name, power in monomial)
    if not names:
        return str(factor)
    if factor == 1:
        return names
    return f"-{names}" if factor == -1 else f"{factor}·{names}"


def _superscript(power: int) -> str:
    return "" if power == 1 else str(power).translate(str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹"))
