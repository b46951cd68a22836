"""What is known of a value that may be either of two."""

from __future__ import annotations

import numpy as np
import pytest

from bytelens.values.arrays import Array, Scalar, new_array
from bytelens.values.dims import SOME_INT, SomeInt
from bytelens.values.joining import generalise, join, options, same, union
from bytelens.values.kinds import UNKNOWN, Mapping, Sequence, Typed, Union, Value

FLOAT, SHORT = np.dtype("f8"), np.dtype("i2")


def second(_: Array, b: Array) -> Array:
    return b


@pytest.mark.parametrize(
    ("a", "b"),
    [(1, True), (1, 1.0), (0.0, -0.0), ((1,), (True,)), (Scalar(FLOAT), Scalar(None)), (Typed(int), 1), (None, 0)],
)
def test_values_that_numpy_tells_apart_are_not_the_same(a: Value, b: Value) -> None:
    assert not same(a, b)
    assert options(union([a, b])) == (a, b)


def test_a_nan_is_the_same_as_itself() -> None:
    assert same(float("nan"), float("nan"))


def test_arrays_of_other_shapes_stay_apart() -> None:
    a, b = new_array((2,), FLOAT), new_array((3,), FLOAT)
    assert join(a, b, second) == Union((a, b))


def test_arrays_that_differ_in_memory_alone_are_summed_up() -> None:
    a, b = Array((2,), FLOAT, (8,), 1, True, 1), Array((2,), FLOAT, (8,), 2, True, 2)
    assert join(a, b, second) is b


def test_anything_with_an_unknown_is_unknown() -> None:
    assert join(new_array((2,), FLOAT), UNKNOWN, second) is UNKNOWN


def test_too_many_options_keep_what_they_have_in_common() -> None:
    arrays = [new_array((2, length), FLOAT) for length in range(20)]
    assert union(arrays) == Array((2, SOME_INT), FLOAT, None, None, True, 0)


def test_only_the_axis_that_differs_is_lost() -> None:
    wide = generalise([new_array((2, 3), FLOAT), new_array((2, 4), SHORT)])
    assert isinstance(wide, Array)
    assert (wide.shape, wide.dtype) == ((2, SOME_INT), None)


def test_ints_that_numpy_keeps_elsewhere_are_no_lengths() -> None:
    """2**63 makes another dtype than 1 does."""
    assert generalise([1, 2]) == SOME_INT
    assert generalise([1, 2**63]) is UNKNOWN


def test_lists_of_other_lengths_keep_what_their_items_have_in_common() -> None:
    array = new_array((2,), FLOAT)
    assert join(Sequence((array,)), Sequence((array, array)), second) == Sequence(None, array, SomeInt(2))


def test_dicts_with_other_keys_keep_what_their_values_have_in_common() -> None:
    assert join(Mapping((("a", 1),)), Mapping((("b", 1),)), second) == Mapping(None, 1)
    assert join(Mapping((("a", 1),)), Mapping((("a", 1),), missing=list), second) == Mapping(None)
