"""Replace what CPython cannot parse by text that it can, line for line."""

import re
from collections.abc import Callable, Sequence
from itertools import takewhile

from bytelens.syntax.broken import Dropped
from bytelens.syntax.layout import (
    block_end,
    is_between,
    is_decorator,
    open_blocks,
    rows_after,
    suite_row,
    top_level_rows,
    unclosed_end,
)
from bytelens.syntax.logical import LogicalLine, depth, indentation, is_blank, logical_lines

Attempt = Callable[[Sequence[str], int, int], Exception | None]
"""Why rows `first` to `end` of some lines do not parse, or None."""

# An expression of which nothing can be known, and that no assignment can bind.
_UNKNOWN = "(...).unknown"
# What stands in for a header, by its keyword: something that claims nothing of when its suite runs.
_STUBS = {
    "if": f"if {_UNKNOWN}:",
    "elif": f"elif {_UNKNOWN}:",
    "else": "else:",
    "for": f"while {_UNKNOWN}:",
    "while": f"while {_UNKNOWN}:",
    "with": f"with {_UNKNOWN}:",
    "try": "try:",
    "except": f"except {_UNKNOWN}:",
    "finally": "finally:",
    "case": f"case _ if {_UNKNOWN}:",
    "def": "def {name}(*_, **__):",
    "class": f"class {{name}}({_UNKNOWN}):",
}
_HEADER = re.compile(rf"\s*(?P<asynchronous>async\s+)?(?P<word>{'|'.join(_STUBS)})\b(?!\s*[=.])\s*(?P<name>\w*)")
_BARE_HEADER = re.compile(r"expected an indented block after .* on line (\d+)")
# Said of the line after a statement that wants more.
_CUT_SHORT = "unexpected unindent"
_NO_HANDLER = "expected 'except' or 'finally' block"


class Draft:
    """The lines of a text under repair. Rows count from 0; their number never changes."""

    def __init__(self, lines: Sequence[str]) -> None:
        self.original = lines
        self.lines = list(lines)
        self.dropped: dict[int, Dropped] = {}

    def mend(self, error: SyntaxError, first: int, end: int, attempt: Attempt) -> int | None:
        """Replace the statement of rows `first` to `end` that `error` blames.

        Returns the row of the top-level statement that was changed, or None if there is nothing left to try.
        """
        opener = self._open_string(first, end, attempt)
        row = opener if opener is not None else min(max((error.lineno or 0) - 1, first), end - 1)
        lines = list(takewhile(lambda line: line.first <= row, logical_lines(self.lines, first, end)))
        if not lines:
            return None
        tops = top_level_rows(self.lines, lines)
        if opener is not None:
            changed = lines[-1] if self._replace(lines[-1].first, opener, "pass") else None
        else:
            changed = self._mend_statement(error, lines)
        top = max(row for row in tops if row <= (changed or lines[-1]).first)
        return top if changed or self._drop_tail(top, lines[-1]) else None

    def _mend_statement(self, error: SyntaxError, lines: Sequence[LogicalLine]) -> LogicalLine | None:
        """Replace what `error` means, which may be above the last of `lines`, where it was raised.

        Returns a line of the block that was changed, or None if that statement was replaced before.
        """
        misplaced = len(lines) > 2 and is_between(self.lines, lines[-3], lines[-2])
        if misplaced and isinstance(error, IndentationError):
            lines = lines[:-1]
        blamed, before = lines[-1], lines[-2] if len(lines) > 1 else None
        if bare := _BARE_HEADER.search(error.msg):
            header = next((line for line in lines if line.last >= int(bare[1]) - 1), blamed)
            return header if self._replace_header(header, header.last, None) or self._drop(header) else None
        if error.msg.startswith(_NO_HANDLER) and (opened := self._open_try(lines)):
            suite = suite_row(self.lines, opened.first, opened.last)
            self._replace(opened.first, opened.last, f"if {_UNKNOWN}:", suite)
            return opened
        if before and (error.msg == _CUT_SHORT or self._decorates_nothing(before)):
            return before if self._drop(before) else None
        if isinstance(error, IndentationError) or (before and is_between(self.lines, before, blamed)):
            return (before or blamed) if self._drop_stray(blamed, lines[:-1]) else None
        return blamed if self._drop(blamed) else None

    def drop_rows(self, first: int, end: int) -> None:
        """Give up on rows `first` to `end`: one unknown statement stands for them all."""
        rows = [row for row in range(first, end) if not is_blank(self.lines[row])]
        self._replace(rows[0], rows[-1], "pass", indent="")

    def middle(self, first: int, end: int) -> int | None:
        """A row that divides the top-level statements of rows `first` to `end`; None if there is just one."""
        lines = list(logical_lines(self.lines, first, end))
        starts = sorted(set(top_level_rows(self.lines, lines)) - {first}) if lines else []
        return starts[len(starts) // 2] if starts else None

    def _drop_tail(self, top: int, blamed: LogicalLine) -> bool:
        """Last resort that keeps what is above: replace the rest of the top-level statement at row `top`."""
        end = block_end(self.lines, top, blamed.last)
        earlier = self.dropped.get(blamed.first)
        if blamed.first == top or (earlier and earlier.last >= end):
            return False
        return self._replace(blamed.first, end, "pass")

    def _decorates_nothing(self, line: LogicalLine) -> bool:
        is_marked = self.lines[line.first].lstrip().startswith("@")
        return is_marked and not is_decorator(self.lines, line.first, line.last)

    def _drop(self, blamed: LogicalLine) -> bool:
        """Replace a statement, keeping its suite if its keyword says what that is."""
        earlier = self.dropped.get(blamed.first)
        if earlier:
            text = self.lines[blamed.first].strip()
            return text != "pass" and self._replace(
                blamed.first, block_end(self.lines, blamed.first, earlier.last), "pass"
            )
        is_header = _HEADER.match(self.lines[blamed.first]) is not None
        last = blamed.last if blamed.closed else unclosed_end(self.lines, blamed.first, is_header)
        if self._replace_header(blamed, last, suite_row(self.lines, blamed.first, last)):
            return True
        if is_decorator(self.lines, blamed.first, last):
            return self._replace(blamed.first, last, f"@{_UNKNOWN}")
        return self._replace(blamed.first, block_end(self.lines, blamed.first, last), "pass")

    def _replace_header(self, blamed: LogicalLine, last: int, suite: int | None) -> bool:
        header = _HEADER.match(self.lines[blamed.first])
        if not header or blamed.first in self.dropped:
            return False
        word, name = header["word"], header["name"]
        defines = name if word in ("def", "class") and name.isidentifier() else None
        stub = _STUBS[word].replace("{name}", defines or "_")
        if header["asynchronous"] and word == "def":
            stub = f"async {stub}"
        if suite is None:
            stub = "pass" if word == "try" else f"{stub} pass"
        return self._replace(blamed.first, last, stub, suite, defines)

    def _drop_stray(self, blamed: LogicalLine, before: Sequence[LogicalLine]) -> bool:
        """Replace what is indented to nowhere; the replacement joins the block of the statement before."""
        if blamed.first in self.dropped:
            return False
        indent = indentation(self.lines[before[-1].first]) if before else ""
        levels = {0, *(depth(self.lines[line.first]) for line in open_blocks(self.lines, before))}
        here = depth(self.lines[blamed.first])
        outer = max((level for level in levels if level < here), default=0)
        last = blamed.last if blamed.closed else blamed.first
        for row in rows_after(self.lines, last):
            level = depth(self.lines[row])
            if level <= outer or (level in levels and level != here):
                break
            last = row
        return self._replace(blamed.first, last, "pass", stray=True, indent=indent)

    def _open_string(self, first: int, end: int, attempt: Attempt) -> int | None:
        """The row of the triple quote that was opened and never closed, if one is open at the end.

        One quote too many shifts the pairing of all that follow, so the last one, which CPython blames, is
        seldom the culprit: that is the first string after which the text makes no sense.
        """
        text = "\n".join(self.lines[first:end])
        if text.count('"""') % 2 == 0 and text.count("'''") % 2 == 0:
            return None
        lines = list(logical_lines(self.lines, first, end))
        if not lines or lines[-1].closed or not lines[-1].strings or lines[-1].strings[-1][1] != end - 1:
            return None
        opener, limit = lines[-1].strings[0][0], lines[-1].first
        while (error := self._error_before(limit, first, attempt)) is not None:
            shown = [line for line in lines if line.strings and line.first < limit]
            suspects = [line for line in shown if line.strings[0][1] < error]
            if not suspects:
                break
            opener, limit = suspects[-1].strings[0][0], suspects[-1].first
        return opener

    def _error_before(self, limit: int, first: int, attempt: Attempt) -> int | None:
        """The line (1-based) of an error in the rows before `limit`, apart from being cut off there."""
        cut = [*self.lines[:limit], indentation(self.lines[limit]) + "pass"]
        error = attempt(cut, first, limit + 1)
        if not isinstance(error, SyntaxError) or error.msg.startswith(_NO_HANDLER):
            return None
        return error.lineno

    def _replace(
        self,
        first: int,
        last: int,
        stub: str,
        suite: int | None = None,
        defines: str | None = None,
        *,
        stray: bool = False,
        indent: str | None = None,
    ) -> bool:
        if indent is None:
            indent = indentation(self.lines[first])
        inner = [self.dropped.pop(row) for row in list(self.dropped) if first <= row <= last]
        last = max([last, *(drop.last for drop in inner)])
        self.dropped[first] = Dropped(first, last, suite, defines, stray)
        self.lines[first : last + 1] = [indent + stub] + [""] * (last - first)
        return True

    def _open_try(self, lines: Sequence[LogicalLine]) -> LogicalLine | None:
        """The innermost `try` that the last of `lines` ends without a handler."""
        here = depth(self.lines[lines[-1].first])
        tries = [
            line
            for line in [*open_blocks(self.lines, lines[:-1]), lines[-1]]
            if self.lines[line.first].lstrip().startswith("try") and line.first not in self.dropped
        ]
        ended = [line for line in tries if depth(self.lines[line.first]) >= here]
        return next(iter([*reversed(ended), *reversed(tries)]), None)
