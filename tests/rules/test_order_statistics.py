"""Medians, quantiles and sorting, held against NumPy."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from .harness import Verdict, check
from .inputs import arrays, axes, dtypes, real_dtypes, some_axes

QUANTILES = ["quantile", "percentile", "nanquantile", "nanpercentile"]
places = st.sampled_from(
    [0, 1, 0.5, np.float32(0.5), [0.25, 0.5], [[0.1, 0.2]], np.array([0.5], "f4"), np.array(0.5), (0, 1)]
)


@given(st.data(), st.sampled_from(QUANTILES), arrays(real_dtypes, min_dims=1), places)
def test_quantiles(data: st.DataObject, name: str, array: np.ndarray[Any, Any], q: Any) -> None:
    axis = data.draw(st.one_of(st.none(), axes(array.ndim), some_axes(array.ndim)))
    plain = "nan" not in name or (array.size > 0 and np.ndim(q) < 2)
    expect = Verdict.EXACT if plain else Verdict.SILENT
    check(f"numpy.{name}", array, q, axis, keepdims=data.draw(st.booleans()), expect=expect)


@given(st.sampled_from(QUANTILES), arrays(real_dtypes, min_dims=1), st.sampled_from(["lower", "median_unbiased"]))
def test_methods_of_quantiles(name: str, array: np.ndarray[Any, Any], method: str) -> None:
    expect = Verdict.EXACT if array.size or "nan" not in name else Verdict.SILENT
    check(f"numpy.{name}", array, 0.5, method=method, expect=expect)


@given(st.data(), st.sampled_from(["sort", "argsort"]), arrays(dtypes))
def test_sorting_copies(data: st.DataObject, name: str, array: np.ndarray[Any, Any]) -> None:
    axis = data.draw(st.none() | axes(array.ndim))
    check(f"numpy.{name}", array, axis)
    check("numpy.ndarray.argsort", array, axis)


@given(st.data(), arrays(min_dims=1))
def test_partitions(data: st.DataObject, array: np.ndarray[Any, Any]) -> None:
    axis = data.draw(st.none() | axes(array.ndim))
    for name in ("numpy.partition", "numpy.argpartition", "numpy.ndarray.argpartition"):
        check(name, array, 0, axis)


@pytest.mark.parametrize(("name", "arguments"), [("sort", ()), ("sort", (0,)), ("partition", (1,))])
def test_sorting_in_place_returns_none(name: str, arguments: tuple[int, ...]) -> None:
    assert check(f"numpy.ndarray.{name}", np.array([[3, 1], [2, 0]]), *arguments) is Verdict.EXACT


@pytest.mark.parametrize("name", ["sort", "argsort", "median"])
def test_sequences(name: str) -> None:
    assert check(f"numpy.{name}", [3, 1, 2.5]) is Verdict.EXACT


@given(st.data(), arrays(min_dims=1, max_dims=3))
def test_order_by_several_keys(data: st.DataObject, array: np.ndarray[Any, Any]) -> None:
    axis = data.draw(axes(array.ndim))
    check("numpy.lexsort", (array, array), axis)
    check("numpy.lexsort", [array], axis)
    check("numpy.lexsort", np.stack([array, array]), axis)
    check("numpy.sort_complex", array)
