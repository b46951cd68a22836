"""Views with other axes, held against NumPy."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from .harness import Verdict, check
from .inputs import arrays, axes, compatible, dtypes, shapes, some_axes

any_axis = st.integers(-5, 4)


@given(arrays(dtypes), st.data())
def test_transpose(array, data):
    order = data.draw(st.permutations(range(array.ndim)))
    check("numpy.transpose", array)
    check("numpy.transpose", array, tuple(order))
    check("numpy.transpose", array, order)
    check("numpy.ndarray.transpose", array)
    check("numpy.ndarray.transpose", array, None)
    check("numpy.ndarray.transpose", array, tuple(order))
    check("numpy.ndarray.transpose", array, *order)


@given(arrays(), any_axis, any_axis)
def test_swapaxes(array, first, second):
    check("numpy.swapaxes", array, first, second)
    check("numpy.ndarray.swapaxes", array, first, second)
    check("numpy.rollaxis", array, first)
    check("numpy.rollaxis", array, first, second)
    check("numpy.moveaxis", array, first, second)


@given(arrays(), st.data())
def test_moveaxis(array, data):
    source = data.draw(some_axes(array.ndim))
    destination = data.draw(some_axes(array.ndim))
    check("numpy.moveaxis", array, source, destination)
    check("numpy.moveaxis", array, source, tuple(range(len(source))))


@given(arrays())
def test_matrix_transpose(array):
    check("numpy.matrix_transpose", array)


@given(arrays(dtypes), st.data())
def test_squeeze(array, data):
    ones = [axis for axis, length in enumerate(array.shape) if length == 1]
    check("numpy.squeeze", array)
    check("numpy.ndarray.squeeze", array)
    check("numpy.squeeze", array, tuple(ones))
    check("numpy.squeeze", array, data.draw(some_axes(array.ndim)))
    check(
        "numpy.squeeze",
        array,
        axis=data.draw(any_axis),
        expect=Verdict.EXACT if array.ndim else Verdict.SILENT,
    )


@given(arrays(dtypes), st.data())
def test_expand_dims(array, data):
    check("numpy.expand_dims", array, data.draw(any_axis))
    check("numpy.expand_dims", array, data.draw(some_axes(array.ndim + 2, 2).map(lambda places: places[:2])))


@given(arrays(dtypes), arrays(), st.sampled_from([1, 2, 3]))
def test_atleast(first, second, ndim):
    check(f"numpy.atleast_{ndim}d", first)
    check(f"numpy.atleast_{ndim}d", first, second)


@given(st.sampled_from([3, 1.5, [1, 2], np.float32(2), [[1], [2]], True]), st.sampled_from([1, 2, 3]))
def test_atleast_of_what_is_no_array(value, ndim):
    check(f"numpy.atleast_{ndim}d", value)


@given(shapes(), st.data())
def test_broadcast_to(shape, data):
    array = data.draw(arrays(dtypes, shape=data.draw(compatible(shape))))
    check("numpy.broadcast_to", array, shape)
    check("numpy.broadcast_to", array, data.draw(shapes()))


@given(shapes(), st.data())
def test_broadcast_arrays(shape, data):
    several = data.draw(st.lists(compatible(shape).flatmap(lambda own: arrays(shape=own)), max_size=3))
    check("numpy.broadcast_arrays", *several)


@given(arrays(dtypes), st.data())
def test_flip(array, data):
    expect = Verdict.EXACT if array.ndim or array.dtype.kind not in "SU" else Verdict.SILENT
    check("numpy.flip", array, expect=expect)
    check("numpy.flip", array, data.draw(axes(array.ndim)))
    check("numpy.flip", array, data.draw(some_axes(array.ndim)), expect=expect)
    check("numpy.fliplr", array)
    check("numpy.flipud", array)


@given(arrays(), st.integers(-3, 5), st.data())
def test_rot90(array, turns, data):
    check("numpy.rot90", array, turns)
    check("numpy.rot90", array, turns, data.draw(some_axes(array.ndim, 2).map(lambda plane: plane[:2])))


@pytest.mark.parametrize("name", ["transpose", "squeeze", "flip", "rot90", "atleast_1d"])
def test_lists_become_new_arrays(name):
    assert check(f"numpy.{name}", [[1, 2, 3], [4, 5, 6]]) is Verdict.EXACT
