"""Methods of NumPy scalars, and what takes arrays to Python objects, held against NumPy."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from .harness import Verdict, check
from .inputs import NUMERIC, dtype_arguments


@pytest.mark.parametrize("name", ["item", "tolist", "copy", "conj", "conjugate", "round"])
@pytest.mark.parametrize("code", NUMERIC)
def test_methods_of_numpy_scalars(name: str, code: str) -> None:
    if (code, name) != ("?", "round"):
        assert check(f"numpy.generic.{name}", np.dtype(code).type(1)) is Verdict.EXACT


@given(st.sampled_from(NUMERIC), dtype_arguments)
def test_casts_of_numpy_scalars(code: str, dtype: Any) -> None:
    expect = Verdict.PARTIAL if dtype == "U3" else Verdict.EXACT
    check("numpy.generic.astype", np.dtype(code).type(1), dtype, expect=expect)


@pytest.mark.parametrize("code", [*NUMERIC, "U3", "S2"])
def test_elements_as_python_objects(code: str) -> None:
    array = np.zeros((1, 1), code)
    check("numpy.ndarray.item", array, expect=Verdict.PARTIAL)
    check("numpy.ndarray.item", array, 0, 0, expect=Verdict.PARTIAL)
    check("numpy.ndarray.tolist", array.reshape(()), expect=Verdict.PARTIAL)
    check("numpy.ndarray.tolist", array, expect=Verdict.SILENT)


def test_fill_returns_none() -> None:
    assert check("numpy.ndarray.fill", np.zeros(3), 1) is Verdict.EXACT
