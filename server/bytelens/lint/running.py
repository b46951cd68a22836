"""From a text to its findings."""

from __future__ import annotations

from collections.abc import Sequence

from ..analysis.session import Session
from ..analysis.sources import Sources
from ..analysis.workspace import Workspace
from ..syntax.parse import LineRange, parse
from .budgets import machine_memory
from .checking import check
from .findings import Finding
from .options import Options
from .program import Program


def check_text(
    text: str, path: str | None, roots: Sequence[str], options: Options
) -> tuple[tuple[Finding, ...], tuple[LineRange, ...]]:
    """Every finding of a program, and the lines that do not parse; see `analysis.module.analyse` for path and roots."""
    budget = options.memory_budget or machine_memory()
    parsed = parse(text)
    analysis = Session(Workspace(Sources(), path, roots), expressions=True).analyse(text, parsed)
    return check(Program(text, parsed, analysis, budget, expressions=analysis.expressions), options), parsed.broken
