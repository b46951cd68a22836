"""Evenly spaced numbers, held against NumPy."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from .harness import Verdict, check
from .inputs import arrays, numeric_dtypes, real_dtypes, shapes

ints = st.integers(-20, 20)
floats = st.one_of(st.floats(-5, 5), st.sampled_from([0.1, 0.3, 1.3, -0.7, 1e-3]))
scalars = st.builds(
    lambda value, kind: kind(value), st.integers(0, 20), st.sampled_from([np.int8, np.uint64, np.float32])
)
numbers = st.one_of(ints, floats, scalars, st.booleans())
steps = st.one_of(st.sampled_from([1, 2, 3, -1, -4, 0.1, 0.3, -0.5, np.float32(0.1), np.int16(2)]), floats)


@given(numbers)
def test_arange_to_a_stop(stop):
    check("numpy.arange", stop)
    check("numpy.arange", stop=stop)


@given(numbers, numbers, steps.filter(lambda step: abs(step) > 1e-3))
def test_arange(start, stop, step):
    by_scalars = any(isinstance(value, np.generic) for value in (start, stop, step))
    expect = Verdict.SILENT if by_scalars else Verdict.EXACT
    check("numpy.arange", start, stop, expect=expect)
    check("numpy.arange", start, stop, step, expect=expect)


@given(numbers, st.one_of(st.none(), numbers), real_dtypes)
def test_arange_with_a_dtype(start, stop, dtype):
    check("numpy.arange", start, stop, dtype=dtype)


@given(st.integers(0, 9), st.integers(0, 60), st.sampled_from([1, 2, 3, -1, -2]))
def test_arange_of_ints_is_known_with_symbols_too(start, stop, step):
    check("numpy.arange", start, stop, step)


@pytest.mark.parametrize(
    "args",
    [
        (1, 1.3, 0.1),
        (0, 1, 0.1),
        (10**7,),
        (0, 10**6, 0.7),
        (np.float32(10**5),),
        (2**63, 2**63 + 3),
        (0, 1, 1e-5),
        (1e300, 2e300, 1e300),
        (0.0, 1e-320, 1e10),
        (3.0, 1.0),
    ],
)
def test_lengths_are_computed_in_floating_point_as_numpy_does(args):
    assert check("numpy.arange", *args) is Verdict.EXACT


@pytest.mark.parametrize("args", [(0, 1, 0), (0, float("inf")), (float("nan"),)])
def test_ranges_that_numpy_refuses(args):
    assert check("numpy.arange", *args) is None


ends = st.one_of(numbers, st.sampled_from([1j, np.complex64(2)]), arrays(max_dims=2))
counts = st.integers(0, 6)


@given(ends, ends, counts, st.booleans(), st.one_of(st.none(), numeric_dtypes))
def test_linspace(start, stop, num, endpoint, dtype):
    check("numpy.linspace", start, stop, num, endpoint, dtype=dtype)


@given(ends, ends, counts, st.booleans())
def test_linspace_with_its_step(start, stop, num, endpoint):
    check("numpy.linspace", start, stop, num, endpoint=endpoint, retstep=True)


@given(shapes(0, 2), numeric_dtypes, counts, st.integers(-3, 2))
def test_linspace_along_an_axis(shape, dtype, num, axis):
    check("numpy.linspace", np.zeros(shape, dtype), np.ones(shape, dtype), num, axis=axis)


def test_linspace_has_50_numbers_by_default():
    assert check("numpy.linspace", 0, 1) is Verdict.EXACT


@given(numbers, numbers, counts, st.booleans(), st.sampled_from([10.0, 2, np.float32(2)]))
def test_logspace(start, stop, num, endpoint, base):
    check("numpy.logspace", start, stop, num, endpoint, base)


@given(ends, ends, counts, st.one_of(st.none(), numeric_dtypes))
def test_logspace_and_geomspace(start, stop, num, dtype):
    check("numpy.logspace", start, stop, num, dtype=dtype)
    check("numpy.geomspace", start, stop, num, dtype=dtype)


DATES = [np.datetime64("2020-01-05"), np.datetime64("2020-03"), np.datetime64("2020-01-06T07"), np.datetime64("2020")]
DURATIONS = [np.timedelta64(2, "D"), np.timedelta64(1, "W"), np.timedelta64(-5, "h"), 3, -1]


@given(st.sampled_from(DATES), st.sampled_from([*DATES, *DURATIONS]), st.sampled_from([None, *DURATIONS]))
def test_ranges_of_dates(start, stop, step):
    check("numpy.arange", start, stop, step, expect=Verdict.SILENT)
    check("numpy.arange", start, stop, step, dtype="M8[h]", expect=Verdict.SILENT)


@pytest.mark.parametrize(
    ("stop", "step"), [("2020-03-01", None), ("2020-02-15", 2), ("2020-01-15", np.timedelta64(3, "D"))]
)
def test_ranges_of_days(stop, step):
    assert check("numpy.arange", "2020-01-01", stop, step, dtype="M8[D]") is Verdict.EXACT
    assert check("numpy.arange", np.datetime64("2020-01-01"), np.datetime64(stop), step) is Verdict.EXACT


def test_ranges_of_durations():
    assert (
        check("numpy.arange", np.timedelta64(0, "h"), np.timedelta64(2, "D"), np.timedelta64(6, "h")) is Verdict.EXACT
    )
    assert check("numpy.arange", np.timedelta64(5, "D")) is Verdict.EXACT
    check("numpy.arange", "1900", "2020", dtype="M8[s]", expect=Verdict.PARTIAL)
