"""Peaks in words."""

from bytelens.analysis.peaks import Holder, Moment, Peak
from bytelens.report.peaks import held_at, peak_size, peak_words
from bytelens.report.sizes import Units
from bytelens.values.dims import multiply, symbol

N = symbol("n")
MEGA = 1_000_000
X, K = Holder("X", 800 * MEGA, 1), Holder("K", 1600 * MEGA, 2)


def exactly(moment: Moment) -> Peak:
    """A peak of which everything is known."""
    return Peak(moment, moment)


LARGE = Moment(2400 * MEGA, 42, None, (X, K))
SMALL = Moment(8 * MEGA, 3, "f", (Holder("a", 4 * MEGA, 3),))


def test_a_peak_says_how_much_where_and_whose() -> None:
    assert peak_words(exactly(LARGE)) == "peak 2.4 GB at line 42: K 1.6 GB, X 800 MB"
    assert peak_words(exactly(LARGE), units=Units.IEC) == "peak 2.24 GiB at line 42: K 1.49 GiB, X 763 MiB"


def test_what_nobody_holds_is_new() -> None:
    assert peak_words(exactly(SMALL), "f") == "peak 8 MB at line 3: a 4 MB, new 4 MB"


def test_a_line_of_another_function_is_told_with_it() -> None:
    assert peak_words(exactly(SMALL)) == "peak 8 MB at line 3 in f: a 4 MB, new 4 MB"


def test_what_is_not_sure_says_so() -> None:
    assert peak_words(Peak(SMALL, None), "f") == "peak at least 8 MB at line 3: a 4 MB, new 4 MB"
    assert peak_words(Peak(None, SMALL), "f") == "peak up to 8 MB at line 3: a 4 MB, new 4 MB"
    assert peak_words(Peak(SMALL, LARGE), "f") == (
        "peak at least 8 MB at line 3: a 4 MB, new 4 MB; up to 2.4 GB at line 42"
    )
    assert peak_words(Peak(Moment(0, 1, None), LARGE)) == "peak up to 2.4 GB at line 42: K 1.6 GB, X 800 MB"


def test_bounds_are_rounded_so_that_they_hold() -> None:
    moment = Moment(7_999_999, 1, None)
    assert peak_size(exactly(moment)) == "8 MB"
    assert peak_size(Peak(moment, None)) == "at least 7.99 MB"
    assert peak_size(Peak(None, Moment(8_000_001, 1, None))) == "up to 8.01 MB"


def test_little_and_nothing_are_not_worth_a_word() -> None:
    assert peak_words(exactly(Moment(999, 1, None))) is None
    assert peak_words(Peak()) is None
    assert peak_words(Peak(Moment(0, 1, None), None)) is None


def test_each_buffer_counts_once_and_the_smallest_are_left_out() -> None:
    many = tuple(Holder(name, (9 - place) * MEGA, place) for place, name in enumerate("abcde"))
    moment = Moment(40 * MEGA, 7, None, (*many, Holder("alias", 9 * MEGA, 0), Holder("tiny", 100, 9)))
    assert peak_words(exactly(moment)) == "peak 40 MB at line 7: a 9 MB, b 8 MB, c 7 MB, new 5 MB and 2 more"


def test_a_name_that_holds_several_arrays_is_told_once() -> None:
    layers = (Holder("layers", 2 * MEGA, 1), Holder("x", 3 * MEGA, 2), Holder("layers", 2 * MEGA, 3))
    assert peak_words(exactly(Moment(7 * MEGA, 1, None, layers))) == "peak 7 MB at line 1: layers 4 MB, x 3 MB"


def test_where_not_every_holder_is_known_the_rest_is_others() -> None:
    some = tuple(Holder(f"a{place}", MEGA, place) for place in range(8))
    assert peak_words(exactly(Moment(10 * MEGA, 1, None, some))) == (
        "peak 10 MB at line 1: a0 1 MB, a1 1 MB, a2 1 MB, others 2 MB and 5 more"
    )


def test_nobody_is_named_where_they_hold_more_than_there_is() -> None:
    held = held_at(Moment(10, 1, None, (X,)))
    assert (held.holders, held.unattributed) == ((), None)
    assert peak_words(Peak(Moment(MEGA, 1, None, (X,)), None)) == "peak at least 1 MB at line 1"


def test_formulas() -> None:
    moment = Moment(multiply(24, N), 2, "f", (Holder("x", multiply(8, N), 1),))
    assert peak_words(exactly(moment), "f") == "peak 24·n B at line 2: x 8·n B, new 16·n B"
