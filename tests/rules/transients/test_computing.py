"""Sorting, accumulating, choosing, repeating, linear algebra and samples, held against what NumPy allocates."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ..inputs import arrays, axes
from .harness import check

names = st.sampled_from
floats = names([np.dtype("f8"), np.dtype("f4")])


@given(arrays(min_dims=1), st.data())
def test_sorted(array, data):
    axis = data.draw(axes(array.ndim))
    check("numpy.sort", array, axis=axis, expect=False)
    check("numpy.argsort", array, axis=axis)
    check("numpy.sort", array, axis=None)
    check("numpy.argsort", array, axis=None)
    check("numpy.ndarray.sort", np.array(array, order="F"), axis=axis)


@given(arrays(min_dims=1), st.data())
def test_accumulated(array, data):
    axis = data.draw(axes(array.ndim))
    for name in ("cumsum", "cumprod"):
        check(f"numpy.{name}", array)
        check(f"numpy.ndarray.{name}", array, axis=axis)
    check("numpy.diff", array, axis=axis, expect=array.shape[axis] > 0)
    check("numpy.diff", array, n=3, axis=axis, expect=array.shape[axis] > 2)


@given(arrays(min_dims=1), st.data())
def test_convolved(array, data):
    array = np.array(array).ravel()
    other = np.array(data.draw(arrays(st.just(array.dtype), min_dims=1))).ravel()
    check("numpy.convolve", array, other, expect=False)
    check("numpy.convolve", np.ones(5), np.ones(2))
    check("numpy.convolve", array, other[::-1], data.draw(names(["same", "valid"])), expect=False)


@given(arrays(min_dims=1), arrays(), st.data())
def test_chosen(condition, other, data):
    x = np.resize(other, condition.shape)
    number = data.draw(names([0, 1.5, True, 2j, np.float32(1)]))
    check("numpy.where", condition > 1, x, x)
    check("numpy.where", condition > 1, x, number, expect=False)
    check("numpy.where", condition, number, x, expect=False)
    check("numpy.where", condition > 1, 1, 0)
    check("numpy.where", condition > 1, np.ones(()), x)
    check("numpy.where", condition, expect=False)
    check("numpy.nonzero", condition, expect=False)


@given(arrays(min_dims=1))
def test_bounded(array):
    check("numpy.clip", array, 1, 3, expect=array.dtype.kind in "iu")
    check("numpy.clip", array, 0.5, 3, expect=array.dtype.kind in "f")
    check("numpy.ndarray.clip", array, np.ones((), array.dtype), np.full(array.shape, 2, array.dtype), expect=False)
    check("numpy.round", array, expect=array.dtype.kind == "f")
    check("numpy.round", array, 2, expect=array.dtype.kind == "f")


@given(arrays(min_dims=1), st.integers(0, 3), st.data())
def test_repeated(array, count, data):
    array = np.require(array, requirements="W") if 0 in array.strides else array
    axis = data.draw(axes(array.ndim))
    check("numpy.repeat", array, count, expect=array.size > 0)
    check("numpy.repeat", array, count, axis, expect=array.size > 0)
    check("numpy.roll", array, count)
    check("numpy.roll", array, count, axis)
    check("numpy.tile", array, count, expect=False)
    check("numpy.tile", array, (count, 2), expect=False)
    check("numpy.tile", np.ones((2, 3)), (count, 1, 2))


@given(arrays(names([np.dtype(name) for name in ("i4", "i8", "f4", "f8")]), min_dims=1), st.data())
def test_norm(array, data):
    check("numpy.linalg.norm", array, expect=False)
    check("numpy.linalg.norm", np.array(array, order="C"), expect=array.size > 0)
    check("numpy.linalg.norm", array, axis=data.draw(axes(array.ndim)))


@pytest.mark.parametrize("dtype", ["f8", "c16", "i8"])
@pytest.mark.parametrize("name", ["inv", "det", "cholesky", "svd", "eigh", "eigvalsh"])
def test_linalg(name, dtype):
    for count in (1, 2, 5):
        matrix = (np.eye(count) * 2).astype(dtype)
        check(f"numpy.linalg.{name}", matrix)
        check(f"numpy.linalg.{name}", np.asfortranarray(matrix))
        check(f"numpy.linalg.{name}", np.stack([matrix, matrix]))
        check("numpy.linalg.solve", matrix, np.ones(count, dtype))
        check("numpy.linalg.solve", matrix, np.ones((count, 3), dtype))


@given(names(["fft", "ifft", "rfft"]), arrays(names([np.dtype("f8"), np.dtype("c16")]), min_dims=1), st.data())
def test_transformed(name, array, data):
    check(f"numpy.fft.{name}", array, expect=array.size > 0)
    check(f"numpy.fft.{name}", array, axis=data.draw(axes(array.ndim)), expect=array.size > 0)


@given(arrays(min_dims=2, max_dims=2))
def test_einsum(array):
    for subscripts in ("ij->i", "ij->ji", "ij->", "ij,ij->j"):
        check("numpy.einsum", subscripts, *(array,) * (subscripts.count(",") + 1))
    check("numpy.einsum", "ij,kj->ik", array, array)


@given(arrays(floats, min_dims=1), arrays(floats, min_dims=1))
def test_interpolated(x, other):
    x, known = np.array(x), np.array(other).ravel()
    check("numpy.interp", x, known, known, expect=x.size > 0)


SIZES = [3, 10, (2, 3), (0,), (1,)]


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("make", [np.random.RandomState, np.random.default_rng])
def test_samples(make, size):
    kind = type(make(0)).__name__
    for name in ("normal", "uniform", "exponential", "poisson", "standard_normal", "random", "binomial"):
        arguments = (3, 0.5) if name == "binomial" else ()
        check(f"numpy.random.{kind}.{name}", make(0), *arguments, size=size, expect=size != (0,))
    check(f"numpy.random.{kind}.normal", make(0), 1.5, 2, size, expect=size != (0,))
    integers = "integers" if kind == "Generator" else "randint"
    check(f"numpy.random.{kind}.{integers}", make(0), 10, size=size, expect=size != (0,))
    check(f"numpy.random.{kind}.{integers}", make(0), -5, 10**12, size, expect=size != (0,))


def test_samples_of_the_module():
    check("numpy.random.rand", 3, 4)
    check("numpy.random.randn", 10)
    check("numpy.random.uniform", -1, 1, 20)
    check("numpy.random.normal", size=(2, 3))
    check("numpy.random.randint", 5, size=(2, 3))
    check("numpy.random.randint", 0, 5, 4)
    check("numpy.random.random", (3, 2))
