"""What the lookup says of callables and arguments that are not modelled, and how sizes compare."""

import tracemalloc

import numpy as np
import pytest

from bytelens.rules.registry import Unmodelled
from bytelens.rules.transients import peak_of
from bytelens.rules.transients.gauge import measured
from bytelens.rules.transients.sizes import at_least, bounded, held, highest, total
from bytelens.values.arrays import Array, new_array
from bytelens.values.dims import SomeInt, add, multiply, symbol
from bytelens.values.kinds import UNKNOWN, Sequence

from .measuring import measured_peak

N, M = symbol("n"), symbol("m")
FLOAT = np.dtype(float)
VECTOR = new_array((4,), FLOAT)


def test_what_is_not_modelled_is_none():
    assert peak_of("numpy.histogram2d", (VECTOR, VECTOR), {}, UNKNOWN) is None
    assert peak_of("numpy.no_such_function", (VECTOR,), {}, VECTOR) is None
    assert peak_of("builtins.print", (VECTOR,), {}, None) is None


def test_arguments_that_a_callable_does_not_take_are_none():
    assert peak_of("numpy.sort", (VECTOR,), {"no_such_keyword": 1}, VECTOR) is None
    assert peak_of("numpy.sort", (), {}, VECTOR) is None


def test_subclasses_are_none():
    masked = Array((4,), FLOAT, (8,), type=np.ma.MaskedArray)
    assert peak_of("numpy.exp", (masked,), {}, VECTOR) is None
    assert peak_of("numpy.concatenate", (Sequence((VECTOR, masked)),), {}, VECTOR) is None


def test_other_names_of_one_callable():
    assert peak_of("numpy.amax", (VECTOR,), {"axis": 0, "keepdims": True}, new_array((1,), FLOAT)) == 8
    assert peak_of("numpy.concat", (Sequence((VECTOR, VECTOR)),), {}, new_array((8,), FLOAT)) in (64, None)


def test_a_length_without_bound_is_none():
    assert peak_of("numpy.exp", (Array((SomeInt(),), FLOAT, (8,)),), {}, UNKNOWN) is None


def test_sizes():
    assert held((), FLOAT) == 8
    assert held((0, N), FLOAT) == 1
    assert held((N, M), FLOAT) == multiply(8, multiply(N, M))
    assert total(1, 2, SomeInt(3)) == SomeInt(6)
    assert highest(3, 5, 4) == 5
    assert highest(N, add(N, 1), 1) == add(N, 1)
    assert highest(N, SomeInt(add(N, 8))) == SomeInt(add(N, 8))
    assert bounded(N, N) == N
    assert bounded(N, multiply(2, N)) == SomeInt(multiply(2, N))
    with pytest.raises(Unmodelled):
        highest(N, M)
    with pytest.raises(Unmodelled):
        held(None, FLOAT)


def test_at_least():
    assert at_least(5, 5) is True
    assert at_least(4, 5) is False
    assert at_least(add(N, 4), 5) is True
    assert at_least(N, 5) is None
    assert at_least(SomeInt(4), 5) is False
    assert at_least(SomeInt(), 5) is None


@pytest.mark.parametrize("function", [np.ones, np.zeros, lambda n: np.arange(n) + 1.5, lambda n: np.ones(n).sum()])
def test_the_gauge_is_what_tests_measure(function):
    assert measured(function, 1000) == measured_peak(function, 1000)


def test_the_gauge_leaves_the_tracing_of_others_alone():
    tracemalloc.start()
    try:
        with pytest.raises(Unmodelled):
            measured(np.ones, 3)
        assert tracemalloc.is_tracing()
    finally:
        tracemalloc.stop()
    assert measured(np.zeros, 3) == (24, 24)
    assert not tracemalloc.is_tracing()


def test_small_blocks_count_each_time_they_are_used_again():
    for _ in range(3):
        assert measured_peak(np.empty, 10) == (80, 80)
