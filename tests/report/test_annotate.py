"""Source text with labels."""

from bytelens.analysis.estimates import Analysis
from bytelens.report.annotate import annotate, plain_text

from .making import array, bound


def shown(text: str, *lines: int) -> str:
    """The text with a label on each of some lines."""
    return plain_text(annotate(text, Analysis(tuple(bound("a", array((1000,)), line=line) for line in lines))))


def test_labels_stand_below_one_another() -> None:
    assert shown("a = f()\nnothing = 'at all, but longer'\nabc = f()\n", 1, 3) == (
        "a = f()    8 kB int64[1000]\nnothing = 'at all, but longer'\nabc = f()  8 kB int64[1000]\n"
    )


def test_a_line_that_is_very_long_does_not_push_the_others() -> None:
    first, second = shown(f"a = f()\nb = f({'1, ' * 40})\n", 1, 2).splitlines()
    assert first == "a = f()  8 kB int64[1000]"
    assert second.endswith(")  8 kB int64[1000]")


def test_wide_characters_take_two_cells_and_combining_ones_none() -> None:
    first, second, third = shown("数 = f()\nab = f()\ne\u0301x = f()\n", 1, 2, 3).splitlines()
    assert (first, second) == ("数 = f()  8 kB int64[1000]", "ab = f()  8 kB int64[1000]")
    assert third == "e\u0301x = f()  8 kB int64[1000]"


def test_tabs_are_expanded_so_that_columns_hold() -> None:
    assert shown("\ta = f()", 1) == "        a = f()  8 kB int64[1000]\n"


def test_a_text_without_a_last_line_end_gets_one_and_an_empty_text_is_empty() -> None:
    assert shown("pass") == "pass\n"
    assert shown("") == ""


def test_lines_end_where_python_ends_them() -> None:
    assert shown("x = '\x0c\u2028'\r\na = f()\r", 2) == "x = '\x0c\u2028'\na = f()  8 kB int64[1000]\n"
