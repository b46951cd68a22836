"""Calls of scalar types, held against NumPy."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from .harness import Verdict, check
from .inputs import arrays

TYPES = sorted({np.dtype(code).type for code in np.typecodes["AllInteger"] + np.typecodes["AllFloat"] + "?"}, key=str)
numbers = st.sampled_from([0, 3, -1, 300, 2**40, 2.5, 1j, True, "7", np.float32(1.5), np.int8(-3), np.float64(1e300)])


@pytest.mark.parametrize("kind", TYPES)
@given(value=numbers)
def test_numbers(kind, value):
    check(f"numpy.{kind.__name__}", value)
    assert check(f"numpy.{kind.__name__}") is Verdict.EXACT


@pytest.mark.parametrize("kind", TYPES)
@given(value=st.one_of(arrays(), st.sampled_from([[1, 2], (3,), [[1.5]], [], range(3)])))
def test_arrays_are_converted(kind, value):
    only_one = isinstance(value, np.ndarray) and value.size == 1
    check(f"numpy.{kind.__name__}", value, expect=Verdict.SILENT if only_one else Verdict.BOUNDED)
