"""What was measured, as tables for people."""

from __future__ import annotations

import os
import platform
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from importlib.metadata import version
from pathlib import Path

from rich.console import Console
from rich.table import Table

from .measuring import Report, Times

NOTHING = "–"
BEGIN, END = "<!-- measured: begin -->", "<!-- measured: end -->"


@dataclass(frozen=True)
class Sheet:
    """A table: its title, the heads of its columns, and rows."""

    title: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    def show(self, console: Console) -> None:
        """Print it."""
        table = Table(title=self.title, title_justify="left")
        for number, head in enumerate(self.heads):
            table.add_column(head, justify="right" if number else "left")
        for row in self.rows:
            table.add_row(*row)
        console.print(table)

    def markdown(self) -> Iterator[str]:
        """Its lines."""
        yield from (f"**{self.title}**", "")
        yield "| " + " | ".join(self.heads) + " |"
        yield "| --- |" + " ---: |" * (len(self.heads) - 1)
        for row in self.rows:
            yield "| " + " | ".join(row) + " |"
        yield ""


def machine() -> str:
    """What the numbers depend on."""
    parts = (
        date.today().isoformat(),
        f"{os.cpu_count()} cores",
        platform.system(),
        f"Python {platform.python_version()}",
        f"NumPy {version('numpy')}",
    )
    return ", ".join(parts)


def write(page: Path, sheets: Sequence[Sheet]) -> None:
    """Replace what stands between the two marks of a page."""
    before, _, rest = page.read_text("utf-8").partition(BEGIN)
    _, _, after = rest.partition(END)
    lines = [f"{machine()}.", "", *(line for sheet in sheets for line in sheet.markdown())]
    page.write_text("\n".join([before + BEGIN, "", *lines, END + after]), "utf-8")


def own_sheet(reports: Sequence[Report]) -> Sheet:
    """ByteLens alone, for each length."""
    rows = []
    for report in reports:
        size = f"{report.lines:,} lines, {report.hints:,} hints"
        rows.append((size, "start to first hints", *_numbers(report.first)))
        rows += [("", f"after {kind}", *_numbers(times)) for kind, times in report.edits.items()]
        if report.trouble is not None:
            rows.append(("", report.trouble, *_numbers(None)))
    return Sheet("ByteLens, milliseconds", ("program", "what", "median", "p95", "least"), tuple(rows))


def peers_sheet(reports: Sequence[Report], ours: Sequence[Report], kinds: Sequence[str]) -> Sheet:
    """All servers: median milliseconds, and how many times that of ByteLens this is."""
    heads = ("server", "lines", "hints", "first hints", *kinds)
    rows = []
    for own in ours:
        for report in [own, *(report for report in reports if report.lines == own.lines)]:
            name = f"{report.name} {report.version}".strip()
            pairs = [(report.first, own.first), *((report.edits.get(kind), own.edits.get(kind)) for kind in kinds)]
            cells = [_ratio(times, base, report is own) for times, base in pairs]
            if report.trouble is not None:
                cells[cells.index(NOTHING) if NOTHING in cells else -1] = report.trouble
            rows.append((name, f"{report.lines:,}", str(report.hints or NOTHING), *cells))
    return Sheet("Median milliseconds, and times those of ByteLens", heads, tuple(rows))


def _numbers(times: Times | None) -> tuple[str, str, str]:
    if times is None:
        return NOTHING, NOTHING, NOTHING
    return _number(times.median), _number(times.p95), _number(times.least)


def _ratio(times: Times | None, base: Times | None, own: bool) -> str:
    if times is None:
        return NOTHING
    if own or base is None:
        return _number(times.median)
    ratio = times.median / base.median
    return f"{_number(times.median)} ({ratio:.1f}×)" if ratio < 10 else f"{_number(times.median)} ({ratio:,.0f}×)"


def _number(milliseconds: float) -> str:
    return f"{milliseconds:,.1f}" if milliseconds < 10 else f"{milliseconds:,.0f}"
