"""From a text to its findings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ..analysis.estimates import Analysis
from ..analysis.session import Session
from ..analysis.sources import Sources
from ..analysis.workspace import Workspace
from ..facts.marks import Marks
from ..syntax.parse import LineRange, Parsed, parse
from .budgets import machine_memory
from .checking import check
from .findings import Finding
from .options import Options
from .program import Program


def check_text(
    text: str, path: str | None, roots: Sequence[str], options: Options
) -> tuple[tuple[Finding, ...], tuple[LineRange, ...]]:
    """Every finding of a program, and the lines that do not parse; see `analysis.module.analyse` for path and roots."""
    parsed = parse(text)
    analysis = Session(Workspace(Sources(), path, roots), expressions=True).analyse(text, parsed)
    return check(program_of(text, parsed, analysis, options), options), parsed.broken


def program_of(text: str, parsed: Parsed, analysis: Analysis, options: Options, marks: Marks | None = None) -> Program:
    """What diagnostics see of a text, where the analysis has noted its expressions. marks: what a trace saw."""
    budget = options.memory_budget or machine_memory()
    # Every use is among the expressions, and to list the uses takes as long as half of the diagnostics.
    said = replace(analysis, uses={})
    return Program(text, parsed, said, budget, marks, expressions=analysis.expressions)
