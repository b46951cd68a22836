"""A remembered answer is the one that the rule would give."""

from dataclasses import replace

import numpy as np
import pytest

from bytelens.analysis.memo import answer, peak
from bytelens.rules.registry import Rule, WouldRaise, find_method, find_rule
from bytelens.values.arrays import Array, Scalar, new_array
from bytelens.values.dims import SomeInt
from bytelens.values.kinds import Sequence, Slice, Value

FLOATS = np.dtype(np.float64)


def array(*shape: int, buffer: int = 1) -> Array:
    """An array of the program: allocated, and an object of its own."""
    return replace(new_array(shape, FLOATS), buffer=buffer, identity=buffer)


def rule(name: str) -> Rule:
    found = find_method(np.ndarray, name) or find_rule(getattr(np, name))
    assert found is not None
    return found


def test_a_view_looks_into_the_memory_of_the_argument_at_hand() -> None:
    for buffer in (5, 6):
        view = answer(rule("transpose"), [array(2, 3, buffer=buffer)], {})
        assert isinstance(view, Array)
        assert (view.shape, view.buffer, view.identity) == ((3, 2), buffer, 0)


def test_an_argument_that_comes_back_is_the_argument_at_hand() -> None:
    for buffer in (5, 6):
        given = array(2, 3, buffer=buffer)
        assert answer(rule("asarray"), [given], {}) is given


def test_a_copy_has_no_memory_yet() -> None:
    for buffer in (5, 6):
        made = answer(rule("copy"), [array(4, buffer=buffer)], {})
        assert made == new_array((4,), FLOATS)


@pytest.mark.parametrize("shape", [(2, 3), (3, 2)])
def test_other_shapes_have_answers_of_their_own(shape: tuple[int, ...]) -> None:
    made = answer(rule("multiply"), [array(*shape), 2.0], {})
    assert isinstance(made, Array)
    assert made.shape == shape


@pytest.mark.parametrize(("number", "dtype"), [(1, np.int64), (True, np.bool), (1.0, np.float64), (1j, np.complex128)])
def test_equal_constants_of_other_types_have_answers_of_their_own(number: Value, dtype: type) -> None:
    made = answer(rule("full"), [3, number], {})
    assert isinstance(made, Array)
    assert made.dtype == dtype


def test_lists_are_told_apart_by_their_items() -> None:
    for count in (2, 3):
        parts = Sequence(tuple(array(4, buffer=place + 1) for place in range(count)))
        made = answer(rule("concatenate"), [parts], {})
        assert isinstance(made, Array)
        assert made.shape == (4 * count,)


def test_peaks_of_views_are_told_apart() -> None:
    """They may be read-only, and some callables copy what is."""
    owner, result = array(9), Scalar(np.dtype(np.intp))
    assert peak("numpy.argmax", (owner,), {}, result) == 8
    assert peak("numpy.argmax", (replace(owner, identity=7),), {}, result) == SomeInt(80)


def test_slices_are_told_apart() -> None:
    for stop in (2, 3):
        part = answer(rule("__getitem__"), [array(9), Slice(None, stop, None)], {})
        assert isinstance(part, Array)
        assert part.shape == (stop,)


def test_a_refusal_is_remembered_too() -> None:
    for _ in range(2):
        with pytest.raises(WouldRaise):
            answer(rule("add"), [array(2), array(3, buffer=2)], {})
