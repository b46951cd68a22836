"""The examples of one docstring as one program."""

from __future__ import annotations

import ast
import warnings
from dataclasses import dataclass

from .docstrings import Docstring

HEAD = "import numpy as np"
RESULT = "_{}"


@dataclass(frozen=True, slots=True)
class Example:
    """One example in its program. first: its first line, 1-based. result: the name that keeps its value, or none."""

    first: int
    lines: tuple[str, ...]
    result: str | None = None


@dataclass(frozen=True, slots=True)
class Program:
    """A docstring's examples in order, below the import of NumPy; examples that do not parse are left out.

    written: how many examples the docstring has. unreadable: how many of these do not parse.
    """

    chapter: str
    name: str
    examples: tuple[Example, ...]
    written: int
    unreadable: int

    def text(self, without: frozenset[int] = frozenset(), names: dict[int, str] | None = None) -> str:
        """The source, line for line the same whatever is left out.

        without: first lines of examples to leave out. names: other targets for results, by first line.
        """
        lines = [HEAD]
        for example in self.examples:
            if example.first in without:
                lines += [""] * len(example.lines)
                continue
            target = (names or {}).get(example.first, example.result)
            first = example.lines[0] if target is None else f"{target} = {example.lines[0]}"
            lines += [first, *example.lines[1:]]
        return "\n".join([*lines, ""])


def program_of(docstring: Docstring) -> Program:
    """The program of a docstring."""
    examples: list[Example] = []
    line, unreadable = 2, 0
    for source in docstring.sources:
        parts = _parts(source)
        unreadable += parts is None
        for lines, is_expression in parts or ():
            examples.append(Example(line, lines, RESULT.format(len(examples)) if is_expression else None))
            line += len(lines)
    return Program(docstring.chapter, docstring.name, tuple(examples), len(docstring.sources), unreadable)


def _parts(source: str) -> list[tuple[tuple[str, ...], bool]] | None:
    """The lines of each statement of an example, and whether it is an expression; None where it does not parse."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            body = ast.parse(source).body
    except (SyntaxError, ValueError):
        return None
    if len(body) == 1:
        kept = [line for line in source.splitlines() if line.strip() and not line.startswith("#")]
        return [(tuple(kept), isinstance(body[0], ast.Expr))]
    segments = [(ast.get_source_segment(source, statement), statement) for statement in body]
    return [(tuple(text.splitlines()), isinstance(node, ast.Expr)) for text, node in segments if text]
