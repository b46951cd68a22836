"""How much room text takes."""

from hypothesis import given
from hypothesis import strategies as st

from bytelens.report.widths import cut, width


def test_wide_characters_take_two_cells_and_combining_ones_none() -> None:
    assert [width(text) for text in ("ab", "数", "e\u0301")] == [2, 2, 1]


def test_what_is_cut_says_so() -> None:
    assert cut("abcdef", 6) == "abcdef"
    assert cut("abcdef", 4) == "abc…"
    assert cut("数数数", 4) == "数…"
    assert cut("abc", 0) == ""


@given(st.text(), st.integers(0, 30))
def test_nothing_is_wider_than_asked(text: str, cells: int) -> None:
    assert width(cut(text, cells)) <= cells
