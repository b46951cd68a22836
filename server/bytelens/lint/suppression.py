"""`# bytelens: ignore[BL001]` at the end of a line: findings that are meant to be."""

from __future__ import annotations

import ast
import re
from collections.abc import Mapping, Sequence

from .program import Program

COMMENT = re.compile(r"#\s*bytelens:\s*ignore\b(?:\s*\[(?P<codes>[^\]]*)\])?")
EVERYTHING = frozenset({"*"})


def ignored_codes(lines: Sequence[str]) -> dict[int, frozenset[str]]:
    """By line (1-based), the codes that a comment on it names; `EVERYTHING` where it names none."""
    found: dict[int, frozenset[str]] = {}
    for number, line in enumerate(lines, start=1):
        match = COMMENT.search(line) if "bytelens" in line else None
        if match is not None:
            codes = frozenset(code.strip().upper() for code in (match["codes"] or "").split(",") if code.strip())
            found[number] = codes or EVERYTHING
    return found


def is_ignored(program: Program, node: ast.AST, code: str, ignored: Mapping[int, frozenset[str]]) -> bool:
    """Whether a comment on the first or the last line of the node's statement names a code.

    Of a compound statement, the header counts.
    """
    if not ignored:
        return False
    return any(code in ignored[line] or ignored[line] is EVERYTHING for line in _lines(program, node) & ignored.keys())


def _lines(program: Program, node: ast.AST) -> set[int]:
    statement = program.statement(node)
    if statement is None:
        return set()
    lines = {statement.lineno, getattr(node, "lineno", 0)}
    if not hasattr(statement, "body"):
        return lines | {statement.end_lineno or 0}
    return lines if node is statement else lines | {getattr(node, "end_lineno", 0)}
