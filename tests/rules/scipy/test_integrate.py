"""SciPy's integrals and differential equations, held against SciPy."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import bytelens.rules.scipy.integrate  # noqa: F401 - registers the rules

from ..harness import Verdict, check
from ..inputs import NUMERIC, arrays, axes

codes = st.sampled_from([np.dtype(code) for code in NUMERIC])
some = st.lists(st.integers(2, 5), min_size=1, max_size=3).map(tuple)


def decay(y: Any, t: Any) -> Any:
    return t - y


def backwards(t: Any, y: Any, k: Any) -> Any:
    return t - k * y


@pytest.mark.parametrize("start", [1, 1.0, [1, 2], np.ones(3, "f4"), np.arange(2), np.float32(2)], ids=repr)
@pytest.mark.parametrize("times", [np.arange(5), np.linspace(0, 1, 6), [0, 1, 2]], ids=repr)
def test_equations(start: Any, times: Any) -> None:
    check("scipy.integrate.odeint", decay, start, times)
    check("scipy.integrate.odeint", backwards, start, times, args=(2.0,), tfirst=True)
    check("scipy.integrate.odeint", decay, start, times, full_output=True, expect=Verdict.SILENT)


def test_one_integral() -> None:
    check("scipy.integrate.quad", np.cos, 0, 1)
    check("scipy.integrate.quad", lambda x, k: k * x, 0, np.inf, (0,), limit=10)
    check("scipy.integrate.quad", np.cos, 0, 1, full_output=1, expect=Verdict.SILENT)


@given(st.data(), arrays(codes, some), codes)
def test_integrals(data: st.DataObject, array: np.ndarray[Any, Any], other: np.dtype[Any]) -> None:
    axis = data.draw(axes(array.ndim))
    places = np.arange(array.shape[axis]).astype(other)
    for name in ("trapezoid", "simpson", "cumulative_trapezoid"):
        check(f"scipy.integrate.{name}", array, axis=axis, expect=Verdict.SILENT)
        check(f"scipy.integrate.{name}", array, dx=0.5, axis=axis, expect=Verdict.SILENT)
        check(f"scipy.integrate.{name}", array, places, axis=axis, expect=Verdict.SILENT)
    check("scipy.integrate.cumulative_trapezoid", array, places, axis=axis, initial=0, expect=Verdict.SILENT)


def test_integrals_of_floats_are_known() -> None:
    for name in ("trapezoid", "simpson", "cumulative_trapezoid"):
        check(f"scipy.integrate.{name}", np.ones((3, 4)))
        check(f"scipy.integrate.{name}", np.ones(4), np.arange(4.0))
