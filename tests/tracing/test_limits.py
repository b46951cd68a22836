"""Limits as text."""

import pytest

from bytelens.tracing.limits import hit_memory_limit, parse_seconds, parse_size
from bytelens.tracing.trace import Failure


@pytest.mark.parametrize(
    ("text", "nbytes"),
    [
        ("1000000", 10**6),
        ("500MB", 5 * 10**8),
        ("500 mb", 5 * 10**8),
        ("500M", 5 * 10**8),
        ("2GiB", 2 * 2**30),
        ("1.5g", 1_500_000_000),
        ("1kB", 1000),
        ("1KiB", 1024),
        ("3 TB", 3 * 10**12),
        ("12B", 12),
    ],
)
def test_a_size_is_so_many_bytes(text: str, nbytes: int) -> None:
    assert parse_size(text) == nbytes


@pytest.mark.parametrize("text", ["", "x", "-1", "0", "0 MB", "5 PB", "1e9", "MB", "1 2", "1iB"])
def test_what_is_no_size_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"size|nothing"):
        parse_size(text)


def test_seconds_are_a_number_above_zero() -> None:
    assert (parse_seconds("2"), parse_seconds("0.5")) == (2.0, 0.5)


@pytest.mark.parametrize("text", ["", "0", "-1", "inf", "nan", "soon"])
def test_what_is_no_number_of_seconds_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="not a number of seconds"):
        parse_seconds(text)


@pytest.mark.parametrize(
    ("failure", "hit"),
    [
        (None, False),
        (Failure("ValueError", ""), False),
        (Failure("MemoryError", ""), True),
        (Failure("numpy._core._exceptions._ArrayMemoryError", ""), True),
    ],
)
def test_what_shows_that_memory_ran_out(failure: Failure | None, hit: bool) -> None:
    assert hit_memory_limit(failure) is hit
