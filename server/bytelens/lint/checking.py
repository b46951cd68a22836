"""All that the diagnostics find in a program, as the configuration and the comments in its text want it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from .findings import Finding, Level, Range, Remark
from .options import Options
from .program import Program
from .registry import Diagnostic, all_diagnostics
from .suppression import ignored_codes, is_ignored


def check(program: Program, options: Options | None = None) -> tuple[Finding, ...]:
    """Every finding, in the order of the text."""
    return in_order(finding for found in checks(program, options) for finding in found)


def checks(program: Program, options: Options | None = None) -> Iterator[list[Finding]]:
    """The findings of one diagnostic after the other, for who has to look up in between."""
    options = options or Options()
    ignored = ignored_codes(program.lines)
    for diagnostic in all_diagnostics():
        level = options.level_of(diagnostic)
        if level is Level.OFF:
            continue
        yield [
            _finding(diagnostic, level, remark)
            for remark in diagnostic.find(program)
            if not is_ignored(program, remark.node, diagnostic.code, ignored)
        ]


def in_order(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """In the order of the text, each once."""
    return tuple(sorted(dict.fromkeys(findings), key=lambda finding: (finding.range, finding.code)))


def _finding(diagnostic: Diagnostic, level: Level, remark: Remark) -> Finding:
    place = Range.of(remark.node)
    return Finding(diagnostic.code, diagnostic.name, level, remark.message, place, remark.fix, remark.saves)
