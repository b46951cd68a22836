"""A trace as text: what happened in short, then the execution table, the variables, the source, and the peak."""

from __future__ import annotations

from ...tracing.trace import Trace
from .overview import overview, peak_section
from .source_section import source_section
from .spans import Line, Role, Span, plain
from .steps_section import steps_section
from .variables_section import variables_section

# Files and pipes have no width; wide enough for code, and no wider than most screens.
WIDTH = 120


def text(trace: Trace, width: int = WIDTH) -> str:
    """A trace in lines of at most `width` characters, as far as its numbers allow."""
    return plain(layout(trace, width))


def layout(trace: Trace, width: int) -> tuple[Line, ...]:
    """The same with roles for colours.

    The peak comes last: it is what remains on the screen of a terminal, however long the tables are.
    """
    lines = overview(trace, width)
    if trace.numpy is None and not trace.lines:
        return lines
    for title, section in (
        ("Execution", steps_section(trace, width)),
        ("Variables", variables_section(trace, width)),
        ("Source", source_section(trace, width)),
        ("Peak", peak_section(trace, width)),
    ):
        if section:
            lines += ((), (Span(title, Role.TITLE),), *section)
    return lines
