"""What one wants to assume, as one types it: `n = 100_000`, `f.n=5`, `3:15 = 2000`, and `float32`."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

import numpy as np

from ..syntax.lines import Lines
from .assumable import literals_in, names_in
from .assumptions import Assumptions, Constant, DType, Literal
from .constants import read_constant

_NAME = re.compile(r"[^\W\d]\w*(\.[^\W\d]\w*)*(\.shape\[\d+\])?")
_PLACE = re.compile(r"(\d+):(\d+)")
_MOST_TOLD = 12


@dataclass(frozen=True, slots=True)
class Wish:
    """A value for a name, or for the literal at a place: the line, and the character in it, both from 1."""

    about: str | tuple[int, int]
    value: Constant


def read_wish(text: str) -> Wish:
    """`NAME=VALUE` or `LINE:COLUMN=VALUE`, with blanks or without. Raises ValueError, with what is wrong."""
    about, equals, value = text.partition("=")
    about = about.strip()
    place = _PLACE.fullmatch(about)
    if not equals or not (place or _NAME.fullmatch(about)):
        raise ValueError(
            f"{text.strip()!r} is no assumption: NAME=VALUE is expected, as n=100000, or LINE:COLUMN=VALUE"
        )
    return Wish((int(place[1]), int(place[2])) if place else about, read_constant(value))


def read_dtype(text: str) -> DType:
    """An element type for all floating-point arrays. Raises ValueError where it is none."""
    try:
        dtype: DType = np.dtype(text.strip())
    except (TypeError, ValueError, SyntaxError):
        dtype = np.dtype(object)
    if dtype.kind != "f":
        raise ValueError(
            f"{text.strip()!r} is no floating-point type: float16, float32, float64 or longdouble is expected"
        )
    return np.dtype(dtype.type)


def found_in(tree: ast.Module, text_lines: Lines, wishes: Iterable[Wish]) -> tuple[Assumptions, list[Wish]]:
    """Those wishes that are about something in a program, as assumptions, and those that are not."""
    names, literals = names_in(tree), literals_in(tree)
    known: dict[str, Constant] = {}
    placed: list[Literal] = []
    missing: list[Wish] = []
    for wish in wishes:
        if isinstance(wish.about, str):
            if names.has(wish.about):
                known[wish.about] = wish.value
            else:
                missing.append(wish)
            continue
        node = literals.get(_as_ast(text_lines, *wish.about))
        if node is None:
            missing.append(wish)
        else:
            placed.append(Literal(node.lineno, node.col_offset, _text(text_lines, node), wish.value))
    return Assumptions(tuple(known.items()), tuple(placed)), missing


def why_missing(tree: ast.Module, text_lines: Lines, wish: Wish) -> str:
    """In a sentence, why a wish is about nothing in a program, and what there is instead."""
    if isinstance(wish.about, str):
        offered = names_in(tree).offered()
        close = get_close_matches(wish.about, offered)
        return f"Nothing is called {wish.about} here. {_there_are('There are', [*close, *offered])}"
    line, column = wish.about
    there = [
        f"{_text(text_lines, node)} ({place_of(text_lines, *place)})"
        for place, node in sorted(literals_in(tree).items())
        if place[0] == line
    ]
    return f"No literal begins at {line}:{column}. {_there_are('In that line there are', there)}"


def place_of(text_lines: Lines, line: int, column: int) -> str:
    """A place as a wish names it."""
    row, character = text_lines.to_lsp(line, column, "utf-32")
    return f"{row + 1}:{character + 1}"


def _there_are(begin: str, names: Sequence[str]) -> str:
    told = list(dict.fromkeys(names))
    if not told:
        return f"{begin} none."
    more = ", …" if len(told) > _MOST_TOLD else ""
    return f"{begin} {', '.join(told[:_MOST_TOLD])}{more}."


def _as_ast(text_lines: Lines, line: int, column: int) -> tuple[int, int]:
    if not 1 <= line <= len(text_lines) or column < 1:
        return 0, 0
    return text_lines.to_ast(line - 1, column - 1, "utf-32")


def _text(text_lines: Lines, node: ast.Constant) -> str:
    """The source of a literal, of one over several lines the first."""
    data = text_lines.line(node.lineno).encode("utf-8", "surrogatepass")
    end = node.end_col_offset if node.end_lineno == node.lineno else None
    return data[node.col_offset : end].decode("utf-8", "replace")
