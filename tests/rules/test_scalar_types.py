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


@pytest.mark.parametrize("value", ["", "abc", "déjà"])
def test_texts(value):
    assert check("numpy.str_", value) is Verdict.EXACT
    assert check("numpy.bytes_", value.encode()) is Verdict.EXACT
    check("numpy.str_", 3, expect=Verdict.SILENT)
    check("numpy.bytes_", 3, expect=Verdict.SILENT)


@pytest.mark.parametrize("value", [1, 5, b"abc", b""])
def test_bytes_without_a_type(value):
    check("numpy.void", value, expect=Verdict.SILENT if value == b"" else Verdict.EXACT)


def test_records():
    fields = np.dtype([("a", "i4"), ("b", "f8")])
    assert check("numpy.void", (1, 2.5), fields) is Verdict.EXACT
    assert check("numpy.void", (1, 2.5), dtype=fields) is Verdict.EXACT
