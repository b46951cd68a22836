"""Programs of which every expression is known, and programs of which names alone are."""

from __future__ import annotations

from bytelens.analysis.module import analyse
from bytelens.analysis.session import Session
from bytelens.analysis.sources import Sources
from bytelens.analysis.workspace import Workspace
from bytelens.facts.marks import Marks
from bytelens.lint.program import Program
from bytelens.syntax.parse import parse


def known(text: str, budget: int | None = None, marks: Marks | None = None) -> Program:
    """The program of a text, with what all of its expressions evaluated to."""
    parsed = parse(text)
    analysis = Session(Workspace(Sources()), expressions=True).analyse(text, parsed)
    return Program(text, parsed, analysis, budget, marks, analysis.expressions)


def plain(text: str, budget: int | None = None, marks: Marks | None = None) -> Program:
    """The program of a text, of which nothing but names and bindings is known."""
    return Program(text, parse(text), analyse(text), budget, marks)
