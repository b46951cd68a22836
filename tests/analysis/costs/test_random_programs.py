"""What is said of lines and of the peak holds in a trace of the program, to the byte."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

import pytest

from bytelens.analysis.line_costs import LineCost
from bytelens.analysis.session import Session
from bytelens.syntax.parse import parse
from bytelens.tracing.trace import Step, Trace
from bytelens.values.amounts import Amount

from ...random_programs import Writer
from ...tracing.running import traced

STATEMENTS = 300
SURELY_KNOWN = 0.85
"""Of the statements of random programs, so many have a peak that is known exactly, or more."""


@pytest.mark.parametrize("seed", range(2))
def test_static_costs_are_those_of_a_trace(tmp_path: Path, seed: int) -> None:
    text = Writer(seed).plain_program(STATEMENTS)
    program = tmp_path / "prog.py"
    program.write_text(text)
    outcome, trace = traced(tmp_path, program, steps=100_000)
    analysis = Session(costs=True).analyse(text, parse(text))
    assert outcome.code == 0
    assert analysis.costs is not None
    assert analysis.peaks is not None
    told = [_holds(analysis.costs[key], steps) for key, steps in _by_line(trace).items() if key in analysis.costs]
    assert sum(told) >= SURELY_KNOWN * len(told)
    peak = analysis.peaks[None]
    assert trace.peak is not None
    assert peak.least is not None
    assert peak.least.nbytes <= trace.peak.nbytes
    assert peak.most is None or trace.peak.nbytes <= peak.most.nbytes


def _by_line(trace: Trace) -> dict[tuple[int, str | None], list[Step]]:
    """The steps of every line of the program, but for those that import modules for the first time."""
    found = defaultdict(list)
    for step in trace.steps:
        found[step.place.line, step.place.function].append(step)
    return {key: steps for key, steps in found.items() if not any(step.imports for step in steps)}


def _holds(cost: LineCost, steps: list[Step]) -> bool:
    """Assert that a cost is right; whether the peak is exactly known."""
    worst, nets = max(step.peak for step in steps), {step.net for step in steps}
    assert _may_be(cost.peak, worst), (steps[0], cost)
    if len(nets) == 1 and cost.allocates.exact is not None and cost.frees.exact is not None:
        assert _number(cost.allocates) - _number(cost.frees) == nets.pop(), (steps[0], cost)
    return cost.peak.exact is not None


def _may_be(amount: Amount, nbytes: int) -> bool:
    assert isinstance(amount.least, int)
    assert amount.most is None or isinstance(amount.most, int)
    return amount.least <= nbytes and (amount.most is None or nbytes <= amount.most)


def _number(amount: Amount) -> int:
    assert isinstance(amount.exact, int)
    return amount.exact
