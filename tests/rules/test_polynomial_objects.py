"""Polynomial objects, held against NumPy."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from .harness import SERIES, Verdict, check
from .inputs import REAL, arrays

numbers = st.sampled_from([np.dtype(code) for code in REAL])
precise = st.sampled_from([np.dtype(code) for code in ("i4", "i8", "f4", "f8", "c8", "c16")])
coefficients = st.integers(1, 4).flatmap(lambda length: arrays(precise, shape=(length,)))
classes = pytest.mark.parametrize("kind", SERIES, ids=lambda kind: kind.__name__)


@given(coefficients, st.booleans())
def test_making_a_poly1d(array: np.ndarray[Any, Any], from_roots: bool) -> None:
    check("numpy.poly1d", array, from_roots)
    check("numpy.poly1d", array[:0], from_roots)
    check("numpy.poly1d", np.poly1d(array))
    check("numpy.poly1d", [1, 2.5])
    assert check("numpy.poly1d", np.ones((2, 2))) is None


@given(coefficients, arrays(numbers), st.sampled_from([2, 0.5, np.float32(2), [1, 2.5]]))
def test_calling_a_poly1d(array: np.ndarray[Any, Any], x: np.ndarray[Any, Any], point: Any) -> None:
    p = np.poly1d(array)
    check("numpy.poly1d.__call__", p, x)
    check("numpy.poly1d.__call__", p, point)
    check("numpy.poly1d.__call__", p, p)
    check("numpy.polyval", p, x, expect=Verdict.PARTIAL if x.ndim else Verdict.SILENT)


@given(coefficients, st.integers(0, 3))
def test_what_a_poly1d_has(array: np.ndarray[Any, Any], order: int) -> None:
    p = np.poly1d(array)
    for name in ("c", "coef", "coeffs", "coefficients", "r", "roots", "o", "order"):
        check(f"numpy.poly1d.{name}", p, expect=Verdict.PARTIAL)
    check("numpy.poly1d.deriv", p, order)
    check("numpy.poly1d.integ", p, order)
    check("numpy.poly1d.integ", p, 1, 3)


@given(coefficients, coefficients)
def test_arithmetic_of_poly1d(a: np.ndarray[Any, Any], b: np.ndarray[Any, Any]) -> None:
    for name in ("polyadd", "polysub", "polymul"):
        check(f"numpy.{name}", np.poly1d(a), np.poly1d(b))
    check("numpy.polyadd", np.poly1d(a), b)
    check("numpy.polyder", np.poly1d(a))
    check("numpy.polyint", np.poly1d(a))
    check("numpy.roots", np.poly1d(a), expect=Verdict.PARTIAL)
    if np.poly1d(b).coeffs[0]:
        check("numpy.polydiv", np.poly1d(a), np.poly1d(b))


@classes
@given(array=coefficients)
def test_making_a_series(kind: type, array: np.ndarray[Any, Any]) -> None:
    start = f"numpy.polynomial.{kind.__name__}"
    check(start, array)
    check(f"{start}.fromroots", array)
    check(f"{start}.basis", 3)
    check(f"{start}.identity")
    x = np.arange(5.0)
    check(f"{start}.fit", x, x, 2)
    check(f"{start}.fit", x, x, [0, 2], full=True, expect=Verdict.SILENT)


@classes
@given(array=coefficients, x=arrays(numbers))
def test_what_a_series_does(kind: Any, array: np.ndarray[Any, Any], x: np.ndarray[Any, Any]) -> None:
    start, series = f"numpy.polynomial.{kind.__name__}", kind(array)
    check(f"{start}.__call__", series, x, expect=Verdict.PARTIAL if x.ndim else Verdict.SILENT)
    check(f"{start}.__call__", series, [1, 2.5], expect=Verdict.PARTIAL)
    check(f"{start}.linspace", series, expect=Verdict.PARTIAL)
    check(f"{start}.linspace", series, 7, [0, 1], expect=Verdict.PARTIAL)
    for name in ("coef", "domain", "window"):
        check(f"{start}.{name}", series, expect=Verdict.PARTIAL)
    for name in ("roots", "degree"):
        check(f"{start}.{name}", series, expect=Verdict.PARTIAL)
    for name in ("deriv", "integ", "copy", "trim"):
        check(f"{start}.{name}", series)
    check(f"{start}.truncate", series, 1)
    check(f"{start}.cutdeg", series, 1)
