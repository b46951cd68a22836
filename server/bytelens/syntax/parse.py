"""Text to a syntax tree that survives half-typed code."""

import ast
import gc
import re
import threading
import warnings
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from bytelens.syntax.broken import Broken, splice
from bytelens.syntax.lines import split_lines
from bytelens.syntax.repair import Draft

__all__ = ["Broken", "LineRange", "Parsed", "parse"]

# Beyond this many, a text is hardly Python: what still fails is halved until the pieces parse or are one
# statement.
_MENDS = 30
# RecursionError and MemoryError come of nesting too deep for the parser; they name no line.
_FAILURES = (SyntaxError, ValueError, RecursionError, MemoryError)
_SURROGATE = re.compile("[\ud800-\udfff]")
_QUIET = threading.Lock()


@dataclass(frozen=True, slots=True)
class LineRange:
    """Lines of the text, 1-based, both inclusive."""

    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Parsed:
    """The tree of a text, with a `Broken` for each statement that does not parse.

    `broken` are the lines whose text is not in the tree, in order; empty if all of it is. Every other
    statement has the position that it has in the text.
    """

    tree: ast.Module
    broken: tuple[LineRange, ...]


def parse(text: str) -> Parsed:
    """Parse as the running Python does, replacing statements that do not parse. Never raises, whatever the
    text.

    Clean text gives exactly what `ast.parse` gives.
    """
    text = _readable(text)
    with _quiet():
        try:
            return Parsed(ast.parse(text), ())
        except _FAILURES as error:
            return _repaired(split_lines(text), error)


def _readable(text: str) -> str:
    """The text without the characters that keep CPython from reading any of it; no column changes."""
    if text.startswith("\ufeff"):
        # As many bytes as the byte order mark has, and no indentation.
        text = "\f\f\f" + text[1:]
    text = text.replace("\0", "\1")
    return text if text.isascii() else _SURROGATE.sub("\ufffd", text)


def _repaired(lines: Sequence[str], error: Exception) -> Parsed:
    """Parse from the top, mending what fails, beginning with `error`, which is why the whole does not parse.

    Top-level statements that parsed once are not parsed again.
    """
    draft = Draft(lines)
    module = ast.Module(body=[], type_ignores=[])
    pending = [(0, len(lines))]
    known: Exception | None = error
    mends = 0
    while pending:
        first, end = pending.pop()
        result = known or _attempt(draft.lines, first, end)
        known = None
        if isinstance(result, ast.Module):
            module.body += result.body
            continue
        cut = None
        if isinstance(result, SyntaxError) and mends < _MENDS:
            mends += 1
            cut = draft.mend(result, first, end, _failure)
        if cut is None:
            cut = draft.middle(first, end)
        if cut is None:
            draft.drop_rows(first, end)
            cut = first
        pending.append((cut, end))
        if cut > first:
            pending.append((first, cut))
    splice(module, draft.dropped, lines)
    ranges = (LineRange(drop.first + 1, drop.last + 1) for _, drop in sorted(draft.dropped.items()))
    return Parsed(module, tuple(ranges))


def _attempt(lines: Sequence[str], first: int, end: int) -> ast.Module | Exception:
    """The tree of rows `first` to `end` at their own line numbers, or why they have none."""
    try:
        return ast.parse("\n" * first + "\n".join(lines[first:end]))
    except _FAILURES as error:
        return error


def _failure(lines: Sequence[str], first: int, end: int) -> Exception | None:
    result = _attempt(lines, first, end)
    return result if isinstance(result, Exception) else None


@contextmanager
def _quiet() -> Iterator[None]:
    """Neither warnings (of invalid escapes and their like) nor garbage collection while parsing.

    A parse makes many objects and no garbage: collecting costs a quarter of its time. Both switches belong to
    the process, hence the lock.
    """
    with _QUIET, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        collecting = gc.isenabled()
        gc.disable()
        try:
            yield
        finally:
            if collecting:
                gc.enable()
