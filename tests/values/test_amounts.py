"""Sums, differences and maxima of amounts hold for whatever is not known."""

from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bytelens.values.amounts import NO_BYTES, UNKNOWN_AMOUNT, Amount, larger
from bytelens.values.dims import SOME_INT, Known, SomeInt, Symbolic, add, multiply, substitute, symbol

N, D = symbol("n"), symbol("d")


@dataclass(frozen=True)
class Case:
    """An amount, and bytes that it may stand for when n and d are 3 and 5."""

    amount: Amount
    bytes: int


def value(known: Known) -> int:
    found = substitute(known, {"n": 3, "d": 5})
    assert isinstance(found, int)
    return found


@st.composite
def cases(draw: st.DrawFn) -> Case:
    a, b, c = (draw(st.integers(0, 9)) for _ in range(3))
    known = add(add(multiply(a, N), multiply(b, D)), c)
    assert isinstance(known, int | Symbolic)
    if draw(st.booleans()):
        return Case(Amount.of(known), value(known))
    more = draw(st.integers(0, 50))
    most = add(known, more + draw(st.integers(0, 9)))
    assert isinstance(most, int | Symbolic)
    return Case(Amount(known, draw(st.sampled_from((None, most)))), value(known) + more)


def holds(amount: Amount, real: int) -> None:
    assert amount.exact is None or value(amount.exact) == real
    assert value(amount.least) <= real
    assert amount.most is None or real <= value(amount.most)


@given(cases(), cases())
def test_a_sum_holds(a: Case, b: Case) -> None:
    holds(a.amount.plus(b.amount), a.bytes + b.bytes)


@given(cases(), cases())
def test_the_larger_of_two_holds(a: Case, b: Case) -> None:
    holds(a.amount.or_more(b.amount), max(a.bytes, b.bytes))


@given(cases(), cases())
def test_what_is_left_holds(a: Case, b: Case) -> None:
    if a.bytes >= b.bytes:
        holds(a.amount.minus(b.amount), a.bytes - b.bytes)


@pytest.mark.parametrize(
    ("a", "b", "expected"), [(2, 3, 3), (N, 0, N), (multiply(2, N), N, multiply(2, N)), (N, D, None), (N, 5, None)]
)
def test_formulas_are_compared_only_where_lengths_do_not_matter(a: Known, b: Known, expected: Known | None) -> None:
    assert larger(a, b) == expected
    assert larger(b, a) == expected


def test_nothing_and_nobody_knows() -> None:
    assert NO_BYTES.plus(Amount.of(8)) == Amount.of(8)
    assert UNKNOWN_AMOUNT.plus(Amount.of(8)) == Amount(8, None)
    assert UNKNOWN_AMOUNT.or_more(Amount.of(8)) == Amount(8, None)
    assert Amount.of(SOME_INT) == UNKNOWN_AMOUNT
    assert Amount.of(SomeInt(8)) == Amount(0, 8)
