"""Functions of each element, parts of complex numbers and windows, held against NumPy."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from .harness import Verdict, check
from .inputs import arrays, dtypes

OF_EACH = ["i0", "sinc", "iscomplex", "isreal", "isneginf", "isposinf", "angle"]
numbers = st.sampled_from([1.5, 2, True, 1j, np.float32(2), np.int8(3), [1, 2.5], (0, 1)])


@given(st.sampled_from(OF_EACH), arrays())
def test_of_each_element(name: str, array: np.ndarray[Any, Any]) -> None:
    check(f"numpy.{name}", array)


@given(st.sampled_from(OF_EACH), numbers)
def test_of_numbers_and_sequences(name: str, value: Any) -> None:
    python_bool = name == "isreal" and isinstance(value, int | float | complex)
    check(f"numpy.{name}", value, expect=Verdict.SILENT if python_bool else Verdict.EXACT)


@given(arrays(), st.booleans())
def test_degrees(array: np.ndarray[Any, Any], degrees: bool) -> None:
    check("numpy.angle", array, degrees)


@given(arrays(), numbers)
def test_parts(array: np.ndarray[Any, Any], value: Any) -> None:
    for name in ("numpy.real", "numpy.imag"):
        check(name, array)
        check(name, value)
    check("numpy.real", [1j, 2], expect=Verdict.SILENT)


@given(arrays())
def test_real_if_close(array: np.ndarray[Any, Any]) -> None:
    check("numpy.real_if_close", array, expect=Verdict.PARTIAL if array.dtype.kind == "c" else Verdict.EXACT)


@given(arrays(dtypes))
def test_nan_to_num(array: np.ndarray[Any, Any]) -> None:
    strings = array.dtype.kind in "SU" and array.ndim == 0
    check("numpy.nan_to_num", array, nan=1.0, expect=Verdict.PARTIAL if strings else Verdict.EXACT)
    check("numpy.nan_to_num", array, False, expect=Verdict.SILENT)
    check("numpy.nan_to_num", [1, 2.5])


@given(st.sampled_from(["bartlett", "blackman", "hamming", "hanning"]), st.integers(-2, 9))
def test_windows(name: str, count: int) -> None:
    check(f"numpy.{name}", count)
    check(f"numpy.{name}", np.int64(count))
    check("numpy.kaiser", count, 14)
    check("numpy.kaiser", count, 2.5)


def test_outputs() -> None:
    assert check("numpy.isposinf", np.ones(3), np.empty(3, bool)) is Verdict.EXACT


@pytest.mark.parametrize("size", [2.5, np.float64(3)])
def test_windows_of_floats(size: float) -> None:
    check("numpy.hanning", size, expect=Verdict.SILENT)
