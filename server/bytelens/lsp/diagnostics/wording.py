"""Findings in the words of the protocol."""

from __future__ import annotations

from lsprotocol import types

from ...lint.findings import Finding, Level, Range
from ...syntax.lines import Encoding, Lines

SOURCE = "ByteLens"
_SEVERITIES = {
    Level.ERROR: types.DiagnosticSeverity.Error,
    Level.WARNING: types.DiagnosticSeverity.Warning,
    Level.INFORMATION: types.DiagnosticSeverity.Information,
    Level.HINT: types.DiagnosticSeverity.Hint,
}


def diagnostic(finding: Finding, lines: Lines, encoding: Encoding) -> types.Diagnostic:
    """A finding in a text of these lines."""
    place = range_in(finding.range, lines, encoding)
    return types.Diagnostic(place, finding.message, _SEVERITIES[finding.level], code=finding.code, source=SOURCE)


def range_in(place: Range, lines: Lines, encoding: Encoding) -> types.Range:
    """A range in a text of these lines."""
    start = lines.to_lsp(place.line, place.column, encoding)
    end = lines.to_lsp(place.end_line, place.end_column, encoding)
    return types.Range(types.Position(*start), types.Position(*end))
