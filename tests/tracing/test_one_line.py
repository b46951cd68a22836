"""A statement in one line."""

import ast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bytelens.tracing.one_line import LONGEST, one_line


@pytest.mark.parametrize(
    ("lines", "text"),
    [
        (["    x = 1  "], "x = 1"),
        (["x = 1  # one"], "x = 1"),
        (["x = '#1'"], "x = '#1'"),
        (["x = np.array([", "    1,  # first", "", "    2,", "])"], "x = np.array([1, 2,])"),
        (["x = (a +", "     b)"], "x = (a + b)"),
        (["x = a + \\", "    b"], "x = a + b"),
        (['    """One', "    two", '    """'], '"""One\\ntwo\\n"""'),
        (["for i in range(", "        3):"], "for i in range(3):"),
        (["if x:"], "if x:"),
        (["f(a,", "  b=1)"], "f(a, b=1)"),
        (["x = $", "  1"], "x = $ 1"),
    ],
)
def test_the_text_of_a_statement(lines: list[str], text: str) -> None:
    assert one_line(["before", *lines, "after"], 2, 1 + len(lines)) == text


def test_lines_that_do_not_exist_have_no_text() -> None:
    assert one_line([], 3, 4) == ""


def test_a_long_one_is_cut() -> None:
    text = one_line(["x = '" + "y" * 1000 + "'"], 1, 1)
    assert (len(text), text[-1]) == (LONGEST, "…")


@given(st.lists(st.integers(0, 99), min_size=1, max_size=8), st.sampled_from(["\n", ",\n", "  # note\n"]))
def test_it_means_what_the_lines_mean(numbers: list[int], end: str) -> None:
    source = "x = [\n" + ", ".join(map(str, numbers)) + end + "]"
    lines = source.split("\n")
    assert ast.dump(ast.parse(one_line(lines, 1, len(lines)))) == ast.dump(ast.parse(source))
