"""Series of polynomials of six families, held against NumPy."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bytelens.rules.registry import resolve
from bytelens.rules.series import FAMILIES

from .harness import Verdict, check
from .inputs import REAL, arrays

families = st.sampled_from([f"numpy.polynomial.{module}.{prefix}" for module, prefix in FAMILIES.items()])
every_family = pytest.mark.parametrize(
    "start", [f"numpy.polynomial.{module}.{prefix}" for module, prefix in FAMILIES.items()]
)
numbers = st.sampled_from([np.dtype(code) for code in REAL])
precise = st.sampled_from([np.dtype(code) for code in ("i4", "f4", "f8", "c8")])
coefficients = st.integers(1, 4).flatmap(lambda length: arrays(precise, shape=(length,)))


@given(families, arrays(numbers, max_dims=2), coefficients, st.sampled_from([2, 1.5, np.float32(2), [1, 2.5], (1, 2)]))
def test_values(start: str, x: np.ndarray[Any, Any], c: np.ndarray[Any, Any], point: Any) -> None:
    check(f"{start}val", x, c)
    check(f"{start}val", point, c)
    check(f"{start}val", x, np.stack([c, c], axis=1))
    check(f"{start}val", x, [1, 2.0, 3])


@given(families, arrays(numbers, max_dims=2), st.integers(1, 3), precise, st.sampled_from(["f4", "i8"]))
def test_values_in_several_dimensions(
    start: str, x: np.ndarray[Any, Any], length: int, dtype: np.dtype[Any], code: str
) -> None:
    y, c = x.astype(code), np.ones((length, 2, 3), dtype)
    check(f"{start}val2d", x, y, c[0])
    check(f"{start}val2d", x, y, c)
    check(f"{start}val3d", x, y, x, c)
    check(f"{start}grid2d", x, y[:1] if y.ndim else y, c[0])
    check(f"{start}grid3d", x, 2, y, c)


@given(families, arrays(numbers, max_dims=2), st.integers(-1, 4), st.integers(0, 2))
def test_terms(start: str, x: np.ndarray[Any, Any], degree: int, other: int) -> None:
    check(f"{start}vander", x, degree)
    check(f"{start}vander2d", x, x, [max(degree, 0), other])
    check(f"{start}vander3d", x, x, x, (1, other, 2))


@given(families, st.integers(1, 6), precise, precise, st.integers(0, 3), st.booleans())
def test_fits(start: str, count: int, of_x: np.dtype[Any], of_y: np.dtype[Any], degree: int, full: bool) -> None:
    x, y = np.arange(count).astype(of_x), np.ones((count, 2), of_y)
    expect = Verdict.BOUNDED if full else Verdict.EXACT
    check(f"{start}fit", x, y, degree, full=full, expect=expect)
    check(f"{start}fit", x, y[:, 0], [0, degree], full=full, expect=expect)
    check(f"{start}fit", x, y[:, 0], degree, w=np.ones(count, "f4"))


@every_family
def test_quadratures_and_weights(start: str) -> None:
    names = [name for name in ("gauss", "weight", "pts1", "pts2") if resolve(f"{start}{name}") is not None]
    for name in names:
        if name == "weight":
            check(f"{start}{name}", np.ones((2, 3), "f4"))
            check(f"{start}{name}", np.linspace(0, 0.5, 5))
            continue
        for count in (0, 1, 2, 5):
            check(f"{start}{name}", count, expect=Verdict.EXACT if count > 1 or name == "gauss" else Verdict.SILENT)


@given(families, coefficients, coefficients)
def test_arithmetic(start: str, a: np.ndarray[Any, Any], b: np.ndarray[Any, Any]) -> None:
    steady = a.dtype.char not in "fF" and b.dtype.char not in "fF"
    for name in ("add", "sub", "mul", "div"):
        check(f"{start}{name}", a, b, expect=Verdict.BOUNDED if steady else Verdict.PARTIAL)
    check(f"{start}mulx", a, expect=Verdict.PARTIAL)
    check(f"{start}trim", a, expect=Verdict.BOUNDED)


@given(families, coefficients, st.integers(-1, 3))
def test_powers(start: str, c: np.ndarray[Any, Any], exponent: int) -> None:
    expect = Verdict.BOUNDED if c.dtype.char not in "fF" else Verdict.PARTIAL
    check(f"{start}pow", c, exponent, expect=expect)
    check(f"{start}pow", c, exponent, None, expect=expect)


@given(st.data(), families, arrays(precise, min_dims=1, max_dims=3), st.integers(-1, 3))
def test_derivatives_and_integrals(data: st.DataObject, start: str, c: np.ndarray[Any, Any], order: int) -> None:
    axis = data.draw(st.integers(-c.ndim, c.ndim - 1))
    exact = Verdict.EXACT if c.shape[axis] else Verdict.SILENT
    left = c.ndim == 1 or c.shape[axis] > order
    check(f"{start}der", c, order, axis=axis, expect=exact if left else Verdict.SILENT)
    check(f"{start}der", c, expect=Verdict.SILENT)
    check(f"{start}int", c, order, axis=axis, expect=exact if c.shape[axis] > 1 else Verdict.SILENT)
    check(f"{start}int", c, k=[1], lbnd=0.5, expect=Verdict.SILENT)


@given(families, st.integers(0, 5).flatmap(lambda length: arrays(precise, shape=(length,))))
def test_roots(start: str, array: np.ndarray[Any, Any]) -> None:
    check(f"{start}fromroots", array, expect=Verdict.EXACT if array.size else Verdict.PARTIAL)
    check(f"{start}roots", array, expect=Verdict.PARTIAL)
    check(f"{start}companion", array, expect=Verdict.BOUNDED)
    check(f"{start}fromroots", [1, 2, 3.5])


@every_family
def test_many_roots(start: str) -> None:
    check(f"{start}fromroots", np.full(500, 1e-3))
    check(f"{start}fromroots", np.full(1200, 1e-3), expect=Verdict.BOUNDED)


@pytest.mark.parametrize(("module", "prefix"), [pair for pair in FAMILIES.items() if pair[1] != "poly"])
@given(c=coefficients)
def test_other_bases(module: str, prefix: str, c: np.ndarray[Any, Any]) -> None:
    check(f"numpy.polynomial.{module}.{prefix}2poly", c, expect=Verdict.PARTIAL)
    check(f"numpy.polynomial.{module}.poly2{prefix}", c, expect=Verdict.PARTIAL)


@every_family
def test_what_does_not_fit(start: str) -> None:
    assert check(f"{start}add", np.ones((2, 2)), np.ones(2)) is None
    assert check(f"{start}mul", np.ones(0), np.ones(2)) is None
    assert check(f"{start}fit", np.ones((2, 2)), np.ones(2), 1) is None
