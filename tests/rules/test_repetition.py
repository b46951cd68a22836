"""Repeat, tile, roll and pad, held against NumPy."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from .harness import Verdict, check
from .inputs import arrays, dtypes

times = st.integers(0, 3)


@given(arrays(dtypes), times, st.one_of(st.none(), st.integers(-4, 3)))
def test_repeat(array, repeats, axis):
    check("numpy.repeat", array, repeats, axis)
    check("numpy.ndarray.repeat", array, repeats, axis=axis)
    check("numpy.repeat", array, [repeats], axis)


@given(arrays(min_dims=1), st.data())
def test_repeat_each_element_its_own_times(array, data):
    axis = data.draw(st.integers(0, array.ndim - 1))
    size = array.shape[axis]
    repeats = data.draw(st.lists(times, min_size=size, max_size=size))
    check("numpy.repeat", array, repeats, axis)
    check("numpy.repeat", array, tuple(repeats), axis)
    check("numpy.repeat", array, np.array(repeats, int), axis, expect=Verdict.PARTIAL)
    check("numpy.repeat", array, data.draw(st.lists(times, max_size=4)), axis)


@given(st.one_of(arrays(dtypes), st.sampled_from([3, [1, 2]])), st.lists(times, max_size=4))
def test_tile(array, reps):
    check("numpy.tile", array, tuple(reps))
    check("numpy.tile", array, reps)
    check("numpy.tile", array, len(reps))


@given(arrays(dtypes), st.integers(-3, 3), st.one_of(st.none(), st.integers(-4, 3)))
def test_roll(array, shift, axis):
    check("numpy.roll", array, shift, axis)
    check("numpy.roll", array, (shift, shift), axis)
    check("numpy.roll", array, shift, tuple(range(array.ndim)))


widths = st.integers(-1, 3)
pairs = st.tuples(widths, widths)
pad_widths = st.one_of(
    widths,
    st.tuples(widths),
    pairs,
    st.tuples(pairs),
    st.tuples(pairs, pairs),
    st.tuples(pairs, pairs).map(list),
    st.tuples(pairs, pairs, pairs),
    st.tuples(st.tuples(widths), st.tuples(widths)),
)
MODES = st.sampled_from(["constant", "edge", "empty", "linear_ramp", "maximum", "mean", "reflect", "wrap"])


@given(arrays(max_dims=3), pad_widths, MODES)
def test_pad(array, width, mode):
    check("numpy.pad", array, width, mode)
    check("numpy.pad", array, width)
