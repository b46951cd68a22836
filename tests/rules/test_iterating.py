"""What iterating over arrays yields, held against NumPy."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bytelens.rules.iterating import flat_items, flat_subscript
from bytelens.rules.registry import Unmodelled, WouldRaise
from bytelens.values.arrays import Array, Scalar
from bytelens.values.kinds import Sequence, Slice

from .harness import rule_of
from .inputs import arrays, compatible, dtypes, shapes


def _abstract(array):
    return Array(array.shape, array.dtype, array.strides, 1, True, 1)


def _agree(claim, item):
    """Whether what is said of every item holds for one."""
    if isinstance(claim, tuple):
        return isinstance(item, tuple) and all(map(_agree, claim, item)) and len(claim) == len(item)
    if isinstance(claim, Array):
        return isinstance(item, np.ndarray) and (claim.shape, claim.dtype) == (item.shape, item.dtype)
    if isinstance(claim, Scalar):
        return isinstance(item, np.generic) and claim.dtype in (None, item.dtype)
    return isinstance(item, int)


def _check(claim, items):
    assert isinstance(claim, Sequence)
    assert claim.count == len(items)
    assert all(_agree(claim.element, item) for item in items)


@given(shapes())
def test_places(shape):
    ndindex = rule_of("numpy.ndindex").function
    _check(ndindex(*shape), list(np.ndindex(*shape)))
    _check(ndindex(shape), list(np.ndindex(shape)))


@given(arrays(dtypes))
def test_elements_and_their_places(array):
    _check(rule_of("numpy.ndenumerate").function(_abstract(array)), list(np.ndenumerate(array)))
    _check(flat_items(_abstract(array)), list(array.flat))


@given(shapes(), st.data())
def test_views_of_elements(shape, data):
    first, second = (data.draw(arrays(shape=data.draw(compatible(shape)))) for _ in range(2))
    nditer = rule_of("numpy.nditer").function
    flags = ["zerosize_ok", "multi_index"]
    _check(nditer(_abstract(first), Sequence(tuple(flags))), list(np.nditer(first, flags)))
    pair = nditer(Sequence((_abstract(first), _abstract(second))), tuple(flags))
    _check(pair, list(np.nditer([first, second], flags)))
    assert all(view.buffer == 1 for view in pair.element)


@pytest.mark.parametrize("flags", ["external_loop", "buffered"])
def test_other_ways_to_iterate_are_not_known(flags):
    with pytest.raises(Unmodelled):
        rule_of("numpy.nditer").function(Array((3,), np.dtype(float)), (flags,))


@given(arrays(dtypes), st.one_of(st.integers(-3, 3), st.builds(slice, st.integers(-3, 3), st.integers(-3, 3))))
def test_subscripts_of_flat(array, key):
    try:
        truth = array.flat[key]
    except IndexError:
        return
    lifted = Slice(key.start, key.stop, key.step) if isinstance(key, slice) else key
    claim = flat_subscript(_abstract(array), lifted)
    assert _agree(claim, truth)
    assert isinstance(claim, Scalar) or claim.buffer is None


@given(arrays(dtypes, min_dims=1))
def test_masks_of_flat(array):
    mask = np.ones(array.size, bool)
    claim = flat_subscript(_abstract(array), Array(mask.shape, mask.dtype))
    assert (claim.dtype, claim.shape[0].at_most) == (array.dtype, array.flat[mask].size)


@pytest.mark.parametrize("key", [(1, 2), None])
def test_keys_that_flat_does_not_take(key):
    with pytest.raises(Unmodelled):
        flat_subscript(Array((3, 4), np.dtype(float)), key)


def test_flat_has_one_axis():
    with pytest.raises(WouldRaise):
        flat_subscript(Array((3, 4), np.dtype(float)), Sequence(((0, 1), (1, 2))))
