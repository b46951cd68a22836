"""Clipping, rounding and comparing, held against NumPy."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from .harness import Verdict, check
from .inputs import arrays, numeric_dtypes, shapes

ends = st.sampled_from([None, 0, 2, 1.5, np.float32(1), np.int8(1), True])


@given(arrays(), ends, ends)
def test_clip(array: np.ndarray[Any, Any], low: Any, high: Any) -> None:
    check("numpy.clip", array, low, high)
    check("numpy.ndarray.clip", array, low, high)
    check("numpy.clip", array, min=low, max=high)


@given(arrays(max_dims=2), arrays(max_dims=2))
def test_clip_between_arrays(array: np.ndarray[Any, Any], end: np.ndarray[Any, Any]) -> None:
    check("numpy.clip", array, end, end)
    check("numpy.clip", array, 0, end, out=array)


@given(arrays(), st.integers(-1, 2))
def test_round(array: np.ndarray[Any, Any], decimals: int) -> None:
    for name in ("numpy.round", "numpy.around", "numpy.ndarray.round"):
        check(name, array, decimals)


@given(arrays())
def test_fix(array: np.ndarray[Any, Any]) -> None:
    check("numpy.fix", array)
    check("numpy.fix", array, out=np.zeros(array.shape))
    check("numpy.fix", 2.5)


@given(shapes(max_dims=2), numeric_dtypes, arrays(max_dims=2))
def test_comparisons(shape: tuple[int, ...], dtype: np.dtype[Any], array: np.ndarray[Any, Any]) -> None:
    check("numpy.isclose", np.zeros(shape, dtype), array)
    check("numpy.allclose", array, array)
    check("numpy.array_equal", array, np.zeros(shape, dtype))


@pytest.mark.parametrize("value", [2.5, 3, np.float32(1.5), [1.25, 2.0]])
def test_numbers_and_sequences(value: Any) -> None:
    assert check("numpy.round", value) is Verdict.EXACT
    assert check("numpy.clip", value, 0, 1) is Verdict.EXACT
    assert check("numpy.isclose", value, 1) is Verdict.EXACT
