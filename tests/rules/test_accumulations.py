"""Running totals and differences, held against NumPy."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bytelens.rules.accumulations import diff
from bytelens.values.arrays import new_array
from bytelens.values.dims import SomeInt, symbol

from .harness import Verdict, check
from .inputs import arrays, axes, numeric_dtypes

RUNNING = ["cumsum", "cumprod", "nancumsum", "nancumprod"]
SINCE_NUMPY_2_1 = [name for name in ("cumulative_sum", "cumulative_prod") if hasattr(np, name)]


@given(st.data(), st.sampled_from(RUNNING), arrays(), st.none() | numeric_dtypes)
def test_running_totals(data: st.DataObject, name: str, array: np.ndarray[Any, Any], dtype: Any) -> None:
    axis = data.draw(st.none() | axes(array.ndim))
    check(f"numpy.{name}", array, axis, dtype)
    if hasattr(np.ndarray, name):
        check(f"numpy.ndarray.{name}", array, axis)


@pytest.mark.parametrize("name", SINCE_NUMPY_2_1)
def test_running_totals_of_the_array_api(name: str) -> None:
    @given(st.data(), arrays(), st.booleans())
    def holds(data: st.DataObject, array: np.ndarray[Any, Any], include_initial: bool) -> None:
        axis = data.draw(st.none() | axes(array.ndim))
        check(f"numpy.{name}", array, axis=axis, include_initial=include_initial)

    holds()


@given(st.data(), st.sampled_from(["add", "multiply", "maximum", "logical_or", "subtract"]), arrays(min_dims=1))
def test_accumulate_and_reduceat(data: st.DataObject, name: str, array: np.ndarray[Any, Any]) -> None:
    ufunc, axis = getattr(np, name), data.draw(axes(array.ndim))
    check("numpy.ufunc.accumulate", ufunc, array)
    check("numpy.ufunc.accumulate", ufunc, array, axis)
    check("numpy.ufunc.reduceat", ufunc, array, data.draw(st.sampled_from([[0], [0, 0, 0], [0, 1]])), axis)


@given(st.data(), arrays(), st.integers(0, 3))
def test_differences(data: st.DataObject, array: np.ndarray[Any, Any], times: int) -> None:
    check("numpy.diff", array, times, data.draw(axes(array.ndim)))


@given(arrays(min_dims=1, max_dims=2), st.sampled_from([0, 2.5, True]))
def test_differences_with_elements_at_the_ends(array: np.ndarray[Any, Any], first: Any) -> None:
    check("numpy.diff", array, prepend=first, append=array)


def test_differences_of_a_symbolic_axis_are_bounded() -> None:
    claim = diff(new_array((symbol("n"), 5), np.dtype("f4")), axis=0)
    assert claim.shape == (SomeInt(symbol("n")), 5)


@pytest.mark.parametrize("name", RUNNING)
def test_outputs_and_sequences(name: str) -> None:
    assert check(f"numpy.{name}", [True, False]) is Verdict.EXACT
    assert check(f"numpy.{name}", [1.5, 2], out=np.zeros(2)) is Verdict.EXACT
