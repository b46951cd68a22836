"""How peaks grow, held against sums of which all is known."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bytelens.rules.registry import Unmodelled
from bytelens.rules.transients.growth import CONSTANT, SHORT, grown

CONSTANTS = st.integers(0, CONSTANT // 8).map(lambda count: 8 * count)
BYTES = st.sampled_from([0, 1, 2, 4, 8, 9, 16, 17, 24, 40])


@given(st.lists(st.tuples(CONSTANTS, BYTES), min_size=1, max_size=4), st.integers(SHORT + 1, 10**8))
def test_of_one_length(sums, length):
    def measure(lengths):
        return max(constant + each * lengths[0] for constant, each in sums)

    assert told(measure, (length,), {(1,)}) in (measure((length,)), None)


lengths_of_matrices = st.tuples(*(st.floats(3, 9).map(lambda power: round(2.718**power) + SHORT),) * 2).map(sorted)


@given(st.lists(st.tuples(CONSTANTS, *(BYTES,) * 3), min_size=1, max_size=4), lengths_of_matrices)
def test_of_two_lengths(sums, lengths):
    def measure(lengths):
        rows, columns = lengths
        return max(a + b * rows + c * columns + d * rows * columns for a, b, c, d in sums)

    assert told(measure, tuple(lengths), {(1, 1)}) in (measure(lengths), None)


def told(measure, lengths, sizes):
    try:
        return grown(measure, lengths, frozenset(sizes))
    except Unmodelled:
        return None


@pytest.mark.parametrize("lengths", [(1000,), (20_000,), (10**7,), (300, 2000), (2000, 2000), (20, 5000)])
def test_one_sum_is_found(lengths):
    def measure(lengths):
        size = lengths[0] * lengths[-1] if len(lengths) > 1 else lengths[0]
        return 24 + 8 * lengths[0] + 9 * size

    assert told(measure, lengths, {(1,) * len(lengths)}) == measure(lengths)


def test_what_changes_where_operands_are_cast_through_buffers():
    def measure(lengths):
        return (16 if lengths[0] <= 8192 else 8) * lengths[0]

    for length in (8000, 10_000):
        assert told(measure, (length,), {(1,)}) == measure((length,))
    for length in (8191, 8192, 8193):
        assert told(measure, (length,), {(1,)}) is None


def test_what_depends_on_whether_a_length_is_odd():
    def measure(lengths):
        return 8 * lengths[0] + (8 if lengths[0] % 2 else 16)

    assert told(measure, (100_001,), {(1,)}) == 800_016
    assert told(measure, (100_000,), {(1,)}) == 800_016


def test_squares_and_steps_that_no_sum_explains_are_not_told():
    assert told(lambda lengths: lengths[0] ** 2 // 7, (100_000,), {(1,)}) is None
    assert told(lambda lengths: min(8 * lengths[0], 100_000), (20_000,), {(1,)}) is None
