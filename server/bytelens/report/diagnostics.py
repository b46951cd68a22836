"""Findings as text, as JSON (schema 1), and as annotations of GitHub."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from functools import cached_property
from typing import Any

from ..lint.findings import Finding, Level
from ..syntax.lines import Lines
from ..values.sizes import size_text

SCHEMA = 1
_GITHUB = {Level.ERROR: "error", Level.WARNING: "warning", Level.INFORMATION: "notice", Level.HINT: "notice"}
_PLURALS = {Level.ERROR: "errors", Level.WARNING: "warnings", Level.INFORMATION: "notes", Level.HINT: "hints"}
_SINGULARS = {Level.ERROR: "error", Level.WARNING: "warning", Level.INFORMATION: "note", Level.HINT: "hint"}


@dataclass(frozen=True)
class FileFindings:
    """A file, as it was named, what was found in it, and its text."""

    path: str
    findings: tuple[Finding, ...]
    text: str

    @cached_property
    def lines(self) -> Lines:
        """The lines of the text."""
        return Lines.of(self.text)

    def columns(self, finding: Finding) -> tuple[int, int]:
        """Where a finding starts and ends on its lines: characters from 1, as editors count; the end is exclusive."""
        place = finding.range
        starts = self.lines.to_lsp(place.line, place.column, "utf-32")
        ends = self.lines.to_lsp(place.end_line, place.end_column, "utf-32")
        return starts[1] + 1, ends[1] + 1


def finding_line(file: FileFindings, finding: Finding) -> str:
    """`prog.py:12:5: BL001 warning: float32 becomes float64 here ...`."""
    place = f"{file.path}:{finding.range.line}:{file.columns(finding)[0]}"
    return f"{place}: {finding.code} {finding.level.value}: {finding.message}"


def summary_line(files: Sequence[FileFindings]) -> str:
    """`2 errors, 1 warning in 40 files; 12 MB could be saved`."""
    counts = Counter(finding.level for file in files for finding in file.findings)
    said = [f"{n} {(_SINGULARS if n == 1 else _PLURALS)[level]}" for level in Level if (n := counts[level])]
    saved = sum(finding.saves or 0 for file in files for finding in file.findings)
    text = f"{', '.join(said) or 'nothing found'} in {len(files)} file{'' if len(files) == 1 else 's'}"
    return f"{text}; {size_text(saved)} could be saved" if saved else text


def findings_document(files: Sequence[FileFindings]) -> dict[str, Any]:
    """Everything as plain data."""
    return {
        "schema": SCHEMA,
        "files": [{"path": file.path, "diagnostics": list(map(finding_data, file.findings))} for file in files],
    }


def finding_data(finding: Finding) -> dict[str, Any]:
    """One finding as plain data: lines from 1, columns in UTF-8 bytes from 0, the end exclusive."""
    return {
        "code": finding.code,
        "name": finding.name,
        "level": finding.level.value,
        "message": finding.message,
        "range": asdict(finding.range),
        "fix": None if finding.fix is None else asdict(finding.fix),
        "saves": finding.saves,
    }


def github_lines(files: Sequence[FileFindings]) -> Iterator[str]:
    """Workflow commands, which GitHub shows beside the lines of a change."""
    for file in files:
        for finding in file.findings:
            place = finding.range
            properties = {
                "file": file.path,
                "line": place.line,
                "endLine": place.end_line,
                "col": file.columns(finding)[0],
                "title": f"{finding.code} {finding.name}",
            }
            said = ",".join(f"{key}={_escaped(str(value), of_property=True)}" for key, value in properties.items())
            yield f"::{_GITHUB[finding.level]} {said}::{_escaped(finding.message)}"


def _escaped(text: str, of_property: bool = False) -> str:
    text = text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
    return text.replace(":", "%3A").replace(",", "%2C") if of_property else text
