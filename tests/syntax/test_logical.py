"""Logical lines are those of CPython's tokenizer, as long as the text is valid."""

import io
import tokenize

from hypothesis import given
from hypothesis import strategies as st

from bytelens.syntax.logical import depth, logical_lines

PIECE = st.sampled_from(
    [
        "x = 1",
        "f(a,\n  b)  # (",
        "s = '''(\n\"\n'''",
        't = """\\"""\n"""',
        "u = 'it\\'s ('",
        "y = 1 + \\\n  2",
        "# 'comment",
        "",
        "z = [\n\n# ]\n1]",
        "if x:\n  a\n\n  b",
        "w = r'\\' # '",
        "'a\\\nb'",
    ]
)


@given(st.lists(PIECE, max_size=8))
def test_logical_lines_are_those_of_the_tokenizer(pieces: list[str]) -> None:
    text = "\n".join(pieces).replace("w = r'\\' # '", "w = r'\\'' # '")
    skipped = {tokenize.NL, tokenize.COMMENT, tokenize.INDENT, tokenize.DEDENT, tokenize.ENDMARKER}
    expected: list[tuple[int, int]] = []
    start = None
    for token in tokenize.generate_tokens(io.StringIO(text + "\n").readline):
        if token.type == tokenize.NEWLINE and start is not None:
            expected.append((start - 1, token.start[0] - 1))
            start = None
        elif token.type not in skipped and start is None:
            start = token.start[0]
    lines = text.split("\n")
    assert [(line.first, line.last) for line in logical_lines(lines, 0, len(lines))] == expected


def test_an_open_bracket_swallows_the_rest() -> None:
    (line,) = logical_lines(["x = f(", "y = 1", ""], 0, 3)
    assert (line.first, line.last, line.closed) == (0, 2, False)


def test_an_open_string_swallows_the_rest() -> None:
    first, second = logical_lines(["x = 1", 'y = """a', "'b", ""], 0, 4)
    assert first.closed
    assert (second.closed, second.strings) == (False, ((1, 3),))


def test_indentation_is_counted_as_cpython_does() -> None:
    assert [depth(line) for line in ("x", "  x", "\tx", "   \tx", "    \f x")] == [0, 2, 8, 8, 1]
