"""A trace on a terminal, in colour and as wide as that is, and plain everywhere else."""

from __future__ import annotations

import sys
from io import TextIOWrapper

from rich.console import Console
from rich.text import Text

from ..report.tracing.spans import Line, Role, plain
from ..report.tracing.text import WIDTH, layout
from ..tracing.trace import Trace

_STYLES = {
    Role.PLAIN: "",
    Role.TITLE: "bold",
    Role.HEAD: "dim underline",
    Role.SOURCE: "",
    Role.NUMBER: "",
    Role.ARRAY: "cyan",
    Role.OUTPUT: "green",
    Role.QUIET: "dim",
    Role.NOTICE: "yellow",
    Role.ALERT: "bold red",
}


def print_trace(trace: Trace) -> None:
    """Print a trace to standard output.

    Raises BrokenPipeError where nobody reads any more.
    """
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")
    console = Console(highlight=False, soft_wrap=True)
    lines = layout(trace, console.width if console.is_terminal else WIDTH)
    if not console.is_terminal or console.no_color:
        sys.stdout.write(plain(lines))
        return
    for line in lines:
        console.print(_coloured(line))


def _coloured(line: Line) -> Text:
    text = Text()
    for span in line:
        text.append(span.text, _STYLES[span.role])
    text.rstrip()
    return text
