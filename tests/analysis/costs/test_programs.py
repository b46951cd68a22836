"""Each program in `programs/` has just the hints that its comments name, and what its lines cost holds in a trace."""

from pathlib import Path

import pytest

from bytelens.analysis.module import analyse_in_full
from bytelens.report.labels import LabelOptions, line_labels
from bytelens.report.line_costs import costs_of_lines
from bytelens.syntax.statements import last_lines

from ...tracing.running import traced
from ..test_programs import expected_hints

PROGRAMS = sorted((Path(__file__).parent / "programs").glob("*.py"))


@pytest.mark.parametrize("path", PROGRAMS, ids=lambda path: path.stem)
def test_a_program_has_just_the_hints_that_it_names(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    parsed, analysis = analyse_in_full(text)
    costs = costs_of_lines(analysis.costs, last_lines(parsed.tree))
    assert line_labels(analysis.estimates, LabelOptions(), costs) == expected_hints(text)


@pytest.mark.parametrize("path", PROGRAMS, ids=lambda path: path.stem)
def test_its_costs_are_those_of_a_trace(path: Path, tmp_path: Path) -> None:
    _, analysis = analyse_in_full(path.read_text(encoding="utf-8"))
    outcome, trace = traced(tmp_path, path, steps=1_000)
    assert outcome.code == 0
    assert trace.steps_dropped == 0
    seen: dict[tuple[int, str | None], int] = {}
    for step in trace.steps:
        if not step.imports:
            key = step.place.line, step.place.function
            seen[key] = max(seen.get(key, 0), step.peak)
    said = {key: cost.peak.exact for key, cost in (analysis.costs or {}).items() if cost.peak.exact is not None}
    both = said.keys() & seen.keys()
    assert len(both) > len(seen) * 0.8
    assert {key: said[key] for key in both} == {key: seen[key] for key in both}
