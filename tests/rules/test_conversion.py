"""Arrays from what exists already, held against NumPy."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from .harness import Verdict, check
from .inputs import arrays, dtype_arguments, dtypes, numeric_dtypes, orders

numbers = st.one_of(
    st.integers(-5, 5),
    st.sampled_from([2**31, 2**63, 2**64, -(2**63) - 1]),
    st.floats(-2, 2),
    st.booleans(),
    st.just(1j),
    st.sampled_from([np.float32(1), np.int8(2), np.uint64(3), np.float16(1)]),
)
leaves = st.one_of(numbers, st.sampled_from(["a", "bbb", b"xy", None]))


def _nested(leaf: st.SearchStrategy[object]) -> st.SearchStrategy[object]:
    """Lists and tuples that are mostly not ragged."""
    rows = st.integers(0, 3).flatmap(lambda n: st.lists(st.lists(leaf, min_size=n, max_size=n), max_size=3))
    return st.one_of(leaf, st.lists(leaf, max_size=4), st.lists(leaf, max_size=3).map(tuple), rows)


@given(_nested(leaves))
def test_literals(value):
    check("numpy.array", value)
    check("numpy.asarray", value)


@given(_nested(numbers), dtype_arguments, orders)
def test_literals_of_a_given_dtype(value, dtype, order):
    check("numpy.array", value, dtype, order=order)


@pytest.mark.parametrize(
    "value",
    [
        [2**63],
        [2**64],
        [1, 2**63],
        ["a", "bbb"],
        [None],
        [[1, 2], [3]],
        range(5),
        [range(3), range(3)],
        [],
        [[], []],
        3.5,
        True,
        "text",
        [np.float32(1), 2.0],
        [np.int8(1), 2],
        (1, 2.5),
    ],
    ids=repr,
)
def test_the_hard_literals(value):
    check("numpy.array", value)


@given(st.lists(st.one_of(arrays(max_dims=1), numbers), min_size=1, max_size=3))
def test_lists_of_arrays(items):
    check("numpy.array", items, expect=Verdict.PARTIAL)


@given(st.lists(arrays(shape=(2, 3)), min_size=1, max_size=3), st.one_of(st.none(), numeric_dtypes))
def test_lists_of_arrays_of_one_shape(items, dtype):
    assert check("numpy.array", items, dtype=dtype) is Verdict.EXACT


COPY = st.sampled_from([True, False, None])


@given(arrays(dtypes), COPY, orders, st.integers(0, 5))
def test_array_of_an_array(array, copy, order, ndmin):
    check("numpy.array", array, copy=copy, order=order, ndmin=ndmin)


@given(arrays(), numeric_dtypes, COPY, orders)
def test_array_of_an_array_with_a_dtype(array, dtype, copy, order):
    check("numpy.array", array, dtype, copy=copy, order=order)
    check("numpy.asarray", array, dtype, order, copy=copy)


@given(arrays(dtypes), st.sampled_from(["asarray", "asanyarray", "asarray_chkfinite"]))
def test_what_is_an_array_stays_itself(array, name):
    check(f"numpy.{name}", array)
    check(f"numpy.{name}", array, array.dtype, expect=Verdict.BOUNDED)


@given(arrays(dtypes), st.sampled_from(["ascontiguousarray", "asfortranarray"]), st.booleans())
def test_contiguous(array, name, single):
    check(f"numpy.{name}", array)
    if single:
        check(f"numpy.{name}", array, np.float32)


def test_equal_but_different_dtypes_are_not_taken_for_one_object():
    for kind in (np.longlong, np.int64, np.intp):
        check("numpy.asarray", np.zeros(3, np.longlong), kind, expect=Verdict.BOUNDED)
        check("numpy.asarray", np.zeros(3, np.int64), kind, expect=Verdict.BOUNDED)


@given(arrays(dtypes), orders)
def test_copies(array, order):
    check("numpy.copy", array)
    check("numpy.copy", array, order)
    check("numpy.ndarray.copy", array)
    check("numpy.ndarray.copy", array, order=order)


@given(arrays(), dtype_arguments, orders, st.booleans())
def test_astype(array, dtype, order, copy):
    check("numpy.ndarray.astype", array, dtype)
    check("numpy.ndarray.astype", array, dtype, order=order, copy=copy)


@given(arrays(dtypes), st.sampled_from(["U", "S", "U5", "M8[s]", "m8", object, ">i4", "V8"]), st.booleans())
def test_astype_to_what_is_no_number(array, dtype, copy):
    check("numpy.ndarray.astype", array, dtype, copy=copy, expect=Verdict.PARTIAL)


@given(arrays(), numeric_dtypes, st.booleans())
def test_the_function_astype(array, dtype, copy):
    if hasattr(np, "astype"):
        check("numpy.astype", array, dtype, copy=copy)


@given(st.lists(st.integers(0, 3), min_size=3, max_size=3), numeric_dtypes)
def test_fromiter(items, dtype):
    check("numpy.fromiter", items, dtype, 3)
    check("numpy.fromiter", items, dtype)


@pytest.mark.parametrize("sep", [" ", ", "])
def test_fromstring(sep):
    check("numpy.fromstring", "1, 2, 3", sep=sep, expect=Verdict.PARTIAL)
    check("numpy.fromstring", "1 2 3", int, 2, sep=sep, expect=Verdict.BOUNDED)
    check("numpy.fromstring", "1 2 3", np.float32, sep=sep, expect=Verdict.PARTIAL)


@given(arrays(dtypes), st.sampled_from([None, "f4"]), st.sampled_from([None, "C", ["F", "W"], ["O"], ["E"], []]))
def test_require(array, dtype, requirements):
    check("numpy.require", array, dtype, requirements, expect=Verdict.BOUNDED)
    check("numpy.require", [1, 2], dtype, requirements, expect=Verdict.BOUNDED)
