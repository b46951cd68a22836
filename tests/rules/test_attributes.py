"""Attributes of arrays and NumPy scalars, held against NumPy."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bytelens.rules.attributes import attribute
from bytelens.rules.registry import Unmodelled
from bytelens.values.arrays import Array, Scalar
from bytelens.values.dims import SomeInt, multiply, symbol

from .harness import Verdict, check
from .inputs import NUMERIC, arrays, dtypes

OF_EVERY_ARRAY = ["shape", "ndim", "size", "nbytes", "itemsize", "dtype", "strides", "T", "mT", "device"]


@given(arrays(dtypes), st.sampled_from(OF_EVERY_ARRAY))
def test_attributes_of_arrays(array: np.ndarray[Any, Any], name: str) -> None:
    unsure = name == "strides" and any(length < 2 for length in array.shape)
    check(f"numpy.ndarray.{name}", array, expect=Verdict.SILENT if unsure else Verdict.EXACT)


@given(arrays(), st.sampled_from(["real", "imag"]))
def test_parts_of_complex_arrays_are_views(array: np.ndarray[Any, Any], name: str) -> None:
    check(f"numpy.ndarray.{name}", array)


@pytest.mark.parametrize(
    "name", ["shape", "ndim", "size", "nbytes", "itemsize", "dtype", "strides", "T", "real", "imag"]
)
@pytest.mark.parametrize("dtype", NUMERIC)
def test_attributes_of_numpy_scalars(dtype: str, name: str) -> None:
    assert check(f"numpy.generic.{name}", np.dtype(dtype).type(1)) is Verdict.EXACT


def test_sizes_of_symbolic_shapes_are_formulas() -> None:
    n = symbol("n")
    array = Array((n, n), np.dtype("f8"))
    assert attribute(array, "size") == multiply(n, n)
    assert attribute(array, "nbytes") == multiply(8, multiply(n, n))


def test_what_is_not_known_is_not_claimed() -> None:
    blank = Array(None, None)
    assert attribute(blank, "size") == SomeInt()
    for name in (
        "shape",
        "ndim",
        "itemsize",
        "dtype",
        "strides",
        "real",
        "imag",
        "base",
        "flat",
        "ctypes",
        "sum",
    ):
        with pytest.raises(Unmodelled):
            attribute(blank, name)
    with pytest.raises(Unmodelled):
        attribute(Scalar(None), "nbytes_")
