"""Numbers of bytes as text."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bytelens.report.sizes import Units, bound_text, exact_text, size_text
from bytelens.values.dims import add, multiply, symbol

N = symbol("n")
UNITS = {"B": 0, "kB": 1, "MB": 2, "GB": 3, "TB": 4, "PB": 5, "EB": 6, "ZB": 7, "YB": 8}
POSITIVE = st.integers(0, 10**24)


@pytest.mark.parametrize(
    ("nbytes", "si", "iec", "plain"),
    [
        (0, "0 B", "0 B", "0 B"),
        (1, "1 B", "1 B", "1 B"),
        (999, "999 B", "999 B", "999 B"),
        (1000, "1 kB", "1000 B", "1,000 B"),
        (1023, "1.02 kB", "1023 B", "1,023 B"),
        (1024, "1.02 kB", "1 KiB", "1,024 B"),
        (8000, "8 kB", "7.81 KiB", "8,000 B"),
        (20_000, "20 kB", "19.5 KiB", "20,000 B"),
        (1_500_000, "1.5 MB", "1.43 MiB", "1,500,000 B"),
        (9_995, "10 kB", "9.76 KiB", "9,995 B"),
        (99_950, "100 kB", "97.6 KiB", "99,950 B"),
        (999_499, "999 kB", "976 KiB", "999,499 B"),
        (999_500, "1 MB", "976 KiB", "999,500 B"),
        (999_999, "1 MB", "977 KiB", "999,999 B"),
        (1_048_575, "1.05 MB", "1 MiB", "1,048,575 B"),
        (512 * 10**6, "512 MB", "488 MiB", "512,000,000 B"),
        (10**30, "1000000 YB", "827181 YiB", f"{10**30:,} B"),
    ],
)
def test_a_size_has_three_significant_digits(nbytes: int, si: str, iec: str, plain: str) -> None:
    assert [size_text(nbytes, units) for units in (Units.SI, Units.IEC, Units.BYTES)] == [si, iec, plain]


@given(POSITIVE)
def test_a_size_is_off_by_less_than_half_a_percent(nbytes: int) -> None:
    number, unit = size_text(nbytes).split()
    shown = Fraction(number) * 1000 ** UNITS[unit]
    assert abs(shown - nbytes) * 200 <= nbytes


@given(POSITIVE)
def test_the_number_before_the_unit_is_less_than_the_next_unit(nbytes: int) -> None:
    assert Fraction(size_text(nbytes).split()[0]) < 1000
    assert Fraction(size_text(nbytes, Units.IEC).split()[0]) < 1024


@given(POSITIVE, st.sampled_from([Units.SI, Units.BYTES]))
def test_a_bound_still_holds_once_it_is_rounded(nbytes: int, units: Units) -> None:
    text = bound_text(nbytes, units).removeprefix("≤ ")
    number, unit = text.replace(",", "").split()
    assert Fraction(number) * 1000 ** UNITS[unit] >= nbytes


def test_a_bound_is_marked() -> None:
    assert (bound_text(8000), bound_text(8001), bound_text(999_001)) == ("≤ 8 kB", "≤ 8.01 kB", "≤ 1 MB")


def test_a_formula_is_in_bytes_whatever_the_units() -> None:
    square = multiply(8, multiply(N, N))
    assert {size_text(square, units) for units in Units} == {"8·n² B"}


def test_a_sum_is_put_in_parentheses() -> None:
    assert exact_text(add(multiply(8, N), 8)) == "(8·n + 8) B"
