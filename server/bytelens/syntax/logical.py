"""Logical lines: which physical lines belong to one statement, without parsing it.

`ast` says nothing of text that it cannot parse, so repair needs its own reading of brackets and strings. It
is only used to choose what to replace; whether the result is Python is always for CPython's parser to say.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

# Whatever follows the plain text matches one alternative at once, so no search goes back. The unclosed one
# comes before the short strings, which would read its first two quotes as an empty string.
_TOKEN = re.compile(
    r"""
    [^\n()\[\]{}"'\#\\]*
    (?: (?P<newline>\n)
      | (?P<open>[(\[{])
      | (?P<close>[)\]}])
      | (?P<string>\"{3}(?:[^"\\]|\\.|"(?!""))*\"{3} | '{3}(?:[^'\\]|\\.|'(?!''))*'{3})
      | (?P<unclosed>\"{3} | '{3})
      | (?P<short>"(?:[^"\\\n]|\\.)*"? | '(?:[^'\\\n]|\\.)*'? | \#[^\n]* | \\\n? | \Z)
    )
    """,
    re.VERBOSE | re.DOTALL,
)
_INDENT = re.compile(r"[ \t\f]*")


@dataclass(frozen=True, slots=True)
class LogicalLine:
    """Rows (0-based, inclusive) of one logical line.

    `closed` is false where an open bracket or string swallows all the rest of the text. `strings` holds the
    first and last row of each triple-quoted string that spans several rows.
    """

    first: int
    last: int
    closed: bool
    strings: tuple[tuple[int, int], ...]


def indentation(line: str) -> str:
    """The white space before the first character of a line."""
    match = _INDENT.match(line)
    return match.group() if match else ""


def depth(line: str) -> int:
    """The column a line is indented to, as CPython counts: tabs to multiples of 8, form feeds start again."""
    return len(indentation(line).rpartition("\f")[2].expandtabs(8))


def is_blank(line: str) -> bool:
    """Does the line hold no code: nothing, white space, or a comment?"""
    start = len(indentation(line))
    return start == len(line) or line[start] == "#"


def logical_lines(lines: Sequence[str], first: int, end: int) -> Iterator[LogicalLine]:
    """The logical lines of rows `first` to `end` (exclusive), which must not begin inside of one."""
    row = start = first
    nesting = 0
    strings: list[tuple[int, int]] = []
    for token in _TOKEN.finditer("\n".join(lines[first:end])):
        kind = token.lastgroup
        if kind == "newline":
            row += 1
            if nesting == 0:
                if not is_blank(lines[start]):
                    yield LogicalLine(start, row - 1, True, tuple(strings))
                start, strings = row, []
        elif kind == "open":
            nesting += 1
        elif kind == "close":
            nesting = max(0, nesting - 1)
        elif kind == "unclosed":
            strings.append((row, end - 1))
            nesting += 1
            break
        elif rows := token.group().count("\n"):
            if kind == "string":
                strings.append((row, row + rows))
            row += rows
    if start < end and not is_blank(lines[start]):
        yield LogicalLine(start, end - 1, nesting == 0, tuple(strings))
