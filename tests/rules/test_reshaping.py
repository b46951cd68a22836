"""Reshape, ravel, flatten and resize, held against NumPy: a view exactly where NumPy makes one."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bytelens.values.arrays import Array, new_array
from bytelens.values.dims import multiply, symbol

from .harness import check, rule_of
from .inputs import arrays, dtypes, orders, shapes


@st.composite
def reshapes(draw):
    """An array, and a shape with as many elements: its prime factors, grouped anew, with ones in between."""
    array = draw(arrays(dtypes, max_dims=4))
    factors = draw(st.permutations([f for n in array.shape for f in ((2, 2) if n == 4 else (n,))]))
    shape = [1] * draw(st.integers(0 if array.size == 1 else 1, 4))
    if not shape:
        return array, ()
    kept = draw(st.booleans())
    for number, factor in enumerate(array.shape if kept else factors):
        place = number * len(shape) // array.ndim if kept else draw(st.integers(0, len(shape) - 1))
        shape[place] *= factor
    return array, tuple(shape)


@settings(max_examples=300)
@given(reshapes(), st.sampled_from("CFA"))
def test_reshape(pair, order):
    array, shape = pair
    check("numpy.reshape", array, shape, order)
    check("numpy.ndarray.reshape", array, *shape, order=order)
    check("numpy.ndarray.reshape", array, list(shape), order=order)


@settings(max_examples=150)
@given(reshapes(), st.integers(0, 3), st.sampled_from("CF"))
def test_reshape_with_a_length_left_open(pair, place, order):
    array, shape = pair
    if shape:
        place %= len(shape)
        shape = (*shape[:place], -1, *shape[place + 1 :])
    check("numpy.reshape", array, shape, order=order)


@given(reshapes(), st.sampled_from([True, False, None]))
def test_reshape_that_must_or_must_not_copy(pair, copy):
    array, shape = pair
    if np.lib.NumpyVersion(np.__version__) >= "2.1.0":
        check("numpy.reshape", array, shape, copy=copy)


@given(arrays(), st.one_of(shapes(), st.integers(-2, 6), st.lists(st.integers(-1, 4), max_size=3).map(tuple)))
def test_reshape_to_anything(array, shape):
    check("numpy.reshape", array, shape)


@pytest.mark.parametrize("shape", [(-1, -1), (5, -1), (7,), (0, -1), (-2, -3)])
def test_reshape_to_the_impossible(shape):
    assert check("numpy.reshape", np.zeros(12), shape) is None


def test_reshape_divides_formulas():
    n, d = symbol("n"), symbol("d")
    reshape = rule_of("numpy.ndarray.reshape").function
    array = new_array((n, d, 4), np.dtype("f8"))
    result = reshape(array, n, -1)
    assert isinstance(result, Array)
    assert result == new_array((n, multiply(4, d)), np.dtype("f8"))


@given(arrays(dtypes), orders)
def test_ravel_and_flatten(array, order):
    for name in ("numpy.ravel", "numpy.ndarray.ravel", "numpy.ndarray.flatten"):
        check(name, array, order)
    check("numpy.ravel", array)


@given(st.lists(st.lists(st.integers(0, 3), min_size=2, max_size=2), min_size=1, max_size=3))
def test_lists(rows):
    check("numpy.ravel", rows)
    check("numpy.reshape", rows, -1)


@given(arrays(), shapes())
def test_resize(array, shape):
    check("numpy.resize", array, shape)


def test_a_reshape_of_unknown_layout_may_be_a_view_or_a_copy():
    unknown = Array((3, 4), np.dtype("f8"), None, buffer=1, identity=1)
    result = rule_of("numpy.reshape").function(unknown, (2, 6))
    assert isinstance(result, Array)
    assert not result.certain
    assert result.shape == (2, 6)
