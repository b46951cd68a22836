"""Statistics, convolution, interpolation and gradients, held against NumPy."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from .harness import Verdict, check
from .inputs import arrays, axes, real_dtypes, shapes

MODES = ["full", "same", "valid"]
INTEGRALS = [name for name in ("trapezoid", "trapz") if name in vars(np)]
numbers = st.sampled_from([np.dtype(code) for code in ("i1", "u1", "i4", "i8", "f4", "f8", "c8", "c16")])
vector = arrays(min_dims=1, max_dims=1)


@given(st.data(), arrays(max_dims=2), st.booleans())
def test_covariance(data: st.DataObject, array: np.ndarray[Any, Any], rows: bool) -> None:
    certain = array.size > 0 and (rows or array.ndim < 2 or array.shape[0] > 1)
    expect = Verdict.EXACT if certain else Verdict.SILENT
    other = data.draw(arrays(shape=array.shape))
    for name in ("numpy.cov", "numpy.corrcoef"):
        check(name, array, rowvar=rows, expect=expect)
        check(name, array, other, rows, expect=expect)
        check(name, array, dtype=np.float32, expect=Verdict.EXACT if array.size else Verdict.SILENT)


@given(vector, vector, st.sampled_from(MODES))
def test_convolution(a: np.ndarray[Any, Any], v: np.ndarray[Any, Any], mode: str) -> None:
    for name in ("numpy.convolve", "numpy.correlate"):
        check(name, a, v)
        check(name, a, v, mode)


@given(arrays(real_dtypes), st.sampled_from(["i4", "f4", "f8", "c8", "c16"]))
def test_interpolation(x: np.ndarray[Any, Any], code: str) -> None:
    check("numpy.interp", x, np.arange(3), np.arange(3).astype(code))
    check("numpy.interp", 1.5, np.arange(3), np.arange(3).astype(code))
    check("numpy.interp", x, [0, 1], [5, 6.5])


@given(st.data(), arrays(numbers, min_dims=1))
def test_gradient(data: st.DataObject, array: np.ndarray[Any, Any]) -> None:
    check("numpy.gradient", array)
    check("numpy.gradient", array, 0.5)
    check("numpy.gradient", array, axis=data.draw(axes(array.ndim)))
    check("numpy.gradient", array, axis=(0,))


@given(st.data(), st.sampled_from(INTEGRALS), arrays(numbers, min_dims=1))
def test_integrals(data: st.DataObject, name: str, array: np.ndarray[Any, Any]) -> None:
    axis = data.draw(axes(array.ndim))
    check(f"numpy.{name}", array, axis=axis)
    check(f"numpy.{name}", array, dx=data.draw(st.sampled_from([2, 0.5, np.float64(0.5), np.float32(1)])))
    check(f"numpy.{name}", array, np.arange(array.shape[axis]).astype(data.draw(numbers)), axis=axis)
    check(f"numpy.{name}", array, array, axis=axis)


@given(arrays(numbers), st.sampled_from([None, 5, [1, 2]]))
def test_differences_of_flattened_arrays(array: np.ndarray[Any, Any], more: Any) -> None:
    check("numpy.ediff1d", array)
    check("numpy.ediff1d", array, more, to_begin=more)


@given(st.data(), arrays(real_dtypes, min_dims=1))
def test_unwrap(data: st.DataObject, array: np.ndarray[Any, Any]) -> None:
    check("numpy.unwrap", array, axis=data.draw(axes(array.ndim)))
    check("numpy.unwrap", array, period=data.draw(st.sampled_from([4, 2.5, np.float64(3)])))


@given(arrays(real_dtypes))
def test_places_in_order(array: np.ndarray[Any, Any]) -> None:
    check("numpy.digitize", array, np.array([1, 2, 4]))
    check("numpy.digitize", array, [0.5, 1.5], right=True)
    check("numpy.searchsorted", np.arange(4), array, "right")
    check("numpy.ndarray.searchsorted", np.arange(4.0), array)
    check("numpy.searchsorted", np.arange(4), [1, 2])
    check("numpy.searchsorted", [1, 2], 1.5)


@given(shapes(1, 1), st.sampled_from(["?", "u1", "u2", "i1", "i8"]), st.integers(0, 9))
def test_counts_of_ints(shape: tuple[int, ...], code: str, least: int) -> None:
    array = (np.arange(shape[0]) * 100 % 127).astype(code)
    bounded = Verdict.BOUNDED if code in "?u1u2" else Verdict.PARTIAL
    check("numpy.bincount", array, expect=bounded)
    check("numpy.bincount", array, minlength=least, expect=bounded)
    check("numpy.bincount", array, np.ones(shape, "f4"), expect=bounded)


@pytest.mark.parametrize("name", ["cov", "corrcoef", "gradient", "ediff1d", "unwrap", *INTEGRALS])
def test_sequences(name: str) -> None:
    assert check(f"numpy.{name}", [1.0, 2, 5]) is Verdict.EXACT


def test_what_does_not_fit() -> None:
    assert check("numpy.cov", np.ones((2, 2, 2))) is None
    assert check("numpy.convolve", np.ones(0), np.ones(2)) is None
    assert check("numpy.bincount", np.ones((2, 2), int)) is None
    assert check("numpy.searchsorted", np.ones((2, 2)), 1) is None
    assert check("numpy.digitize", np.ones(2), np.ones((2, 2))) is None
