"""Grids, positions and elements at random, held against what NumPy allocates."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ..inputs import arrays, axes
from .harness import check

names = st.sampled_from
usual = names([np.dtype(name) for name in ("i4", "i8", "f4", "f8")])
MAKERS = [np.random.RandomState, np.random.default_rng]


@pytest.mark.parametrize(
    "key", [np.s_[0:3, 0:4], np.s_[0:1:5j, 0:2:3j], np.s_[1:9:2, :3], np.s_[0:1:0.25, 0:3], np.s_[:4,]]
)
def test_grids(key):
    check("numpy.mgrid.__getitem__", key)


def test_large_grids_reuse_temporaries():
    check("numpy.mgrid.__getitem__", np.s_[0:200, 0:200])
    check("numpy.mgrid.__getitem__", np.s_[0:1:200j, 0:1:200j])
    check("numpy.gradient", np.ones(40_000))
    check("numpy.gradient", np.ones((200, 200)))


@given(st.lists(st.integers(0, 5), min_size=1, max_size=3))
def test_indices(lengths):
    check("numpy.indices", tuple(lengths))


@given(arrays(usual, min_dims=1, max_dims=3))
def test_gradient(array):
    check("numpy.gradient", np.array(array), expect=array.dtype.kind == "f")


@given(arrays(usual, min_dims=1), st.integers(-3, 3))
def test_triangles_and_diagonals(array, k):
    for name in ("tril", "triu"):
        check(f"numpy.{name}", array, k, expect=array.dtype.itemsize == 8 and array.ndim > 1 and array.size > 0)
    check("numpy.diag", array, k)
    check("numpy.trace", array, expect=False)


@given(arrays(min_dims=1), st.data())
def test_taken(array, data):
    axis = data.draw(axes(array.ndim))
    places = np.array([[0, -1], [0, 0]], data.draw(names(["i8", "i1", "i2"])))
    check("numpy.take", array, places)
    check("numpy.take", array, [0, 0, 0, 0], axis=axis, expect=array.size > 0)
    check("numpy.ndarray.take", array, places, axis=axis, expect=array.size > 0)


@given(arrays(usual, min_dims=1, max_dims=1), arrays(usual, min_dims=1))
def test_searched(array, values):
    check("numpy.searchsorted", array, values, expect=False)
    check("numpy.searchsorted", np.arange(5), np.arange(8))


@given(arrays(min_dims=1, max_dims=2), arrays(min_dims=1, max_dims=2))
def test_outer(first, second):
    check("numpy.ufunc.outer", np.add, first, second)
    check("numpy.ufunc.outer", np.hypot, first, second)
    check("numpy.array_equal", first, second, expect=False)
    check("numpy.array_equal", first, np.array(first))


@given(arrays(usual, min_dims=1), st.data())
def test_statistics(array, data):
    check("numpy.average", array)
    check("numpy.average", array, axis=data.draw(axes(array.ndim)))
    check("numpy.nansum", array)
    check("numpy.nansum", array, axis=data.draw(axes(array.ndim)))
    check("numpy.median", array, expect=array.size > 1)
    check("numpy.inner", array, array, expect=False)


@pytest.mark.parametrize("make", MAKERS)
@pytest.mark.parametrize("dtype", ["i1", "f8", "c16"])
@pytest.mark.parametrize("size", [1, 5, (2, 3), 100])
def test_samples(make, dtype, size):
    kind, array = type(make(0)).__name__, np.ones(20, dtype)
    check(f"numpy.random.{kind}.choice", make(0), array, size)
    check(f"numpy.random.{kind}.choice", make(0), 10, size)
    check(f"numpy.random.{kind}.permutation", make(0), array)
    check(f"numpy.random.{kind}.permutation", make(0), 10)
    check(f"numpy.random.{kind}.shuffle", make(0), array)
    check("numpy.random.choice", array, size)
