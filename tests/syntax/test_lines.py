"""Lines and columns agree with CPython on one side, and with the Language Server Protocol on the other."""

import ast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bytelens.syntax.lines import Encoding, Lines, split_lines

ENCODINGS: tuple[Encoding, ...] = ("utf-8", "utf-16", "utf-32")
LINE = st.text(st.sampled_from("a= é€𝄞\t\f\x1c\u2028\ud800"), max_size=8)


@pytest.mark.parametrize("separator", ["\n", "\r", "\r\n"])
def test_a_line_ends_where_the_protocol_says(separator: str) -> None:
    assert split_lines(f"a{separator}b{separator}") == ["a", "b", ""]


@pytest.mark.parametrize("character", ["\f", "\v", "\x1c", "\x1d", "\x1e", "\x85", "\u2028", "\u2029"])
def test_no_other_character_ends_a_line(character: str) -> None:
    assert split_lines(f"a{character}b") == [f"a{character}b"]


@pytest.mark.parametrize("separator", ["\n", "\r", "\r\n"])
@pytest.mark.parametrize("inside", ["", "\f", "\x1c", "\x85", "\u2028", "\u2029"])
def test_cpython_counts_lines_as_the_protocol_does(separator: str, inside: str) -> None:
    """Also where the odd characters stand in strings and comments, or in a string over several lines."""
    text = separator.join([f'a = "{inside}"  # {inside}', f'"""{inside}', f'{inside}"""', "\f", "\fb = 1", "c"])
    tree = ast.parse(text)
    lines = Lines.of(text)
    last = tree.body[-1]
    assert (last.lineno, len(lines)) == (6, 6)
    assert lines.line(tree.body[-2].lineno) == "\fb = 1"


def test_columns_count_bytes_units_or_characters() -> None:
    lines = Lines.of("é𝄞 = 1")
    column = len("é𝄞 = ".encode())
    assert lines.to_lsp(1, column, "utf-8") == (0, 9)
    assert lines.to_lsp(1, column, "utf-16") == (0, 6)
    assert lines.to_lsp(1, column, "utf-32") == (0, 5)


@given(st.lists(LINE, min_size=1, max_size=4), st.data())
def test_a_position_survives_the_way_there_and_back(texts: list[str], data: st.DataObject) -> None:
    lines = Lines.of("\n".join(texts))
    line = data.draw(st.integers(1, len(texts)))
    encoding = data.draw(st.sampled_from(ENCODINGS))
    before = texts[line - 1][: data.draw(st.integers(0, len(texts[line - 1])))]
    column = len(before.encode("utf-8", "surrogatepass"))
    assert lines.to_ast(*lines.to_lsp(line, column, encoding), encoding) == (line, column)


@given(LINE, st.integers(0, 40), st.sampled_from(ENCODINGS))
def test_a_column_that_does_not_exist_is_rounded_down(text: str, column: int, encoding: Encoding) -> None:
    lines = Lines.of(text)
    _, there = lines.to_ast(0, column, encoding)
    text.encode("utf-8", "surrogatepass")[:there].decode("utf-8", "surrogatepass")
    assert lines.to_lsp(1, there, encoding)[1] <= column
    assert lines.to_lsp(1, 10_000, encoding) == lines.end(1, encoding)


def test_a_line_that_does_not_exist_is_an_index_error() -> None:
    lines = Lines.of("a\nb")
    for number in (0, 3):
        with pytest.raises(IndexError):
            lines.line(number)
