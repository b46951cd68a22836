"""What `bytelens trace --format json` prints: plain data, schema 1 (docs/schema.md)."""

from __future__ import annotations

from typing import Any

from ...tracing.trace import Exit, LineCost, Moment, Observation, Peak, Place, Step, Trace

SCHEMA = 1


def document(trace: Trace) -> dict[str, Any]:
    """Everything that a trace saw, its sources aside."""
    return {
        "schema": SCHEMA,
        "path": trace.path,
        "arguments": list(trace.arguments),
        "python": trace.python,
        "numpy": trace.numpy,
        "seconds": trace.seconds,
        "approximate": trace.approximate,
        "problems": list(trace.problems),
        "steps": [_step(step) for step in trace.steps],
        "steps_dropped": trace.steps_dropped,
        "lines": [_line(cost) for cost in trace.lines],
        "peak": _peak(trace.peak),
        "moments": [_moment(moment) for moment in trace.moments],
        "exit": None if trace.exit is None else _exit(trace.exit),
        "cells": [{"index": index, "line": line} for index, line in sorted(trace.cells.items())],
    }


def _step(step: Step) -> dict[str, Any]:
    return {
        "step": step.number,
        **_statement(step.place),
        "hit": step.hit,
        "source": step.source,
        "variables": [_variable(observation) for observation in step.observations],
        "deleted": list(step.deleted),
        "net": step.net,
        "peak": step.peak,
        "live": step.live,
        "released": step.released,
        "output": step.output,
        "output_cut": step.output_cut,
        "imports": step.imports,
        "seconds": step.seconds,
        "reason": step.reason,
    }


def _line(cost: LineCost) -> dict[str, Any]:
    return {
        **_statement(cost.place),
        "hits": cost.hits,
        "hits_exact": cost.hits_exact,
        "net": cost.net,
        "peak": cost.peak,
        "live": cost.live,
        "imports": cost.imports,
        "variables": [_variable(observation) for observation in cost.observations],
        "others": list(cost.others),
    }


def _variable(observation: Observation) -> dict[str, Any]:
    return {
        "name": observation.name,
        "kind": observation.kind,
        "type": observation.type,
        "shape": list(observation.shape),
        "dtype": observation.dtype,
        "itemsize": observation.itemsize,
        "nbytes": observation.nbytes,
        "ownership": observation.ownership.value,
        "view_of": observation.view_of,
        "buffer": observation.buffer,
        "root_nbytes": observation.root_nbytes,
    }


def _peak(peak: Peak) -> dict[str, Any]:
    return {
        "nbytes": peak.nbytes,
        **_where(peak.place),
        "alive": [{"name": h.name, "function": h.function, "nbytes": h.nbytes} for h in peak.alive],
        "unattributed": peak.unattributed,
    }


def _moment(moment: Moment) -> dict[str, Any]:
    return {
        "seconds": moment.seconds,
        "live": moment.live,
        "peak": moment.peak,
        **_where(moment.place),
        "step": moment.step,
    }


def _exit(end: Exit) -> dict[str, Any]:
    failure = end.failure
    exception = None
    if failure is not None:
        exception = {
            "type": failure.type,
            "message": failure.message,
            **_where(failure.place),
            "traceback": failure.traceback,
        }
    return {"code": end.code, "limit": end.limit, "exception": exception}


def _statement(place: Place) -> dict[str, Any]:
    return {"path": place.path, "line": place.line, "end_line": place.end_line, "function": place.function}


def _where(place: Place | None) -> dict[str, Any]:
    if place is None:
        return {"path": None, "line": None, "function": None}
    return {"path": place.path, "line": place.line, "function": place.function}
