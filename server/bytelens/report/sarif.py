"""Findings as SARIF 2.1.0 (OASIS, "Static Analysis Results Interchange Format"), which code scanning reads."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any
from urllib.parse import quote

from .. import __version__
from ..lint.findings import Finding, Level
from ..lint.registry import Diagnostic, all_diagnostics
from .diagnostics import FileFindings

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_LEVELS = {
    Level.ERROR: "error", Level.WARNING: "warning", Level.INFORMATION: "note", Level.HINT: "note", Level.OFF: "none",
}  # fmt: skip


def sarif(files: Sequence[FileFindings], root: Path) -> dict[str, Any]:
    """One run with all findings. root: paths below it are told relative to it."""
    diagnostics = all_diagnostics()
    places = {diagnostic.code: place for place, diagnostic in enumerate(diagnostics)}
    results = [_result(file, finding, places, root) for file in files for finding in file.findings]
    driver = {"name": "ByteLens", "version": __version__, "rules": list(map(_rule, diagnostics))}
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}
    return {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}


def _rule(diagnostic: Diagnostic) -> dict[str, Any]:
    return {
        "id": diagnostic.code,
        "name": "".join(word.capitalize() for word in diagnostic.name.split("-")),
        "shortDescription": {"text": diagnostic.summary},
        "defaultConfiguration": {"level": _LEVELS[diagnostic.level], "enabled": diagnostic.on},
    }


def _result(file: FileFindings, finding: Finding, places: dict[str, int], root: Path) -> dict[str, Any]:
    location = {"artifactLocation": {"uri": _uri(file.path, root)}, "region": _region(file, finding)}
    result: dict[str, Any] = {
        "ruleId": finding.code,
        "ruleIndex": places[finding.code],
        "level": _LEVELS[finding.level],
        "message": {"text": finding.message},
        "locations": [{"physicalLocation": location}],
    }
    return result if finding.saves is None else {**result, "properties": {"saves": finding.saves}}


def _region(file: FileFindings, finding: Finding) -> dict[str, int]:
    start, end = file.columns(finding)
    place = finding.range
    return {"startLine": place.line, "startColumn": start, "endLine": place.end_line, "endColumn": end}


def _uri(path: str, root: Path) -> str:
    absolute = Path(path).absolute()
    try:
        return quote(absolute.relative_to(root.absolute()).as_posix())
    except ValueError:
        return absolute.as_uri()
