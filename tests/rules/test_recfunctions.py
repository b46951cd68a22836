"""`numpy.lib.recfunctions` against NumPy."""

from __future__ import annotations

from typing import Any

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from .harness import Verdict, check
from .inputs import arrays, numeric_dtypes

HERE = "numpy.lib.recfunctions"
numbers = st.sampled_from(
    [
        np.dtype([("x", "f4"), ("y", "i8"), ("z", "f4")]),
        np.dtype([("x", "f4"), ("y", "f4")]),
        np.dtype([("x", "i2"), ("y", "f8", (2,))], align=True),
    ]
)
structures = arrays(numbers, max_dims=2)


@given(structures, st.sampled_from([None, "f8"]), st.booleans())
def test_as_plain_arrays(array: np.ndarray[Any, Any], dtype: str | None, copy: bool) -> None:
    chosen = {} if dtype is None else {"dtype": dtype}
    check(f"{HERE}.structured_to_unstructured", array, copy=copy, expect=Verdict.BOUNDED, **chosen)


@given(arrays(numeric_dtypes, min_dims=1, max_dims=3).filter(lambda array: array.shape[-1] == 2), st.booleans())
def test_as_structures(array: np.ndarray[Any, Any], given_dtype: bool) -> None:
    chosen = {"dtype": np.dtype([("a", "f4"), ("b", "f8")])} if given_dtype else {}
    check(f"{HERE}.unstructured_to_structured", array, expect=Verdict.BOUNDED, **chosen)


@given(structures)
def test_other_fields(array: np.ndarray[Any, Any]) -> None:
    check(f"{HERE}.repack_fields", array[["x", "y"]], expect=Verdict.BOUNDED)
    check(f"{HERE}.repack_fields", array, align=True, expect=Verdict.BOUNDED)
    check(f"{HERE}.drop_fields", array, "x", expect=Verdict.SILENT)
    check(f"{HERE}.drop_fields", array, ["x"], asrecarray=True, expect=Verdict.SILENT)
    check(f"{HERE}.rename_fields", array, {"x": "w"}, expect=Verdict.BOUNDED)
    check(f"{HERE}.require_fields", array, np.dtype([("x", "f8")]), expect=Verdict.BOUNDED)


@given(arrays(numbers, (3,)), arrays(numeric_dtypes, (3,)), arrays(numeric_dtypes, (2,)), st.booleans())
def test_more_fields(
    array: np.ndarray[Any, Any], column: np.ndarray[Any, Any], shorter: np.ndarray[Any, Any], masks: bool
) -> None:
    check(f"{HERE}.append_fields", array, "new", column, usemask=masks)
    check(f"{HERE}.append_fields", array, ["new", "other"], [column, column], usemask=masks)
    check(f"{HERE}.append_fields", array, "new", shorter, expect=Verdict.SILENT)
    check(f"{HERE}.rec_append_fields", array, "new", column)
