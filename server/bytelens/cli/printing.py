"""Annotated source on a terminal, in colour, and plain everywhere else."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from io import TextIOWrapper

from rich.console import Console
from rich.syntax import Syntax
from rich.text import Text

from ..assuming.assumptions import Assumptions
from ..report.annotate import AnnotatedLine, plain_text
from ..report.assumed import MARK, what_if

_LABEL_STYLE = "bold cyan"
_THEME = "ansi_dark"


def print_annotated(lines: Sequence[AnnotatedLine], header: str | None, assumptions: Assumptions) -> None:
    """Print one file, below its name if `header` is given, and below what is assumed of it.

    Raises BrokenPipeError where nobody reads any more.
    """
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")
    title = "" if header is None else f"==> {header} <==\n"
    title += f"{MARK}{what_if(assumptions)}\n" if assumptions else ""
    console = Console(highlight=False, soft_wrap=True)
    if not console.is_terminal or console.no_color:
        sys.stdout.write(title + plain_text(lines))
        return
    if title:
        console.print(Text(title, "bold"), end="")
    for line, text in zip(lines, _highlighted(lines), strict=True):
        if line.label is not None:
            text.append(" " * line.gap).append(line.label, _LABEL_STYLE)
        console.print(text)


def _highlighted(lines: Sequence[AnnotatedLine]) -> list[Text]:
    sources = [line.source for line in lines]
    coloured = Syntax("", "python", theme=_THEME).highlight("\n".join(sources))
    texts = list(coloured.split("\n"))
    if [text.plain for text in texts] == sources:
        return texts
    # Pygments takes some control characters for line ends; colours matter less than lines.
    return [Text(source) for source in sources]
