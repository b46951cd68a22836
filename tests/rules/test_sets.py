"""Sets of elements, held against NumPy."""

from __future__ import annotations

from typing import Any

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from .harness import Verdict, check
from .inputs import arrays, axes, dtypes, numeric_dtypes, shapes

sortable = dtypes.filter(lambda dtype: dtype.kind != "V")
flags = st.booleans()


@given(arrays(sortable), flags, flags, flags)
def test_unique(array: np.ndarray[Any, Any], index: bool, inverse: bool, counts: bool) -> None:
    check("numpy.unique", array, index, inverse, counts, expect=Verdict.BOUNDED)
    check("numpy.unique", array.tolist(), return_counts=counts, expect=Verdict.SILENT)


@given(st.data(), arrays(numeric_dtypes, min_dims=1), flags, flags)
def test_unique_along_an_axis(data: st.DataObject, array: np.ndarray[Any, Any], inverse: bool, counts: bool) -> None:
    check(
        "numpy.unique",
        array,
        return_inverse=inverse,
        return_counts=counts,
        axis=data.draw(axes(array.ndim)),
        expect=Verdict.BOUNDED,
    )


@given(arrays(sortable))
def test_unique_of_the_array_api(array: np.ndarray[Any, Any]) -> None:
    for name in ("unique_values", "unique_counts", "unique_inverse", "unique_all"):
        check(f"numpy.{name}", array, expect=Verdict.BOUNDED)


@given(arrays(numeric_dtypes, max_dims=2), arrays(numeric_dtypes, max_dims=2), flags, flags)
def test_of_two_arrays(a: np.ndarray[Any, Any], b: np.ndarray[Any, Any], assume: bool, indices: bool) -> None:
    check("numpy.intersect1d", a, b, assume, indices, expect=Verdict.BOUNDED)
    check("numpy.union1d", a, b, expect=Verdict.BOUNDED)
    check("numpy.setdiff1d", a, b, assume, expect=Verdict.BOUNDED)
    one_axis = a.ndim == b.ndim == 1 or not assume
    check("numpy.setxor1d", a, b, assume, expect=Verdict.BOUNDED if one_axis else Verdict.SILENT)
    check("numpy.isin", a, b, invert=assume)
    if "in1d" in vars(np):
        check("numpy.in1d", a, b)


@given(arrays(st.sampled_from([np.dtype("U2"), np.dtype("U4"), np.dtype("S3")]), shape=(3,)), st.integers(0, 3))
def test_of_strings(array: np.ndarray[Any, Any], count: int) -> None:
    other = np.array(["a", "b", "cde"][:count], dtype="U3" if array.dtype.kind == "U" else "S2")
    check("numpy.union1d", array, other, expect=Verdict.BOUNDED)
    check("numpy.intersect1d", array, other, expect=Verdict.BOUNDED)


@given(shapes(1, 2), st.sampled_from(["fb", "f", "b"]))
def test_trimmed_zeros(shape: tuple[int, ...], trim: str) -> None:
    array = np.zeros(shape)
    array[1:2] = 3
    one = len(shape) == 1
    check("numpy.trim_zeros", array, expect=Verdict.BOUNDED if one else Verdict.SILENT)
    check("numpy.trim_zeros", array[::-1], trim, expect=Verdict.BOUNDED if one else Verdict.SILENT)
    check("numpy.trim_zeros", [0, 1, 2, 0], trim, expect=Verdict.SILENT)
