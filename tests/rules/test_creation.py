"""Array creation from a shape, held against NumPy."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from .harness import Verdict, check
from .inputs import arrays, dtype_arguments, dtypes, lengths, numeric_dtypes, orders, shapes

sizes = st.one_of(shapes(), shapes(1).map(list), st.integers(0, 5), lengths.map(np.int64))
offsets = st.integers(-4, 4)
fill_values = st.one_of(
    st.sampled_from([0, 1.5, True, 2j, "ab", b"x", None, 2**40, 2**63, np.float32(1), np.int8(3), [1, 2], (0.5,)]),
    arrays(max_dims=1),
)
CF = st.sampled_from("CF")


@given(st.sampled_from(["zeros", "ones", "empty"]), sizes, dtype_arguments, CF)
def test_filled_arrays(name, shape, dtype, order):
    check(f"numpy.{name}", shape, dtype, order)


@given(shapes(), dtypes)
def test_zeros_of_every_kind_of_dtype(shape, dtype):
    check("numpy.zeros", shape, dtype=dtype)


def test_the_axes_of_a_subarray_dtype_come_last():
    check("numpy.zeros", (2, 3), [("a", "f4", (2,))])
    check("numpy.zeros", (2, 3), np.dtype(("f4", (5,))))


@pytest.mark.parametrize("shape", [-1, (2, -3), 1.5, (2, 2.5), True, (True, 2)])
def test_impossible_shapes(shape):
    assert check("numpy.zeros", shape) is None


@given(sizes, fill_values, st.one_of(st.none(), dtype_arguments), CF)
def test_full(shape, value, dtype, order):
    check("numpy.full", shape, value, dtype, order)


@given(st.sampled_from(["zeros", "ones", "empty"]), arrays(), st.one_of(st.none(), numeric_dtypes), orders)
def test_like(name, prototype, dtype, order):
    check(f"numpy.{name}_like", prototype, dtype=dtype, order=order)


@given(arrays(), shapes(), orders)
def test_like_with_another_shape(prototype, shape, order):
    check("numpy.empty_like", prototype, order=order, shape=shape)


@given(st.one_of(arrays(dtypes), fill_values))
def test_like_what_is_no_array(prototype):
    check("numpy.zeros_like", prototype)


@given(arrays(), fill_values, st.one_of(st.none(), numeric_dtypes))
def test_full_like(prototype, value, dtype):
    check("numpy.full_like", prototype, value, dtype)


@given(st.integers(-1, 4), st.one_of(st.none(), st.integers(-1, 4)), offsets, dtype_arguments, CF)
def test_eye(rows, columns, k, dtype, order):
    check("numpy.eye", rows, columns, k, dtype, order)


@given(st.integers(0, 4), dtype_arguments)
def test_identity(n, dtype):
    check("numpy.identity", n, dtype)


@given(st.integers(-2, 4), st.one_of(st.none(), st.integers(-2, 4)), offsets, numeric_dtypes)
def test_tri(rows, columns, k, dtype):
    check("numpy.tri", rows, columns, k, dtype)


@given(st.sampled_from(["tril", "triu"]), arrays(), offsets)
def test_triangles(name, matrix, k):
    check(f"numpy.{name}", matrix, k)


@given(arrays(dtypes, min_dims=1, max_dims=2), offsets)
def test_diag(array, k):
    check("numpy.diag", array, k)


@given(arrays(max_dims=2), offsets)
def test_diagflat(array, k):
    check("numpy.diagflat", array, k)


@given(arrays(min_dims=1, max_dims=1), st.one_of(st.none(), st.integers(0, 4)), st.booleans())
def test_vander(vector, columns, increasing):
    check("numpy.vander", vector, columns, increasing)


@given(
    st.lists(arrays(max_dims=1), min_size=1, max_size=3),
    st.booleans(),
    st.booleans(),
    st.sampled_from(["xy", "ij"]),
)
def test_meshgrid(vectors, copy, sparse, indexing):
    check("numpy.meshgrid", *vectors, copy=copy, sparse=sparse, indexing=indexing, expect=Verdict.BOUNDED)


@given(shapes(), dtype_arguments, st.booleans())
def test_indices(shape, dtype, sparse):
    check("numpy.indices", shape, dtype, sparse)


@given(shapes(2, 2), numeric_dtypes)
def test_fromfunction(shape, dtype):
    check("numpy.fromfunction", np.add, shape, dtype=dtype)


@given(st.lists(lengths, max_size=3))
def test_a_shape_in_an_array_has_a_known_rank(shape):
    check("numpy.zeros", np.array(shape, int), expect=Verdict.PARTIAL)
