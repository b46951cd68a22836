"""Dates and times, held against NumPy."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bytelens.values.dims import SOME_INT

from .harness import Verdict, check, rule_of
from .inputs import arrays, compatible, shapes

UNITS = ["M8[D]", "M8[Y]", "M8[s]", "M8[ns]", "M8[h]"]
DAYS = st.just(np.dtype("M8[D]"))


@pytest.mark.parametrize(
    "arguments",
    [("2020-01-02",), ("2020-01",), ("2020-01-02T03:04", "s"), (5, "D"), ("nat",), (), (np.datetime64("2020"), "D")],
    ids=repr,
)
def test_dates(arguments):
    assert check("numpy.datetime64", *arguments) is Verdict.EXACT


@pytest.mark.parametrize("arguments", [(3,), (3, "D"), (), ("NaT",), (np.timedelta64(1, "D"), "h"), (2, ("s", 5))])
def test_durations(arguments):
    assert check("numpy.timedelta64", *arguments) is Verdict.EXACT


def test_dates_that_change():
    today = rule_of("numpy.datetime64").function("today")
    assert (today.dtype, today.value) == (np.dtype("M8[D]"), None)
    assert rule_of("numpy.datetime64").function("now").dtype == np.dtype("M8[s]")
    assert rule_of("numpy.timedelta64").function(SOME_INT, "h").dtype == np.dtype("m8[h]")


@given(shapes(max_dims=3), st.data())
def test_business_days(shape, data):
    first, second = (data.draw(arrays(DAYS, shape=data.draw(compatible(shape)))) for _ in range(2))
    offsets = np.ones(data.draw(compatible(shape)), int)
    check("numpy.busday_count", first, second)
    check("numpy.busday_count", "2020-01-02", second, weekmask="1111111")
    check("numpy.busday_offset", first, offsets, roll="forward")
    check("numpy.busday_offset", first, 3, "backward")
    check("numpy.is_busday", first)
    check("numpy.is_busday", first, holidays=["2020-01-02"])
    check("numpy.is_busday", first, out=np.zeros(first.shape, bool))
    check("numpy.busday_count", first)


@given(st.data(), st.sampled_from(UNITS), st.sampled_from([None, "D", "s", "auto"]))
def test_dates_as_text(data, dtype, unit):
    dates = data.draw(arrays(st.just(np.dtype(dtype))))
    expect = Verdict.PARTIAL if dates.ndim == 0 or unit == "auto" else Verdict.EXACT
    check("numpy.datetime_as_string", dates, unit, casting="unsafe", expect=expect)
    check("numpy.datetime_as_string", dates, expect=Verdict.PARTIAL)
    check("numpy.datetime_as_string", np.datetime64("2020-01-02"), expect=Verdict.PARTIAL)


@pytest.mark.parametrize("holidays", [None, ["2020-01-01", "2020-12-25", "2020-07-04"]])
def test_calendars(holidays):
    function = rule_of("numpy.busdaycalendar").function
    made = function() if holidays is None else function("1111100", tuple(holidays))
    truth = np.busdaycalendar(holidays=holidays or [])
    weekmask = rule_of("numpy.busdaycalendar.weekmask").function(made)
    assert (weekmask.shape, weekmask.dtype) == (truth.weekmask.shape, truth.weekmask.dtype)
    kept = rule_of("numpy.busdaycalendar.holidays").function(made)
    assert kept.dtype == truth.holidays.dtype
    assert len(truth.holidays) <= kept.shape[0].at_most
