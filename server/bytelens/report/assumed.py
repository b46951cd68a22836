"""What is assumed, in words, in JSON, and as the mark of every hint that rests on it."""

from __future__ import annotations

from typing import Any

from ..assuming.assumptions import Assumptions
from ..assuming.constants import show_constant
from .hovers import Naming, numbered
from .markdown import code

MARK = "◇ "


def marked(labels: dict[int, str], assumptions: Assumptions) -> dict[int, str]:
    """Labels of lines with the mark, where something is assumed."""
    return {line: MARK + text for line, text in labels.items()} if assumptions else labels


def what_if(assumptions: Assumptions, naming: Naming = numbered) -> str:
    """`What if n = 100_000, 1000 in line 7 = 2000, all float32`."""
    names = [f"{name} = {show_constant(value)}" for name, value in assumptions.names]
    literals = [
        f"{literal.text} in {naming(literal.line)} = {show_constant(literal.value)}" for literal in assumptions.literals
    ]
    dtype = [f"all {assumptions.dtype}"] if assumptions.dtype is not None else []
    return f"What if {', '.join([*names, *literals, *dtype])}"


def with_heading(hover: str, assumptions: Assumptions, naming: Naming = numbered) -> str:
    """A hover below what it rests on."""
    return f"{MARK}{code(what_if(assumptions, naming))}\n\n{hover}" if assumptions else hover


def assumptions_document(assumptions: Assumptions) -> dict[str, Any]:
    """The same as plain data; empty where nothing is assumed."""
    if not assumptions:
        return {}
    literals = [
        {"line": literal.line, "column": literal.column, "text": literal.text, "value": literal.value}
        for literal in assumptions.literals
    ]
    return {
        "names": dict(assumptions.names),
        "literals": literals,
        "dtype": None if assumptions.dtype is None else str(assumptions.dtype),
    }
