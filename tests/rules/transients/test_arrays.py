"""Making, joining, indexing and multiplying arrays, held against what NumPy allocates."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ..inputs import arrays, axes, numeric_dtypes, shapes
from .harness import check

names = st.sampled_from
numbers = st.sampled_from([0, 1, 2.5, True, 1j, np.float32(2), np.int8(1)])


@given(names(["zeros", "empty", "ones"]), shapes(), numeric_dtypes)
def test_made(name, shape, dtype):
    expect = name != "ones" or shape != ()
    check(f"numpy.{name}", shape, dtype, expect=expect)
    check(f"numpy.{name}", shape, expect=expect)


@given(names(["zeros_like", "empty_like", "ones_like", "copy", "array", "asarray"]), arrays(), numeric_dtypes)
def test_made_alike(name, array, dtype):
    expect = array.ndim > 0 or name not in ("zeros_like", "ones_like")
    check(f"numpy.{name}", array, expect=expect)
    if name != "copy":
        check(f"numpy.{name}", array, dtype, expect=expect)


@given(shapes(), numbers, arrays(), numeric_dtypes)
def test_full(shape, number, array, dtype):
    check("numpy.full", shape, number, expect=shape != ())
    check("numpy.full", shape, number, dtype, expect=shape != ())
    check("numpy.full_like", array, number, expect=array.ndim > 0)


@given(st.integers(1, 5), st.integers(1, 5), numeric_dtypes)
def test_eye(rows, columns, dtype):
    check("numpy.eye", rows)
    check("numpy.eye", rows, columns, dtype=dtype)
    check("numpy.identity", rows)


@given(numbers, numbers, st.integers(0, 20), st.booleans())
def test_linspace(start, stop, num, endpoint):
    check("numpy.linspace", start, stop, num, endpoint, expect=False)
    check("numpy.linspace", 0, 1.5, num + 3, endpoint)


@given(st.integers(0, 30), st.integers(1, 4))
def test_arange(stop, step):
    check("numpy.arange", stop)
    check("numpy.arange", 0, stop, step)
    check("numpy.arange", 0.0, stop, 0.5)


@pytest.mark.parametrize("value", [[1, 2], [[1.5], [2]], (1, 2, 3), [], [[]], [np.zeros(3), np.ones(3)]])
def test_arrays_of_lists(value):
    check("numpy.array", value)
    check("numpy.asarray", value, dtype="f4")


@given(arrays(), st.data())
def test_views_and_copies(array, data):
    check("numpy.ndarray.reshape", array, -1, expect=False)
    for name in ("ravel", "flatten", "transpose", "copy", "squeeze"):
        check(f"numpy.ndarray.{name}", array)
    check("numpy.ndarray.astype", array, data.draw(numeric_dtypes))
    check("numpy.ndarray.astype", array, array.dtype, copy=False)
    check("numpy.flip", array)
    check("numpy.broadcast_to", array, (2, *array.shape))


@given(arrays(min_dims=1), arrays(min_dims=1), st.data())
def test_joined(first, second, data):
    axis = data.draw(axes(first.ndim))
    check("numpy.concatenate", [first, np.zeros(first.shape, second.dtype)], axis=axis)
    check("numpy.stack", [first, first])
    for name in ("vstack", "hstack", "dstack", "column_stack"):
        check(f"numpy.{name}", [first, first])
    check("numpy.append", first, second)
    check("numpy.append", first, 1)
    check("numpy.meshgrid", first.ravel(), second.ravel())


@given(arrays(min_dims=1), st.data())
def test_indexed(array, data):
    length = array.shape[0]
    check("numpy.ndarray.__getitem__", array, 0)
    check("numpy.ndarray.__getitem__", array, slice(None, None, 2))
    check("numpy.ndarray.__getitem__", array, (..., None, slice(1, None)))
    picks = data.draw(st.lists(st.integers(0, length - 1), min_size=1, max_size=5)) if length else []
    check("numpy.ndarray.__getitem__", array, picks, expect=length > 0)
    check("numpy.ndarray.__getitem__", array, np.array(picks, dtype=data.draw(names([int, np.int8, np.uint8]))))
    check("numpy.ndarray.__getitem__", array, np.array([picks, picks], int))
    check("numpy.ndarray.__getitem__", array, (slice(None), *(np.array([0]),) * (array.ndim - 1)))
    check("numpy.ndarray.__getitem__", array, array > 1, expect=False)
    check("numpy.ndarray.__getitem__", array, np.arange(length) % 2 == 0, expect=False)
    check("numpy.ndarray.__getitem__", array, [True] * length, expect=False)


@given(arrays(min_dims=1), st.data())
def test_assigned(array, data):
    length = array.shape[0]
    target = np.zeros(array.shape, array.dtype)
    check("numpy.ndarray.__setitem__", target, slice(None), array)
    check("numpy.ndarray.__setitem__", target, ..., array)
    check("numpy.ndarray.__setitem__", target, slice(None), 1)
    check("numpy.ndarray.__setitem__", target, 0, True)
    check("numpy.ndarray.__setitem__", target, (0,) * array.ndim, 1.0)
    check("numpy.ndarray.__setitem__", target, array > 1, 0)
    check("numpy.ndarray.__setitem__", target, np.arange(length), 1)
    check("numpy.ndarray.__setitem__", target, np.arange(length), array)
    check("numpy.ndarray.__setitem__", target, list(range(length)), data.draw(numbers), expect=False)
    check("numpy.ndarray.__setitem__", target, np.arange(length) % 2 == 0, 1, expect=array.ndim == 1)
    check("numpy.ndarray.__setitem__", target, (slice(None), *(np.array([0]),) * (array.ndim - 1)), 1)


@st.composite
def factors(draw):
    n, k, m = (draw(st.integers(0, 4)) for _ in range(3))
    left = draw(names([(k,), (n, k), (2, n, k)]))
    right = draw(names([(k,), (k, m), (2, k, m)]))
    return draw(arrays(shape=left)), draw(arrays(shape=right))


@given(factors())
def test_products(pair):
    check("numpy.matmul", *pair)
    check("operator.matmul", *pair)
    check("numpy.dot", *pair, expect=False)
    check("numpy.outer", *pair)


@given(st.data())
def test_all_is_said_of_usual_products(data):
    first, second = (data.draw(arrays(st.just(np.dtype("f8")), shape=shape)) for shape in [(3, 4), (4, 2)])
    first, second = np.array(first, order="C"), np.array(second, order="F")
    check("numpy.dot", first, second)
    check("numpy.dot", first, second[:, 0])
    check("numpy.dot", first, first.T)
