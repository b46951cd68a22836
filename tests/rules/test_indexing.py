"""`array[key]` against NumPy."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bytelens.rules.indexing import subscript
from bytelens.rules.slicing import slice_length
from bytelens.values.arrays import Array, new_array
from bytelens.values.dims import SomeInt, multiply, symbol
from bytelens.values.kinds import UNKNOWN, Slice

from .harness import Verdict, check
from .inputs import arrays, dtypes, laid_out, shapes

GETITEM = "numpy.ndarray.__getitem__"
N = symbol("n")

bounds = st.none() | st.integers(-6, 6)
slices = st.builds(slice, bounds, bounds, st.sampled_from([None, 1, 2, 3, -1, -2]))
basic_parts = st.one_of(slices, st.integers(-3, 3), st.none(), st.integers(-1, 1).map(np.int32))
index_arrays = st.one_of(
    st.lists(st.integers(-1, 0), max_size=3),
    st.builds(np.zeros, shapes(max_dims=2), st.sampled_from(["i1", "u8", "i8"])),
    st.sampled_from([True, False, np.True_, range(2), (0, 0)]),
)


@st.composite
def _masked(draw: st.DrawFn) -> tuple[np.ndarray[Any, Any], Any]:
    array = draw(arrays(min_dims=1, max_dims=3))
    start = draw(st.integers(0, array.ndim - 1))
    stop = draw(st.integers(start + 1, array.ndim))
    mask: Any = laid_out(array.shape[start:stop], np.dtype(bool), "C")
    return array, (slice(None),) * start + (draw(st.sampled_from([mask, mask.tolist()])),)


@given(arrays(dtypes), st.lists(basic_parts, max_size=4).map(tuple), st.booleans())
def test_slices_ints_and_new_axes_give_views_and_scalars(
    array: np.ndarray[Any, Any], key: tuple[Any, ...], with_ellipsis: bool
) -> None:
    key = (*key[: len(key) // 2], ..., *key[len(key) // 2 :]) if with_ellipsis else key
    expect = Verdict.PARTIAL if array.dtype.kind in "SU" else Verdict.EXACT
    check(GETITEM, array, key, expect=expect)
    if len(key) == 1:
        check(GETITEM, array, key[0], expect=expect)


@given(arrays(max_dims=3), st.lists(st.one_of(basic_parts, index_arrays), min_size=1, max_size=4), st.booleans())
def test_index_arrays_make_copies(array: np.ndarray[Any, Any], parts: list[Any], with_ellipsis: bool) -> None:
    key = tuple([*parts, ...] if with_ellipsis else parts)
    check(GETITEM, array, key)
    if len(key) == 1:
        check(GETITEM, array, key[0])


@given(_masked())
def test_masks_bound_the_axis_that_they_make(pair: tuple[np.ndarray[Any, Any], Any]) -> None:
    array, key = pair
    assert check(GETITEM, array, key, expect=Verdict.BOUNDED) is not None


@pytest.mark.parametrize(
    "key",
    [
        np.s_[:, [0, 1], :, [0, 1]],
        np.s_[:, :, [0, 1], [0, 1]],
        np.s_[0, :, [0, 1]],
        np.s_[[0, 1], ..., [0, 1]],
        np.s_[:, [0, 1], [0, 1], ...],
        np.s_[[[0], [1]], [0, 1, 2]],
        np.s_[..., None, 0],
        np.s_[:, None, [0, 1], None, 0],
        np.s_[np.array(1)],
        np.s_[np.array(1), ..., 0],
        np.s_[..., np.array(1)],
        np.s_[True, :, [0, 1], 0],
        np.s_[[True, False, True, False, False]],
        np.s_[::-2, 1:-1, 7:2:-1, -100:100],
    ],
)
def test_known_hard_keys_are_exact(key: Any) -> None:
    for layout in ("C", "F", "strided"):
        assert check(GETITEM, laid_out((5, 6, 7, 8), np.dtype("f4"), layout), key) is Verdict.EXACT


def test_index_arrays_apart_put_their_axes_first() -> None:
    claim = subscript(new_array((5, 6, 7, 8), np.dtype("f8")), (Slice(), np_list(), Slice(), np_list()))
    assert isinstance(claim, Array)
    assert claim.shape == (2, 5, 7)


def np_list() -> Array:
    return new_array((2,), np.dtype("i8"))


@pytest.mark.parametrize("key", ["a", "s", ["b", "a"], ["b"]])
@pytest.mark.parametrize("shape", [(), (3,), (2, 3)])
def test_fields_are_views(key: Any, shape: tuple[int, ...]) -> None:
    dtype = np.dtype([("a", "i4"), ("b", "f8"), ("s", "f4", (2, 3))])
    assert check(GETITEM, np.zeros(shape, dtype), key) is Verdict.EXACT


@pytest.mark.parametrize(
    ("key", "length"),
    [
        (Slice(), multiply(6, N)),
        (Slice(None, None, -1), multiply(6, N)),
        (Slice(None, None, 2), multiply(3, N)),
        (Slice(None, None, 4), SomeInt(multiply(6, N))),
        (Slice(None, N), N),
        (Slice(multiply(2, N)), multiply(4, N)),
        (Slice(1), SomeInt(multiply(6, N))),
        (Slice(None, -1), SomeInt(multiply(6, N))),
        (Slice(None, 3), SomeInt(3)),
        (Slice(2, 5), SomeInt(3)),
        (Slice(-3), SomeInt(3)),
        (Slice(None, symbol("k")), SomeInt(multiply(6, N))),
        (Slice(UNKNOWN, 4), SomeInt(4)),
        (Slice(5, 2), 0),
    ],
)
def test_slices_of_a_symbolic_axis_are_exact_only_where_it_is_certain(key: Slice, length: object) -> None:
    assert slice_length(key, multiply(6, N)) == length


@given(st.integers(0, 12), bounds, bounds, st.sampled_from([1, 2, 3, -1, -2]), st.integers(0, 3))
def test_bounds_of_slices_hold_for_every_shorter_axis(
    longest: int, start: int | None, stop: int | None, step: int, shorter: int
) -> None:
    taken = len(range(max(longest - shorter, 0))[start:stop:step])
    for key in (Slice(start, stop, step), Slice(start, SomeInt(), step), Slice(UNKNOWN, stop, step)):
        claim = slice_length(key, SomeInt(longest))
        bound = claim.at_most if isinstance(claim, SomeInt) else claim
        assert isinstance(bound, int)
        assert taken <= bound


def test_ints_and_slices_of_an_array_of_unknown_rank_say_no_shape() -> None:
    claim = subscript(Array(None, np.dtype("f4"), None, 7, True, 7), (0, Slice()))
    assert claim == Array(None, np.dtype("f4"), None, 7)
