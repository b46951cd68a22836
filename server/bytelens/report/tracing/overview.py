"""A trace in a few lines: how it ended, and the moment at which the most bytes were alive."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

from ...tracing.trace import Trace
from ..sizes import exact_text, size_text
from ..widths import cut
from .annotated import holders
from .execution_table import final_live
from .grid import Column, Row, lay_out
from .places import Places
from .spans import Line, Role, Span
from .words import end_text, failure_text, one_line, share_text


def overview(trace: Trace, width: int) -> tuple[Line, ...]:
    """What was traced, how it ended, and what the numbers below are worth."""
    command = " ".join((trace.path, *trace.arguments))
    versions = ", ".join(
        f"{name} {version}" for name, version in (("Python", trace.python), ("NumPy", trace.numpy)) if version
    )
    sentences = (
        (one_line(command), Role.TITLE),
        (versions, Role.QUIET),
        (_summary(trace), Role.PLAIN),
        *_warnings(trace),
    )
    return tuple((Span(line, role),) for sentence, role in sentences for line in textwrap.wrap(sentence, width))


def peak_section(trace: Trace, width: int) -> tuple[Line, ...]:
    """The peak, its line, and who held what then."""
    peak = trace.peak
    if not peak.nbytes:
        return ()
    columns = (
        Column("nbytes", Role.NUMBER, right=True),
        Column("share", Role.QUIET, right=True, leaves=1),
        Column("held by", Role.ARRAY, narrowest=8),
        Column("function", Role.QUIET, narrowest=6, leaves=2),
    )
    rows = [
        Row((f"{held.nbytes:,}", share_text(held.nbytes, peak.nbytes), held.name, held.function or ""))
        for held in holders(trace)
    ]
    return ((Span(cut(_peak_sentence(trace), width)),), *lay_out(columns, rows, width))


def size_and_bytes(nbytes: int) -> str:
    """`16 kB (16,000 B)`; every byte alone where that says as much."""
    short, exact = size_text(nbytes), exact_text(nbytes)
    return exact if short == exact else f"{short} ({exact})"


def _summary(trace: Trace) -> str:
    ran = len(trace.steps) + trace.steps_dropped
    steps = f"{ran:,}{'+' if trace.steps_dropped else ''} step{'' if ran == 1 else 's'} in {trace.seconds:.3g} s"
    peak = f"peak {size_and_bytes(trace.peak.nbytes)}"
    if trace.peak.place is not None:
        peak += f" at {Places(trace).sentence(trace.peak.place)}"
    return f"{steps}; {peak}; {size_and_bytes(final_live(trace))} alive at the end"


def _warnings(trace: Trace) -> Iterator[tuple[str, Role]]:
    end = trace.exit
    if end is not None and end.failure is not None:
        place = end.failure.place
        where = "" if place is None else f" at {Places(trace).sentence(place)}"
        yield f"{failure_text(end.failure)}{where}", Role.ALERT
    if end is None or end.code or end.limit:
        yield _capital(end_text(end)), Role.ALERT
    if trace.numpy is None:
        yield "The program did not import NumPy: there are no arrays to show.", Role.NOTICE
    if trace.approximate:
        yield "Several threads ran: shapes are exact, bytes are approximate.", Role.NOTICE
    for problem in trace.problems:
        yield problem, Role.NOTICE


def _peak_sentence(trace: Trace) -> str:
    place = trace.peak.place
    sentence = size_and_bytes(trace.peak.nbytes)
    if place is None:
        return sentence
    lines = trace.sources.get(place.path, ())
    source = one_line(lines[place.line - 1].strip()) if place.line <= len(lines) else ""
    return f"{sentence} at {Places(trace).sentence(place)}" + (f": {source}" if source else "")


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
