"""Arithmetic on lengths: polynomials are what they stand for, and bounds hold."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bytelens.values.dims import (
    MOST_TERMS,
    Dim,
    SomeInt,
    Symbolic,
    add,
    divide,
    multiply,
    product,
    substitute,
    subtract,
    symbol,
    upper_bound,
)

NAMES = ("n", "d", "k")
values = st.fixed_dictionaries({name: st.integers(0, 9) for name in NAMES})
known = st.recursive(
    st.one_of(st.integers(-9, 9), st.sampled_from(NAMES).map(symbol)),
    lambda inner: st.builds(lambda f, a, b: f(a, b), st.sampled_from((add, subtract, multiply)), inner, inner),
    max_leaves=6,
).filter(lambda dim: not isinstance(dim, SomeInt))


@given(known, known, values)
def test_adding_commutes_with_putting_in_values(a: Dim, b: Dim, at: dict[str, int]) -> None:
    assert substitute(add(a, b), at) == number(a, at) + number(b, at)


@given(known, known, values)
def test_subtracting_commutes_with_putting_in_values(a: Dim, b: Dim, at: dict[str, int]) -> None:
    assert substitute(subtract(a, b), at) == number(a, at) - number(b, at)


@given(known, known, values)
def test_multiplying_commutes_with_putting_in_values(a: Dim, b: Dim, at: dict[str, int]) -> None:
    result = multiply(a, b)
    assert isinstance(result, SomeInt) or substitute(result, at) == number(a, at) * number(b, at)


@given(known, known, values, st.booleans())
def test_dividing_is_exact_wherever_it_says_something(a: Dim, b: Dim, at: dict[str, int], whole: bool) -> None:
    dividend = multiply(a, b) if whole else a
    result = divide(dividend, b)
    if isinstance(dividend, SomeInt) or isinstance(result, SomeInt) or number(b, at) == 0:
        return
    assert substitute(result, at) == number(dividend, at) // number(b, at)


@given(known, known)
def test_equal_polynomials_are_equal_values(a: Dim, b: Dim) -> None:
    assert add(a, b) == add(b, a)
    assert subtract(add(a, b), b) == a


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), max_size=4))
def test_bounds_of_lengths_hold_for_sums_and_products(pairs: list[tuple[int, int]]) -> None:
    """Each length is only known to be at most its bound."""
    bounded = [SomeInt(max(pair)) for pair in pairs]
    real = [min(pair) for pair in pairs]
    total: Dim = 0
    for length in bounded:
        total = add(total, length)
    assert upper_bound(total) >= sum(real)  # type: ignore[operator]
    assert upper_bound(product(bounded)) >= product(real)  # type: ignore[operator]


def test_zero_times_anything_is_zero() -> None:
    assert multiply(0, SomeInt()) == 0
    assert multiply(symbol("n"), 0) == 0


def test_polynomials_do_not_grow_without_end() -> None:
    dim: Dim = add(symbol("n"), symbol("m"))
    for _ in range(20):
        dim = add(multiply(dim, dim), 1)
    assert isinstance(dim, SomeInt) or (isinstance(dim, Symbolic) and len(dim.terms) <= MOST_TERMS)


def number(dim: Dim, at: dict[str, int]) -> int:
    result = substitute(dim, at)
    assert isinstance(result, int)
    return result
