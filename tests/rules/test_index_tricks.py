"""Objects that are subscripted, held against NumPy."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bytelens.values.arrays import Array
from bytelens.values.dims import SOME_INT, symbol
from bytelens.values.kinds import UNKNOWN, Slice

from .harness import Verdict, check, rule_of
from .inputs import arrays, real_dtypes, shapes

numbers = st.one_of(
    st.integers(-3, 6),
    st.sampled_from([0.0, 0.5, 2.5, -1.0, np.float32(1.5), np.int8(3), np.float64(0.0), np.uint8(2)]),
)
steps = st.sampled_from([None, 1, 2, 0.5, 0.25, 3j, 1j, 5j, 2.5j, np.complex64(3j), np.float32(0.5), np.int16(2)])
ends = st.one_of(st.integers(0, 9), st.sampled_from([6.5, 4.0, np.float32(7.5), np.int64(5)]))
spans = st.builds(slice, st.one_of(st.none(), numbers), ends, steps)


@given(spans)
@pytest.mark.parametrize("name", ["mgrid", "ogrid"])
def test_a_grid_of_one_slice_is_a_range(name, span):
    check(f"numpy.{name}.__getitem__", span)


@given(st.lists(spans, min_size=1, max_size=3))
@pytest.mark.parametrize("name", ["mgrid", "ogrid"])
def test_grids(name, several):
    check(f"numpy.{name}.__getitem__", tuple(several))


@pytest.mark.parametrize("key", [3, (), (slice(3), 2), slice(2, None), (slice(None),), "r"])
def test_what_is_no_grid(key):
    check("numpy.mgrid.__getitem__", key, expect=Verdict.SILENT)


def test_grids_with_symbols_as_lengths():
    n = symbol("n")
    mgrid, ogrid = rule_of("numpy.mgrid.__getitem__").function, rule_of("numpy.ogrid.__getitem__").function
    made = mgrid((Slice(0, n), Slice(None, 3)))
    assert isinstance(made, Array)
    assert (made.shape, made.dtype) == ((2, n, 3), np.dtype(int))
    assert [thin.shape for thin in ogrid((Slice(0, n), Slice(0, n)))] == [(n, 1), (1, n)]
    unknown = mgrid((Slice(UNKNOWN, 1, UNKNOWN),))
    assert (unknown.shape, unknown.dtype) == ((1, SOME_INT), None)


DIRECTIVES = ["0", "-1", "0,2", "1,2", "0,3", "-1,2", "0,2,0", "1,2,0", "0,3,1", "0,3,-1"]
items = st.one_of(
    numbers,
    st.sampled_from([slice(3), slice(0, 1, 4j), slice(1, 6, 2), True, 2.5j, [1, 2], [], (1.5, 2), range(3)]),
    arrays(real_dtypes, min_dims=1, max_dims=2),
)


@given(st.lists(items, min_size=1, max_size=3))
@pytest.mark.parametrize("name", ["r_", "c_"])
def test_joining_by_subscript(name, parts):
    check(f"numpy.{name}.__getitem__", tuple(parts))
    check(f"numpy.{name}.__getitem__", parts[0])


@given(shapes(1, 3), st.data())
def test_joining_equal_shapes_by_subscript(shape, data):
    parts = tuple(data.draw(st.lists(arrays(shape=shape), min_size=1, max_size=3)))
    check("numpy.r_.__getitem__", parts)
    check("numpy.c_.__getitem__", parts)
    directive = data.draw(st.sampled_from(DIRECTIVES))
    check("numpy.r_.__getitem__", (directive, *parts))
    check("numpy.r_.__getitem__", (directive, slice(0, 4), *parts))


def test_strings_at_the_start():
    assert check("numpy.r_.__getitem__", ("0,2", [1, 2], [3, 4])) is Verdict.EXACT
    assert check("numpy.r_.__getitem__", ("0,2,0", [1, 2], [3, 4])) is Verdict.EXACT


@pytest.mark.parametrize("key", [1, None, ..., "x", np.arange(3)], ids=repr)
def test_keys_are_themselves(key):
    assert check("numpy.s_.__getitem__", key) is Verdict.EXACT
    assert check("numpy.index_exp.__getitem__", key) is Verdict.EXACT


def test_slices_as_keys():
    key = (Slice(2, 5), 3)
    assert rule_of("numpy.s_.__getitem__").function(key) == key
    check("numpy.s_.__getitem__", [1, 2], expect=Verdict.SILENT)
    assert rule_of("numpy.index_exp.__getitem__").function(key[0]) == key[:1]
