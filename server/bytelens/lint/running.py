"""From a text to its findings."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from ..analysis.estimates import Analysis
from ..analysis.module import analyse_in_full
from ..facts.marks import Marks
from ..syntax.parse import LineRange, Parsed
from .budgets import machine_memory
from .checking import check
from .findings import Finding
from .options import Options
from .program import Cost, Program


def check_text(
    text: str, path: str | None, roots: Sequence[str], options: Options
) -> tuple[tuple[Finding, ...], tuple[LineRange, ...]]:
    """Every finding of a program, and the lines that do not parse; see `analysis.module.analyse` for path and roots."""
    parsed, analysis = analyse_in_full(text, path, roots)
    return check(program_of(text, parsed, analysis, options), options), parsed.broken


def program_of(text: str, parsed: Parsed, analysis: Analysis, options: Options, marks: Marks | None = None) -> Program:
    """What diagnostics see of a text, where the analysis has noted its expressions. marks: what a trace saw."""
    budget = options.memory_budget or machine_memory()
    # Every use is among the expressions, and to list the uses takes as long as half of the diagnostics.
    said = replace(analysis, uses={})
    costs = tuple(estimated_costs(analysis))
    return Program(text, parsed, said, budget, marks, analysis.expressions, costs)


def estimated_costs(analysis: Analysis) -> Iterator[Cost]:
    """What lines, functions and the file surely need, where that is a number."""
    for (line, _), cost in (analysis.costs or {}).items():
        if isinstance(cost.peak.least, int):
            yield Cost(line, cost.peak.least)
    for function, peak in (analysis.peaks or {}).items():
        if peak.least is not None and isinstance(peak.least.nbytes, int):
            yield Cost(peak.least.line, peak.least.nbytes, "file" if function is None else "function")
