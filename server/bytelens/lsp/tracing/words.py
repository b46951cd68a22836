"""What is said of a trace in one line."""

from __future__ import annotations

from ...report.sizes import size_text
from ...report.tracing.words import end_text, failure_text
from ...tracing.trace import Trace
from .job import Job


def progress_text(job: Job) -> str:
    """How far a trace is."""
    trace = job.trace
    if trace is None or not trace.moments:
        return "running"
    return f"{_steps(trace)}, {size_text(trace.moments[-1].live)} live, peak {size_text(trace.peak.nbytes)}"


def outcome_text(job: Job) -> str:
    """How it ended."""
    if job.trace is None:
        return f"{job.target.title} could not be traced: {job.error}"
    # Messages of NumPy's may end in a blank.
    end = _end(job.trace).rstrip()
    return f"{job.target.title}: {end}{'' if end.endswith(('.', '!', '?')) else '.'} {_seen(job.trace)}"


def outcome(job: Job) -> str:
    """One of "done", "failed", "limit", "cancelled" and "error" (it could not be run)."""
    end = None if job.trace is None else job.trace.exit
    if end is None:
        return "error"
    if end.limit is not None:
        return "cancelled" if end.limit == "cancelled" else "limit"
    return "failed" if end.failure is not None else "done"


def _end(trace: Trace) -> str:
    end = trace.exit
    if end is not None and end.limit is None and end.failure is not None:
        return failure_text(end.failure)
    return end_text(end)


def _seen(trace: Trace) -> str:
    if trace.numpy is None:
        return "It did not import NumPy, so there are no arrays to measure."
    return f"{_steps(trace)}, peak {size_text(trace.peak.nbytes)}."


def _steps(trace: Trace) -> str:
    count = len(trace.steps) + trace.steps_dropped
    number = f"{count:,}+" if trace.steps_dropped else f"{count:,}"
    return f"{number} step{'' if count == 1 else 's'}"
