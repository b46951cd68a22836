"""The variable tracker: what every variable held, after each step that stored or deleted it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from ...tracing.trace import Observation, Step, Trace
from .words import elements


@dataclass(frozen=True, slots=True)
class Change:
    """A step stored an array or a NumPy scalar under a name, or ended it (`held` is None)."""

    step: int
    held: Observation | None


@dataclass(frozen=True, slots=True)
class Variable:
    """A name in a function (None: in the module), and the steps that changed it, in their order."""

    name: str
    function: str | None
    changes: tuple[Change, ...]

    def at(self, step: int) -> Observation | None:
        """What it held after a step; None before it existed and after it was deleted."""
        held = None
        for change in self.changes:
            if change.step > step:
                break
            held = change.held
        return held


@dataclass(frozen=True, slots=True)
class Run:
    """Consecutive changes that left a variable as large as before, from step `first` to step `last`."""

    first: int
    last: int
    changes: int
    held: Observation | None


@dataclass(frozen=True, slots=True)
class Tracker:
    """Rows in the order in which the variables came to be. steps: those that changed any of them: the columns."""

    variables: tuple[Variable, ...] = ()
    steps: tuple[int, ...] = ()


def variable_tracker(trace: Trace) -> Tracker:
    """What the steps that were kept did to variables."""
    changes: dict[tuple[str, str | None], list[Change]] = {}
    for step in trace.steps:
        for key, change in _changes(step):
            known = changes.setdefault(key, [])
            if known and known[-1].step == step.number:
                known.pop()
            if change.held is not None or (known and known[-1].held is not None):
                known.append(change)
    variables = [Variable(*key, tuple(found)) for key, found in changes.items() if found]
    return Tracker(tuple(variables), tuple(sorted({change.step for v in variables for change in v.changes})))


def runs(variable: Variable) -> tuple[Run, ...]:
    """The changes of a variable, those together that differ in nothing that the tracker shows."""
    return tuple(_run(list(group)) for _, group in groupby(variable.changes, key=_look))


def _changes(step: Step) -> Iterator[tuple[tuple[str, str | None], Change]]:
    for observation in step.observations:
        yield (observation.name, step.place.function), Change(step.number, observation)
    for name in step.deleted:
        yield (name, step.place.function), Change(step.number, None)


def _look(change: Change) -> object:
    held = change.held
    return None if held is None else (held.kind, held.dtype, elements(held), held.nbytes)


def _run(changes: list[Change]) -> Run:
    return Run(changes[0].step, changes[-1].step, len(changes), changes[-1].held)
