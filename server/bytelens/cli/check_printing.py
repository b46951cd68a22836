"""How far a check is, on a terminal, and what it found."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from io import TextIOWrapper

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.text import Text

from ..lint.findings import Finding, Level
from ..report.diagnostics import FileFindings, finding_line, summary_line
from .check_running import Checked

_STYLES = {Level.ERROR: "bold red", Level.WARNING: "yellow", Level.INFORMATION: "cyan", Level.HINT: "dim"}


def with_progress(results: Iterable[Checked], count: int) -> Iterator[Checked]:
    """The results, with a bar on standard error meanwhile if that is a terminal."""
    console = Console(stderr=True)
    if not console.is_terminal or count < 2:
        yield from results
        return
    columns = (TextColumn("checking"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=console, transient=True) as progress:
        task = progress.add_task("checking", total=count)
        for result in results:
            progress.advance(task)
            yield result


def print_findings(files: Sequence[FileFindings]) -> None:
    """Print a line for each finding, and one that counts them.

    Raises BrokenPipeError where nobody reads any more.
    """
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")
    console = Console(highlight=False, soft_wrap=True)
    plain = not console.is_terminal or console.no_color
    for file in files:
        for finding in file.findings:
            line = finding_line(file, finding)
            if plain:
                sys.stdout.write(line + "\n")
            else:
                console.print(_coloured(line, file.path, finding))
    sys.stdout.write(summary_line(files) + "\n")


def _coloured(line: str, path: str, finding: Finding) -> Text:
    text = Text(line)
    text.stylize("bold", 0, len(path))
    text.highlight_words([finding.code, finding.level.value + ":"], _STYLES.get(finding.level, ""))
    return text
