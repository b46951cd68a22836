"""A statement's text in one line, for tables."""

from __future__ import annotations

import io
import tokenize
from collections.abc import Sequence

# Where a table shows it, far less fits; what holds traces holds no more than this.
LONGEST = 300
_OPEN, _CLOSE = frozenset("([{"), frozenset(")]}")
_NOT_SHOWN = (tokenize.COMMENT, tokenize.NL, tokenize.NEWLINE, tokenize.INDENT, tokenize.DEDENT, tokenize.ENDMARKER)


def one_line(lines: Sequence[str], first: int, last: int) -> str:
    """The lines `first` to `last` (from 1) as one, without comments; "" where there are none such."""
    chosen = [line.strip() for line in lines[max(first, 1) - 1 : last]]
    text = "\n".join(chosen)
    if len(chosen) > 1 or "#" in text:
        text = _joined(text)
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"


def _joined(text: str) -> str:
    """The tokens of a text, on one line; blanks as they were within a line, one where a line ended."""
    parts: list[str] = []
    row, column, before = 1, 0, ""
    try:
        for token in tokenize.generate_tokens(io.StringIO(text).readline):
            if token.type in _NOT_SHOWN:
                continue
            parts += [_gap(token, row, column, before), token.string.replace("\n", "\\n")]
            (row, column), before = token.end, token.string
    except (tokenize.TokenError, SyntaxError):
        # A header without its body, or no Python: what is there will do.
        return " ".join(text.split("\n")) if not parts else "".join(parts)
    return "".join(parts)


def _gap(token: tokenize.TokenInfo, row: int, column: int, before: str) -> str:
    if token.start[0] == row:
        return " " * (token.start[1] - column) if before else ""
    return "" if before in _OPEN or token.string in _CLOSE else " "
