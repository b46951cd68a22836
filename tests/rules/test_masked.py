"""Masked arrays against NumPy."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bytelens.rules.registry import find_rule, resolve
from bytelens.rules.ufuncs import is_elementwise

from .harness import Verdict, check
from .inputs import arrays, compatible, numeric_dtypes, real_dtypes, shapes

GETITEM = "numpy.ma.MaskedArray.__getitem__"
OPERATORS = ["add", "sub", "mul", "truediv", "floordiv", "mod", "pow", "and_", "eq", "lt"]
REDUCTIONS = ["sum", "prod", "mean", "std", "var", "min", "max", "any", "all", "argmin", "argmax"]
UFUNCS = sorted(
    name
    for name in dir(np.ma)
    if isinstance(getattr(getattr(np.ma, name), "f", None), np.ufunc) and is_elementwise(getattr(np.ma, name).f)
)
COMPARED = ["greater", "greater_equal", "less", "less_equal", "equal", "not_equal"]

bounds = st.none() | st.integers(-3, 3)
slices = st.builds(slice, bounds, bounds, st.sampled_from([None, 2, -1]))
parts = st.one_of(slices, st.integers(-3, 2), st.none(), st.lists(st.integers(-1, 0), max_size=3))


def masked(array: np.ndarray[Any, Any], kind: int = 0) -> np.ma.MaskedArray[Any, Any]:
    """A masked array that looks into an array: without a mask, with one that masks nothing, something, or all."""
    masks: list[Any] = [np.ma.nomask, np.zeros(array.shape, bool), np.zeros(array.shape, bool), True]
    if kind == 2 and array.size:
        masks[2].flat[0] = True
    return np.ma.array(array, mask=masks[kind])


@st.composite
def masked_arrays(
    draw: st.DrawFn, dtype: st.SearchStrategy[np.dtype[Any]] = numeric_dtypes, shape: Any = None, min_dims: int = 1
) -> np.ma.MaskedArray[Any, Any]:
    """Masked arrays in every layout, with masks of every kind."""
    array = draw(arrays(dtype, shape, min_dims=min_dims, max_dims=3))
    return masked(array, draw(st.integers(0, 3)))


@given(arrays(max_dims=3), st.sampled_from([None, "f4", "i8"]), st.booleans())
def test_creation(array: np.ndarray[Any, Any], dtype: str | None, copy: bool) -> None:
    for name in ("array", "masked_array", "MaskedArray"):
        check(f"numpy.ma.{name}", array, dtype=dtype, copy=copy)
        check(f"numpy.ma.{name}", array, mask=array > 1, copy=copy)
        check(f"numpy.ma.{name}", array.tolist(), dtype=dtype)
    check("numpy.ma.array", masked(array), dtype=dtype, copy=copy)


@given(masked_arrays(), st.booleans())
def test_creation_with_masks(array: np.ma.MaskedArray[Any, Any], more: bool) -> None:
    for given_array, copy in ((array, True), (array.data, more)):
        check("numpy.ma.masked_where", given_array > 1, given_array, copy)
        for name in COMPARED:
            check(f"numpy.ma.masked_{name}", given_array, 1, copy)
        check("numpy.ma.masked_inside", given_array, 1, 2, copy)
        check("numpy.ma.masked_outside", given_array, 1, 2)
        check("numpy.ma.masked_invalid", given_array)
        check("numpy.ma.masked_values", given_array, 1.0)
        check("numpy.ma.getmaskarray", given_array, expect=Verdict.SILENT)
    check("numpy.ma.masked_all_like", array)


@given(shapes(min_dims=1), st.sampled_from([float, "f4", int]))
def test_constant_arrays(shape: tuple[int, ...], dtype: Any) -> None:
    for name in ("zeros", "ones", "empty", "masked_all"):
        check(f"numpy.ma.{name}", shape, dtype)
    check("numpy.ma.make_mask_none", shape)
    check("numpy.ma.arange", 3, 9)
    check("numpy.ma.identity", 3)


@given(masked_arrays(), st.lists(parts, min_size=1, max_size=3))
def test_parts(array: np.ma.MaskedArray[Any, Any], key: list[Any]) -> None:
    check(GETITEM, array, tuple(key), expect=Verdict.SILENT)
    check(GETITEM, array, slice(None, None, 2))
    check(GETITEM, array, ..., expect=Verdict.EXACT)
    check(GETITEM, array, array.data > 1, expect=Verdict.BOUNDED)
    check(GETITEM, array, array > 1, expect=Verdict.BOUNDED)


@given(shapes(min_dims=1, max_dims=3), st.data(), st.sampled_from(OPERATORS))
def test_operators(shape: tuple[int, ...], data: st.DataObject, name: str) -> None:
    array = data.draw(masked_arrays(shape=shape))
    other = data.draw(arrays(numeric_dtypes, data.draw(compatible(shape))))
    expect = Verdict.PARTIAL
    for operand in (other, masked(other, 2), 2, 2.5, np.float32(2), [1]):
        check(f"operator.{name}", array, operand, expect=expect)
        check(f"operator.{name}", operand, array, expect=expect)


@pytest.mark.parametrize("name", UFUNCS)
def test_ufuncs(name: str) -> None:
    @settings(max_examples=10)
    @given(st.data())
    def holds(data: st.DataObject) -> None:
        count = resolve(f"numpy.ma.{name}").f.nin  # type: ignore[union-attr]
        shape = data.draw(shapes(min_dims=1, max_dims=3))
        operands = [data.draw(masked_arrays(real_dtypes, shape)) for _ in range(count)]
        check(f"numpy.ma.{name}", *operands, expect=Verdict.PARTIAL)
        check(f"numpy.ma.{name}", operands[0].data, *operands[1:], expect=Verdict.PARTIAL)
        if count == 2:
            check(f"numpy.ma.{name}", operands[0], 2, expect=Verdict.PARTIAL)

    holds()


@given(masked_arrays(), st.sampled_from(["negative", "sqrt", "exp", "absolute", "isnan"]))
def test_plain_ufuncs(array: np.ma.MaskedArray[Any, Any], name: str) -> None:
    check(f"numpy.{name}", array, expect=Verdict.PARTIAL)
    check("numpy.add", array, array.data, expect=Verdict.PARTIAL)
    check("numpy.multiply", 2.5, array, expect=Verdict.PARTIAL)


@pytest.mark.parametrize("name", REDUCTIONS)
def test_reductions(name: str) -> None:
    @settings(max_examples=25)
    @given(masked_arrays(min_dims=2), st.sampled_from([None, 0, -1, 1]), st.booleans())
    def holds(array: np.ma.MaskedArray[Any, Any], axis: int | None, keepdims: bool) -> None:
        expect = Verdict.SILENT if axis is None else Verdict.PARTIAL
        check(f"numpy.ma.MaskedArray.{name}", array, axis=axis, expect=expect)
        check(f"numpy.ma.MaskedArray.{name}", array, axis=axis, keepdims=keepdims, expect=expect)
        check(f"numpy.ma.{name}", array, axis, expect=expect)
        check(f"numpy.{name}", array, axis, expect=expect)
        check(f"numpy.{name}", array.ravel(), axis=0, expect=Verdict.SILENT)

    holds()


@given(masked_arrays(min_dims=2), st.integers(0, 1))
def test_along_axes(array: np.ma.MaskedArray[Any, Any], axis: int) -> None:
    for name in ("cumsum", "cumprod", "argsort"):
        check(f"numpy.ma.MaskedArray.{name}", array, axis, expect=Verdict.PARTIAL)
    check("numpy.ma.MaskedArray.count", array, axis)
    check("numpy.ma.count", array, axis)
    check("numpy.ma.count", array, expect=Verdict.SILENT)
    check("numpy.ma.count_masked", array, axis)
    check("numpy.ma.count_masked", array)
    check("numpy.ma.MaskedArray.argmin", array, axis, fill_value=3)
    check("numpy.ma.diff", array, expect=Verdict.PARTIAL)


@given(masked_arrays())
def test_what_is_inside(array: np.ma.MaskedArray[Any, Any]) -> None:
    check("numpy.ma.MaskedArray.data", array)
    check("numpy.ma.getdata", array)
    check("numpy.ma.getdata", array.data)
    check("numpy.ma.MaskedArray.filled", array, expect=Verdict.BOUNDED)
    check("numpy.ma.MaskedArray.filled", array, 1, expect=Verdict.BOUNDED)
    check("numpy.ma.filled", array, 1, expect=Verdict.BOUNDED)
    check("numpy.ma.filled", array.data, 1)
    check("numpy.ma.MaskedArray.compressed", array, expect=Verdict.BOUNDED)
    check("numpy.ma.compressed", array, expect=Verdict.BOUNDED)
    check("numpy.ma.MaskedArray.nonzero", array, expect=Verdict.BOUNDED)
    check("numpy.ma.nonzero", array, expect=Verdict.BOUNDED)
    for name in ("shape", "dtype", "ndim", "size", "nbytes", "itemsize"):
        check(f"numpy.ma.MaskedArray.{name}", array)
    check("numpy.ma.isMaskedArray", array)
    check("numpy.ma.isMaskedArray", array.data)


@given(masked_arrays())
def test_shapes(array: np.ma.MaskedArray[Any, Any]) -> None:
    for name in ("T", "squeeze", "transpose", "copy", "flatten", "ravel", "real", "imag"):
        expect = Verdict.SILENT if name == "squeeze" else Verdict.BOUNDED
        check(f"numpy.ma.MaskedArray.{name}", array, expect=expect)
    for name in ("transpose", "copy", "ravel"):
        check(f"numpy.ma.{name}", array, expect=Verdict.BOUNDED)
    check("numpy.ma.MaskedArray.reshape", array, -1, expect=Verdict.BOUNDED)
    check("numpy.ma.reshape", array, (-1, 1), expect=Verdict.BOUNDED)
    check("numpy.ma.MaskedArray.repeat", array, 2, 0)
    check("numpy.ma.MaskedArray.swapaxes", array, 0, -1)
    check("numpy.ma.MaskedArray.astype", array, "f4")
    rounded = Verdict.SILENT if array.dtype.kind in "biu" else Verdict.PARTIAL
    check("numpy.ma.MaskedArray.round", array, 1, expect=rounded)
    check("numpy.ma.MaskedArray.clip", array, 0, 2, expect=Verdict.PARTIAL)


@given(masked_arrays(min_dims=2))
def test_joining(array: np.ma.MaskedArray[Any, Any]) -> None:
    plain = array.data
    for name in ("concatenate", "vstack", "hstack", "dstack", "stack", "column_stack"):
        check(f"numpy.ma.{name}", [array, array], expect=Verdict.SILENT if name == "column_stack" else Verdict.EXACT)
        check(f"numpy.ma.{name}", (plain, array), expect=Verdict.SILENT if name == "column_stack" else Verdict.EXACT)
    check("numpy.ma.append", array, array)
    check("numpy.ma.resize", array, (3, 4), expect=Verdict.SILENT)
    check("numpy.ma.append", array, plain, 0)
    check("numpy.ma.where", array > 1, array, 0, expect=Verdict.PARTIAL)
    check("numpy.ma.where", plain > 1, plain, array, expect=Verdict.PARTIAL)
    check("numpy.ma.dot", array, array.T, expect=Verdict.SILENT)
    check("numpy.concatenate", [array, plain], expect=Verdict.EXACT)
    check("numpy.zeros_like", array)
    check("numpy.asarray", array)
    check("numpy.array", array)
    check("numpy.asanyarray", array)
    check("numpy.copy", array)


@given(masked_arrays(real_dtypes))
def test_sorting_in_place(array: np.ma.MaskedArray[Any, Any]) -> None:
    check("numpy.ma.MaskedArray.sort", array.copy())


def test_plain_functions_keep_their_rules() -> None:
    """Some names of `np.ma` are NumPy's own functions."""
    for name in dir(np.ma):
        rule = find_rule(getattr(np, name, None))
        if rule is not None and getattr(np, name) is getattr(np.ma, name):
            assert not rule.name.startswith("numpy.ma."), name
