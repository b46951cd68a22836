"""Lines and columns: those of `ast` (UTF-8 bytes), and those of the Language Server Protocol."""

import re
from dataclasses import dataclass
from typing import Literal

Encoding = Literal["utf-8", "utf-16", "utf-32"]
"""The unit of an LSP column; LSP's own names, where `utf-32` is a code point."""

# The protocol's line ends, which are CPython's too. `str.splitlines` knows eight more, from form feed to
# U+2029.
_LINE_END = re.compile(r"\r\n|\r|\n")


def split_lines(text: str) -> list[str]:
    """The lines of a text without their ends. There is always at least one."""
    if "\r" not in text:
        return text.split("\n")
    return _LINE_END.split(text)


@dataclass(frozen=True, slots=True)
class Lines:
    """The lines of one text, without their ends.

    `ast` counts lines from 1 and columns in UTF-8 bytes; LSP counts lines from 0 and columns in units of the
    encoding that client and server agreed on. A lone surrogate counts as the three bytes that it would take
    in UTF-8.
    """

    texts: tuple[str, ...]

    @classmethod
    def of(cls, text: str) -> "Lines":
        return cls(tuple(split_lines(text)))

    def __len__(self) -> int:
        return len(self.texts)

    def line(self, number: int) -> str:
        """The text of line `number` (1-based). Raises IndexError if there is none."""
        if number < 1:
            raise IndexError(number)
        return self.texts[number - 1]

    def to_lsp(self, line: int, column: int, encoding: Encoding) -> tuple[int, int]:
        """The LSP position of an `ast` one. A column beyond the end of the line is the end of the line.

        Raises IndexError if there is no such line.
        """
        text = self.line(line)
        if text.isascii():
            return line - 1, min(column, len(text))
        before = text.encode("utf-8", "surrogatepass")[:column].decode("utf-8", "surrogatepass")
        return line - 1, _units(before, encoding)

    def to_ast(self, line: int, column: int, encoding: Encoding) -> tuple[int, int]:
        """The `ast` position of an LSP one. A column beyond the end of the line, or within a character, is
        rounded down to the nearest that exists.

        Raises IndexError if there is no such line.
        """
        text = self.line(line + 1)
        if text.isascii():
            return line + 1, min(column, len(text))
        return line + 1, _units(text[: _characters(text, column, encoding)], "utf-8")

    def end(self, line: int, encoding: Encoding) -> tuple[int, int]:
        """The LSP position behind the last character of a line (1-based). Raises IndexError without one."""
        return line - 1, _units(self.line(line), encoding)


def _units(text: str, encoding: Encoding) -> int:
    if encoding == "utf-32" or text.isascii():
        return len(text)
    if encoding == "utf-8":
        return len(text.encode("utf-8", "surrogatepass"))
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def _characters(text: str, column: int, encoding: Encoding) -> int:
    """How many characters fit into `column` units."""
    if encoding == "utf-32":
        return column
    used = 0
    for count, character in enumerate(text):
        used += _units(character, encoding)
        if used > column:
            return count
    return len(text)
