"""Arrays with elements put in or left out, held against NumPy."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bytelens.values.dims import SomeInt, symbol

from .harness import Verdict, check, rule_of
from .inputs import arrays, axes, dtypes, shapes

SLICES = st.builds(slice, *[st.one_of(st.none(), st.integers(-4, 4))] * 2, st.sampled_from([None, 1, 2, -1, -2]))
PLACES = st.one_of(
    st.integers(-3, 3),
    SLICES,
    st.sampled_from([[0], [1, 0], [], [0, 0, 1], (0, -1), np.int64(1), range(2), [-1, 0]]),
)
MASKS = st.sampled_from([[True, False], [True, False, True], np.array([False, True])])


@given(arrays(dtypes, min_dims=1, max_dims=3), PLACES, st.data())
def test_insertion(array, places, data):
    axis = data.draw(st.one_of(st.none(), axes(array.ndim)))
    number = 0 if array.dtype.kind in "biufcm" else "a" if array.dtype.kind in "SU" else None
    if number is not None:
        check("numpy.insert", array, places, number, axis)
        check("numpy.insert", array, places, [number], axis)
        check("numpy.insert", array, places, [number, number], axis)
    whole = array.ravel() if axis is None else array
    check("numpy.insert", array, places, whole, axis)
    check("numpy.insert", array, places, whole[:1], axis)
    check("numpy.insert", array, places, array, expect=Verdict.SILENT)
    check("numpy.insert", array, np.array([0, 1]), array.ravel()[:1], axis)


@given(st.sampled_from([1, 0, [1], [1, 2]]), st.sampled_from([5, [5], [5, 6], [[5, 6]], [[5], [6]]]))
def test_insertion_of_several_at_one_place(places, values):
    matrix = np.arange(4).reshape(2, 2)
    check("numpy.insert", matrix, places, values, expect=Verdict.SILENT)
    check("numpy.insert", matrix, places, values, 0, expect=Verdict.EXACT)
    check("numpy.insert", matrix, places, values, 1, expect=Verdict.EXACT)
    check("numpy.insert", [1, 2, 3], places, values, expect=Verdict.SILENT)


@pytest.mark.filterwarnings("ignore::FutureWarning")
@given(arrays(min_dims=1, max_dims=2), MASKS)
def test_insertion_by_a_mask_is_of_any_length(array, mask):
    check("numpy.insert", array, mask, 1, expect=Verdict.PARTIAL)


@given(arrays(dtypes, min_dims=1, max_dims=3), PLACES, MASKS, st.data())
def test_deletion(array, places, mask, data):
    axis = data.draw(st.one_of(st.none(), axes(array.ndim)))
    check("numpy.delete", array, places, axis)
    check("numpy.delete", array, mask, axis, expect=Verdict.BOUNDED)
    check("numpy.delete", array, np.array([0]), axis)
    check("numpy.delete", array, np.array([0, 1]), axis, expect=Verdict.BOUNDED)
    check("numpy.delete", array, np.array([], int), axis, expect=Verdict.BOUNDED)


def test_deletion_from_an_axis_of_symbolic_length():
    n = symbol("n")
    delete, array = rule_of("numpy.delete").function, rule_of("numpy.zeros").function((n, 3))
    assert [str(length) for length in delete(array, 0, 0).shape] == ["n - 1", "3"]
    assert [str(length) for length in delete(array, (0, 2), 0).shape] == ["n - 2", "3"]
    assert delete(array, (0, -1), 0).shape[0] == SomeInt(n)


@given(shapes(2, 2), arrays(min_dims=1, max_dims=2), st.data())
def test_blocks(shape, array, data):
    same = arrays(shape=shape)
    a, b, c, d = (data.draw(same) for _ in range(4))
    check("numpy.block", [[a, b], [c, d]])
    check("numpy.block", [a, b])
    check("numpy.block", a)
    check("numpy.block", [[a, b], [array]])
    check("numpy.block", [array, 3, 2.5])
    check("numpy.block", [[1, 2], [array, array]])
    check("numpy.block", [[[a]], [[b]]])
    check("numpy.block", [])
