"""SciPy's special functions, held against SciPy."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import bytelens.rules.scipy.special  # noqa: F401 - registers the rules

from ..harness import Verdict, check
from ..inputs import arrays


@pytest.mark.parametrize("name", ["gamma", "gammaln", "erf", "expit", "logit", "sici", "entr"])
@given(array=arrays(max_dims=2))
def test_one_operand(name: str, array: np.ndarray[Any, Any]) -> None:
    check(f"scipy.special.{name}", array, expect=Verdict.SILENT)


@given(
    st.sampled_from(["jv", "xlogy", "binom", "beta"]), arrays(max_dims=2), st.sampled_from([2, 0.5, np.ones(1, "f4")])
)
def test_two_operands(name: str, array: np.ndarray[Any, Any], other: Any) -> None:
    check(f"scipy.special.{name}", array, other, expect=Verdict.SILENT)


def test_functions_of_floats_are_known() -> None:
    check("scipy.special.gamma", np.ones((2, 3)))
    check("scipy.special.jv", 0, np.ones(3, "f4"))
    check("scipy.special.erf", 0.5)


@given(arrays(max_dims=3))
def test_softmax(array: np.ndarray[Any, Any]) -> None:
    check("scipy.special.softmax", array, expect=Verdict.SILENT)
    check("scipy.special.log_softmax", array, axis=-1, expect=Verdict.SILENT)
