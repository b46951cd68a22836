"""Polynomials by their coefficients, held against NumPy."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from .harness import Verdict, check
from .inputs import REAL, arrays

numbers = st.sampled_from([np.dtype(code) for code in REAL])
precise = st.sampled_from([np.dtype(code) for code in ("i4", "i8", "f4", "f8", "c8", "c16")])
coefficients = st.integers(1, 4).flatmap(lambda length: arrays(precise, shape=(length,)))


@given(st.integers(1, 6), precise, precise, st.integers(-1, 3), st.booleans())
def test_fits(count: int, of_x: np.dtype[Any], of_y: np.dtype[Any], degree: int, full: bool) -> None:
    x, y = np.arange(count).astype(of_x), np.ones((count, 2), of_y)
    expect = Verdict.BOUNDED if full else Verdict.EXACT
    check("numpy.polyfit", x, y, degree, full=full, expect=expect)
    check("numpy.polyfit", x, y[:, 0], degree, w=np.ones(count, "f4"), full=full, expect=expect)


@pytest.mark.parametrize("cov", [True, "unscaled"])
def test_covariances_of_fits(cov: Any) -> None:
    x = np.linspace(0, 1, 9)
    check("numpy.polyfit", x, np.ones(9), 2, cov=cov, expect=Verdict.PARTIAL)
    check("numpy.polyfit", x, np.ones((9, 3)), 2, cov=cov, expect=Verdict.PARTIAL)


@given(coefficients, arrays(numbers), st.sampled_from([2, 0.5, np.float32(2), [1, 2.5]]))
def test_values(p: np.ndarray[Any, Any], x: np.ndarray[Any, Any], point: Any) -> None:
    check("numpy.polyval", p, x)
    check("numpy.polyval", [3.0, 0, 1], x)
    check("numpy.polyval", p, point)
    check("numpy.polyval", p[:0], x, expect=Verdict.SILENT)


@given(st.integers(0, 4).flatmap(lambda length: arrays(precise, shape=(length,))))
def test_roots(array: np.ndarray[Any, Any]) -> None:
    check("numpy.roots", array, expect=Verdict.PARTIAL)
    exact = array.size > 0 and array.dtype.kind != "c"
    check("numpy.poly", array, expect=Verdict.EXACT if exact else Verdict.SILENT)
    check("numpy.poly", np.diag(array), expect=Verdict.SILENT)


@given(coefficients, coefficients)
def test_arithmetic(a: np.ndarray[Any, Any], b: np.ndarray[Any, Any]) -> None:
    for name in ("polyadd", "polysub"):
        check(f"numpy.{name}", a, b)
    check("numpy.polymul", a, b, expect=Verdict.BOUNDED)
    check("numpy.polymul", a[:0], b, expect=Verdict.PARTIAL)
    if b[0]:
        check("numpy.polydiv", a, b, expect=Verdict.BOUNDED)


@given(coefficients, st.integers(-1, 5))
def test_derivatives_and_integrals(p: np.ndarray[Any, Any], order: int) -> None:
    check("numpy.polyder", p)
    check("numpy.polyder", p, order)
    check("numpy.polyint", p)
    check("numpy.polyint", p, order)
    check("numpy.polyint", p, k=3)
    check("numpy.polyint", p[:0], order)


def test_what_does_not_fit() -> None:
    assert check("numpy.polyfit", np.ones((2, 2)), np.ones(2), 1) is None
    assert check("numpy.roots", np.ones((2, 2))) is None
