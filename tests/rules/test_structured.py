"""Structured dtypes against NumPy."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bytelens.rules.registry import Unmodelled, WouldRaise
from bytelens.rules.structured import structured_shape
from bytelens.values.arrays import Array, Scalar
from bytelens.values.dims import symbol
from bytelens.values.kinds import UNKNOWN, Sequence, Typed

from .harness import Verdict, check, rule_of
from .inputs import arrays

GETITEM = "numpy.ndarray.__getitem__"
POINT = np.dtype([("x", "f4"), ("y", "i8", (2,)), ("z", [("re", "f8"), ("im", "f8")])])
DTYPES = [
    POINT,
    np.dtype([("a", "i4"), ("b", "f8")]),
    np.dtype([("a", "u1"), ("b", ">f8"), ("c", "U3")], align=True),
    np.dtype({"names": ["low", "high"], "formats": ["i2", "i2"], "offsets": [0, 6], "itemsize": 16}),
]
structured_dtypes = st.sampled_from(DTYPES)
structured_arrays = arrays(structured_dtypes, max_dims=3)


@given(structured_arrays, st.data())
def test_fields_are_views(array: np.ndarray[Any, Any], data: st.DataObject) -> None:
    names = list(array.dtype.names or ())
    check(GETITEM, array, data.draw(st.sampled_from(names)))
    check(GETITEM, array, data.draw(st.lists(st.sampled_from(names), min_size=1, unique=True)))
    check(GETITEM, array, "no such field")


@given(structured_dtypes, st.data())
def test_fields_of_scalars(dtype: np.dtype[Any], data: st.DataObject) -> None:
    scalar = np.zeros(1, dtype)[0]
    for name in dtype.names or ():
        sized_by_value = dtype[name].kind in "SU"
        verdict = Verdict.PARTIAL if sized_by_value else Verdict.BOUNDED
        check("numpy.void.__getitem__", scalar, name, expect=verdict)
    check("numpy.void.__getitem__", scalar, data.draw(st.integers(-2, 1)), expect=Verdict.PARTIAL)
    check("numpy.void.__getitem__", scalar, "no such field")
    check("numpy.void.__getitem__", scalar, list(dtype.names or ())[:1])


@given(st.integers(0, 3), st.integers(0, 3), structured_dtypes)
def test_lists_of_tuples(rows: int, columns: int, dtype: np.dtype[Any]) -> None:
    element = np.zeros((), dtype).item()
    check("numpy.array", [element] * rows, dtype)
    check("numpy.array", [[element] * columns] * rows, dtype)
    check("numpy.array", element, dtype)
    check("numpy.array", [element[:-1]] * rows, dtype)


def test_elements_need_not_be_known() -> None:
    dtype = np.dtype([("a", "i4"), ("b", "f8")])
    pair = (UNKNOWN, Typed(float))
    assert structured_shape(pair, dtype) == ()
    assert structured_shape(Sequence((pair, pair)), dtype) == (2,)
    assert structured_shape(Sequence(None, pair, symbol("n")), dtype) == (symbol("n"),)
    assert structured_shape(Sequence((Scalar(dtype),)), dtype) == (1,)
    assert structured_shape(Sequence((Array((3,), dtype),)), dtype) == (1, 3)


@pytest.mark.parametrize("value", [UNKNOWN, Sequence((UNKNOWN,)), Array((3,), np.dtype(float)), Sequence((1.0,))])
def test_what_is_no_structure_is_not_guessed(value: Any) -> None:
    with pytest.raises(Unmodelled):
        structured_shape(value, np.dtype([("a", "i4"), ("b", "f8")]))


def test_a_tuple_of_another_length_is_refused() -> None:
    with pytest.raises(WouldRaise):
        structured_shape((1, 2, 3), np.dtype([("a", "i4"), ("b", "f8")]))


def test_a_scalar_that_is_no_structure_has_no_fields() -> None:
    with pytest.raises(Unmodelled):
        rule_of("numpy.void.__getitem__").function(Scalar(np.dtype(float)), "a")
