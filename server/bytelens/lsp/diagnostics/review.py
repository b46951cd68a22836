"""What is found in one document, in steps between which the server can do something else."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from lsprotocol import types

from ...analysis.estimates import Analysis
from ...analysis.session import Session
from ...lint.budgets import machine_memory
from ...lint.checking import checks, in_order
from ...lint.findings import Finding, Range
from ...lint.options import Options
from ...lint.program import Cost
from ...lint.running import estimated_costs, program_of
from ...report.assumed import what_if
from ...report.counted import Counted
from ...syntax.edits import changed_region
from ...syntax.lines import Lines
from ..documents import Document
from .wording import diagnostic


@dataclass(frozen=True, slots=True)
class Found:
    """The findings in a text of these lines. assumed: what they rest on, in words; empty for the text alone."""

    lines: Lines
    findings: tuple[Finding, ...]
    assumed: str = ""


class Review:
    """The findings of a document, from a session of its own: it notes every expression, which hints do not wait for.

    Everything runs on the event loop. The analyses of hints and of diagnostics share what belongs to the process: how
    it warns, what it imports, and how it counts memory.
    """

    def __init__(self, document: Document) -> None:
        self.document = document
        self.found: Found | None = None
        self._begin()

    def _begin(self) -> None:
        self._files, self._supposed = self.document.files, self.document.supposed
        self._session = Session(self._files, expressions=True, assumptions=self._supposed.assumptions)
        self._about: tuple[object, ...] = ()

    def steps(self, options: Options) -> Iterator[None]:
        """Look at the text as it is; whoever stops in the middle keeps what was found before.

        What does not parse leaves what was found before, which the client moves with the text.
        """
        document = self.document
        document.analysis()
        yield
        other = self._supposed is not document.supposed
        if self._files is not document.files or other:
            self._begin()
        parsed, text, lines = document.parsed(), document.source, document.text_lines
        counted = document.counted
        about = (text, options, document.traced, _over_budget(counted, options))
        broken = parsed.broken and self.found is not None and not other
        if (about == self._about and not self._session.outdated()) or broken:
            return
        assumptions = self._supposed.assumptions
        analysis = self._session.analyse(text, parsed)
        yield
        if counted is not None:
            analysis = replace(analysis, costs=counted.costs, peaks=counted.peaks)
        program = program_of(text, parsed, analysis, options, document.marks())
        found: list[Finding] = []
        for some in checks(program, options):
            found += some
            yield
        self._about = about
        self.found = Found(lines, in_order(found), what_if(assumptions, document.line_name) if assumptions else "")

    def diagnostics(self) -> list[types.Diagnostic]:
        """What was found, where that is now."""
        if self.found is None:
            return []
        now, encoding, assumed = self.document.text_lines, self.document.encoding, self.found.assumed
        findings = _moved(self.found, now)
        if assumed:
            findings = [replace(finding, message=f"{assumed}: {finding.message}") for finding in findings]
        return [diagnostic(finding, now, encoding) for finding in findings]

    def current(self) -> Sequence[Finding]:
        """What was found in the text as it is now; none where it has changed since, or something is assumed."""
        found = self.found
        if found is None or found.assumed or self.document.supposed.assumptions:
            return ()
        return found.findings if found.lines == self.document.text_lines else ()


def _over_budget(counted: Counted | None, options: Options) -> tuple[Cost, ...]:
    """Of what lines and functions cost, that which makes a difference to what is found."""
    if counted is None:
        return ()
    budget = options.memory_budget or machine_memory()
    known = estimated_costs(Analysis(costs=counted.costs, peaks=counted.peaks))
    return () if budget is None else tuple(cost for cost in known if cost.peak > budget)


def _moved(found: Found, now: Lines) -> Sequence[Finding]:
    """Findings on the lines where they are now, without those in lines that were added or taken away since."""
    if found.lines == now or not found.findings:
        return found.findings
    edit = changed_region(found.lines.texts, now.texts)
    same = edit.old_end == edit.new_end
    moved = []
    for finding in found.findings:
        place = finding.range
        line, end = (row if same else edit.shift(row) for row in (place.line, place.end_line))
        if line is not None and end is not None and end - line == place.end_line - place.line:
            moved.append(replace(finding, range=Range(line, place.column, end, place.end_column)))
    return moved
