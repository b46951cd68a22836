"""What is known of the old text's lines finds its place in the new text."""

from hypothesis import given
from hypothesis import strategies as st

from bytelens.syntax.edits import Edit, changed_region

LINES = st.lists(st.sampled_from(["a", "b", "c"]), max_size=8)


@given(LINES, LINES)
def test_a_shifted_line_has_the_same_text(old: list[str], new: list[str]) -> None:
    edit = changed_region(old, new)
    for line, text in enumerate(old, 1):
        shifted = edit.shift(line)
        assert shifted is None or new[shifted - 1] == text


@given(LINES, LINES, LINES, LINES)
def test_lines_outside_of_an_edit_are_mapped(top: list[str], old: list[str], new: list[str], end: list[str]) -> None:
    edit = changed_region([*top, "1", *old, "2", *end], [*top, "1", *new, "2", *end])
    start, shift = len(top) + 1, len(new) - len(old)
    assert [edit.shift(line) for line in range(1, start + 1)] == list(range(1, start + 1))
    below = range(start + len(old) + 1, start + len(old) + 2 + len(end))
    assert [edit.shift(line) for line in below] == [line + shift for line in below]


def test_an_edited_line_has_no_place() -> None:
    edit = changed_region(["a", "b", "c"], ["a", "x", "y", "c"])
    assert edit == Edit(1, 2, 3)
    assert [edit.shift(line) for line in (1, 2, 3)] == [1, None, 4]


def test_equal_texts_have_no_edited_line() -> None:
    edit = changed_region(["a", "b"], ["a", "b"])
    assert [edit.shift(1), edit.shift(2)] == [1, 2]


def test_a_repeated_line_leaves_the_lowest_choice() -> None:
    """Typing Enter below a line keeps what is shown on that line."""
    assert changed_region(["a", "a"], ["a", "a", "a"]) == Edit(2, 2, 3)
