"""The execution table: what every step did, as a lesson writes it down."""

from __future__ import annotations

from dataclasses import dataclass

from ...tracing.trace import Observation, Step, Trace
from .words import dropped_text, end_text, failure_text, one_line


@dataclass(frozen=True, slots=True)
class TableRow:
    """One step; or, where `step` is None, what stands below the last step that was kept.

    action: the source of the step in one line, or the sentence of a row that is no step. live: bytes of array data
    after it. at_most: the most of them at any moment of the step. output: what it wrote, on one line.
    reason: why its bytes are what they are, or which exception ended the program.
    """

    step: Step | None
    action: str
    live: int
    at_most: int
    arrays: tuple[Observation, ...] = ()
    output: str = ""
    reason: str = ""


def execution_table(trace: Trace) -> tuple[TableRow, ...]:
    """Every step that was kept, how many were not, and the end of the program."""
    rows = [_row(step) for step in trace.steps]
    live = final_live(trace)
    if trace.steps_dropped:
        rows.append(TableRow(None, dropped_text(trace.steps_dropped), live, live))
    failure = None if trace.exit is None else trace.exit.failure
    reason = "" if failure is None else failure_text(failure)
    return (*rows, TableRow(None, end_text(trace.exit), live, live, reason=reason))


def final_live(trace: Trace) -> int:
    """The bytes of array data that were alive when the program was last seen."""
    seen = [(step.seconds, step.live) for step in trace.steps[-1:]]
    # The later of both, and the moment where they are one: it is what was seen after the step.
    seen += [(moment.seconds, moment.live) for moment in trace.moments[-1:]]
    return max(enumerate(seen), key=lambda place: (place[1][0], place[0]))[1][1] if seen else 0


def _row(step: Step) -> TableRow:
    output = one_line(step.output) + (" …" if step.output_cut else "")
    return TableRow(
        step=step,
        action=one_line(step.source),
        live=step.live,
        at_most=step.live - step.net + step.peak,
        arrays=step.observations,
        output=output,
        reason=step.reason,
    )
