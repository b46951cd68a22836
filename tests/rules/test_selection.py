"""Choosing elements by indices or conditions, held against NumPy."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bytelens.values.arrays import Array
from bytelens.values.dims import SOME_INT

from .harness import Verdict, check, rule_of
from .inputs import arrays, axes, compatible, dtypes, shapes

BOOL, INT = np.dtype(bool), np.dtype(int)
indices = st.one_of(
    st.integers(-2, 2), arrays(st.just(INT), max_dims=2), st.sampled_from([[0, 1], [], np.int32(1), [[0], [1]], (0,)])
)


@given(arrays(dtypes), indices, st.data())
def test_take(array, places, data):
    axis = data.draw(st.one_of(st.none(), axes(array.ndim)))
    for name in ("numpy.take", "numpy.ndarray.take"):
        expect = Verdict.PARTIAL if array.dtype.kind in "SU" else Verdict.EXACT
        check(name, array, places, axis, expect=expect)
        check(name, array, places, mode="wrap", expect=expect)
        check(name, array, places, axis, mode="clip", expect=expect)
    check("numpy.take", array, np.zeros(2, int), out=np.zeros(2, array.dtype), mode="clip")
    check("numpy.take", [[1, 2], [3, 4]], places, axis)


@given(shapes(max_dims=3), st.data())
def test_take_along_axis(shape, data):
    array = data.draw(arrays(dtypes, shape=shape))
    axis = data.draw(axes(len(shape)))
    places = np.zeros(data.draw(st.tuples(*(st.sampled_from([length, 1]) for length in shape))), int)
    check("numpy.take_along_axis", array, places, axis)
    check("numpy.take_along_axis", array, np.zeros(3, int), None)
    check("numpy.take_along_axis", array, np.zeros(3, int), axis)


@given(shapes(max_dims=3), st.data())
def test_choices(shape, data):
    which = np.zeros(data.draw(compatible(shape)), int)
    choices = data.draw(st.lists(compatible(shape).flatmap(lambda own: arrays(shape=own)), min_size=1, max_size=3))
    check("numpy.choose", which, choices)
    check("numpy.choose", which, (*choices, 3))
    check("numpy.choose", which, [2.5, *choices, np.float32(1)])
    check("numpy.ndarray.choose", which, choices, mode="clip")
    check("numpy.choose", which, np.zeros((2, *data.draw(compatible(shape)))))
    check("numpy.choose", 0, choices)


@given(shapes(max_dims=3), st.data())
def test_selections(shape, data):
    fitting = compatible(shape)
    count = data.draw(st.integers(1, 3))
    conditions = [np.zeros(data.draw(fitting), bool) for _ in range(count)]
    choices = [data.draw(st.one_of(fitting.flatmap(lambda own: arrays(shape=own)), st.just(3))) for _ in range(count)]
    check("numpy.select", conditions, choices)
    check("numpy.select", conditions, choices, 2.5)
    check("numpy.select", conditions, choices, default=np.float32(2))
    check("numpy.select", tuple(conditions), choices, np.zeros(data.draw(fitting)))


@given(arrays(dtypes, max_dims=3), st.data())
def test_conditions(array, data):
    axis = data.draw(st.one_of(st.none(), axes(array.ndim)))
    condition = data.draw(st.lists(st.booleans(), max_size=2))
    check("numpy.compress", condition, array, axis)
    check("numpy.ndarray.compress", array, condition, axis)
    check("numpy.compress", np.array(condition, bool), array, axis, expect=Verdict.BOUNDED)
    check("numpy.extract", condition, array)
    check("numpy.extract", array, array, expect=Verdict.BOUNDED)


@given(arrays(dtypes), st.integers(-3, 3), st.data())
def test_diagonals(array, offset, data):
    for name in ("numpy.diagonal", "numpy.ndarray.diagonal"):
        check(name, array)
        check(name, array, offset, data.draw(axes(array.ndim)), data.draw(axes(array.ndim)))


@given(arrays(st.sampled_from([np.dtype("i4"), np.dtype("f4"), np.dtype("c16")]), max_dims=3))
def test_piecewise(array):
    check("numpy.piecewise", array, [array > 1], [1, 0])
    check("numpy.piecewise", array, [array > 1, array < 1], [np.negative, 3.5])
    check("numpy.piecewise", array, [array > 1], [np.sqrt, np.positive])


class _Calls:
    def __init__(self):
        self.arguments = []

    def call(self, function, *arguments):
        self.arguments.append((function, arguments))


def test_piecewise_calls_its_functions_with_some_of_the_elements():
    calls = _Calls()
    array = Array((4, 5), np.dtype("f4"))
    made = rule_of("numpy.piecewise").function(calls, array, (), (len, 2), 7)
    assert made.shape == (4, 5)
    ((function, (given, extra)),) = calls.arguments
    assert (function, extra) == (len, 7)
    assert (given.dtype, given.shape[0].at_most) == (np.dtype("f4"), 20)


@pytest.mark.parametrize("name", ["numpy.compress", "numpy.extract"])
def test_conditions_of_unknown_length(name):
    claim = rule_of(name).function(Array((SOME_INT,), BOOL), Array((5,), INT))
    assert claim.shape == (SOME_INT,)
