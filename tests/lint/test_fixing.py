"""Edits applied to a text."""

from bytelens.lint.findings import Fix, Range, TextEdit
from bytelens.lint.fixing import fixed


def fix(line: int, column: int, end: int, text: str) -> Fix:
    return Fix("", (TextEdit(Range(line, column, line, end), text),))


def test_edits_are_applied_at_columns_in_bytes() -> None:
    text = "größe = a\r\nb = größe + 1\n"
    assert fixed(text, [fix(1, 10, 11, "c"), fix(2, 4, 11, "d")]) == "größe = c\r\nb = d + 1\n"


def test_of_fixes_that_overlap_the_first_is_applied() -> None:
    assert fixed("abcdef", [fix(1, 0, 3, "x"), fix(1, 2, 4, "y"), fix(1, 3, 4, "z")]) == "xzef"
    assert fixed("ab", [fix(1, 1, 1, ".copy()"), fix(1, 1, 1, ".copy()")]) == "a.copy()b"


def test_without_fixes_a_text_stays_as_it_is() -> None:
    assert fixed("a\n\nb", []) == "a\n\nb"
