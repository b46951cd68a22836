"""Reductions, held against NumPy."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bytelens.values.arrays import Scalar, new_array
from bytelens.values.dims import symbol

from .harness import Verdict, check, rule_of
from .inputs import arrays, axes, compatible, dtypes, numeric_dtypes, real_dtypes, some_axes

SUMS = ["sum", "prod", "nansum", "nanprod"]
EXTREMES = ["max", "min", "amax", "amin", "nanmax", "nanmin"]
MEANS = ["mean", "nanmean", "std", "var", "nanstd", "nanvar"]
TESTS = ["any", "all"]
PLACES = ["argmax", "argmin", "nanargmax", "nanargmin"]
OTHERS = ["ptp", "count_nonzero", "average", "median", "nanmedian"]
METHODS = ["sum", "prod", "max", "min", "mean", "std", "var", "any", "all"]
N = symbol("n")

names = st.sampled_from([*SUMS, *EXTREMES, *MEANS, *TESTS, *OTHERS])


@given(st.data(), names, arrays())
def test_reductions_over_every_kind_of_axis(data: st.DataObject, name: str, array: np.ndarray[Any, Any]) -> None:
    axis = data.draw(st.one_of(st.none(), axes(array.ndim), some_axes(array.ndim)))
    keepdims = data.draw(st.booleans())
    expect = Verdict.SILENT if array.ndim == 0 and "median" in name else Verdict.EXACT
    expect = Verdict.PARTIAL if name == "count_nonzero" else expect
    check(f"numpy.{name}", array, axis=axis, keepdims=keepdims, expect=expect)


@given(st.data(), st.sampled_from([*SUMS, *MEANS]), arrays(), numeric_dtypes | st.sampled_from([float, int]))
def test_reductions_to_a_given_dtype(data: st.DataObject, name: str, array: np.ndarray[Any, Any], dtype: Any) -> None:
    check(f"numpy.{name}", array, data.draw(axes(array.ndim)), dtype)


@given(st.data(), st.sampled_from(METHODS), arrays())
def test_methods_of_arrays(data: st.DataObject, name: str, array: np.ndarray[Any, Any]) -> None:
    check(f"numpy.ndarray.{name}", array, data.draw(st.none() | axes(array.ndim)))


@given(st.sampled_from(METHODS), numeric_dtypes)
def test_methods_of_numpy_scalars(name: str, dtype: np.dtype[Any]) -> None:
    check(f"numpy.generic.{name}", dtype.type(1))


@given(st.data(), st.sampled_from(PLACES), arrays(real_dtypes))
def test_places_of_extremes(data: st.DataObject, name: str, array: np.ndarray[Any, Any]) -> None:
    axis = data.draw(st.none() | axes(array.ndim))
    check(f"numpy.{name}", array, axis, keepdims=data.draw(st.booleans()))
    if hasattr(np.ndarray, name):
        check(f"numpy.ndarray.{name}", array, axis)


@given(names, arrays(dtypes, min_dims=1, max_dims=2))
def test_dtypes_that_numpy_cannot_reduce_or_that_are_no_numbers(name: str, array: np.ndarray[Any, Any]) -> None:
    check(f"numpy.{name}", array, expect=Verdict.SILENT)
    check(f"numpy.{name}", array, axis=0, expect=Verdict.SILENT)


@given(st.data(), st.sampled_from([*SUMS, "mean", "max", "std"]), arrays(min_dims=1))
def test_where_and_initial_leave_shape_and_dtype(data: st.DataObject, name: str, array: np.ndarray[Any, Any]) -> None:
    where = np.ones(data.draw(compatible(array.shape)), bool)
    keywords = {"initial": 1} if name in ("max", "sum") else {}
    check(f"numpy.{name}", array, data.draw(axes(array.ndim)), where=where, **keywords)


@pytest.mark.parametrize("name", [*SUMS, *EXTREMES, *MEANS, "ptp", "median", "argmax"])
def test_an_output_that_is_given_is_the_result(name: str) -> None:
    out = np.zeros(3, int if name == "argmax" else float)
    assert check(f"numpy.{name}", np.ones((2, 3)), axis=0, out=out) is Verdict.EXACT


@pytest.mark.parametrize("value", [[1, 2, 3], [[True, False]], (1.5, 2), [np.float32(1), 2], 7, 2.5, range(4)])
@pytest.mark.parametrize("name", [*SUMS, *EXTREMES, *MEANS, *TESTS, "argmax"])
def test_reductions_of_sequences_and_numbers(name: str, value: Any) -> None:
    assert check(f"numpy.{name}", value) is Verdict.EXACT
    check("numpy.count_nonzero", value, expect=Verdict.PARTIAL)


@given(st.data(), st.sampled_from(["add", "multiply", "maximum", "logical_and", "bitwise_or", "hypot"]), arrays())
def test_reduce_of_ufuncs(data: st.DataObject, name: str, array: np.ndarray[Any, Any]) -> None:
    ufunc = getattr(np, name)
    check("numpy.ufunc.reduce", ufunc, array)
    axis = data.draw(st.one_of(st.none(), axes(array.ndim), some_axes(array.ndim)))
    check("numpy.ufunc.reduce", ufunc, array, axis, keepdims=data.draw(st.booleans()))


@given(st.data(), arrays(max_dims=3), numeric_dtypes)
def test_weighted_means(data: st.DataObject, array: np.ndarray[Any, Any], dtype: np.dtype[Any]) -> None:
    axis = data.draw(st.none() | axes(array.ndim))
    check("numpy.average", array, axis, np.ones(array.shape, dtype))
    if array.ndim:
        check("numpy.average", array, 0, np.ones(array.shape[:1], dtype), keepdims=True)


def test_axes_of_symbolic_shapes_go() -> None:
    total = rule_of("numpy.ndarray.sum").function
    array = new_array((N, 3, N), np.dtype("f4"))
    assert total(array, axis=(0, -1)) == new_array((3,), np.dtype("f4"))
    assert total(array) == Scalar(np.dtype("f4"))
