"""The labels of the lines of a document, made anew only where something has changed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ..analysis.estimates import Estimate
from ..analysis.line_costs import LineCost
from ..facts.marks import Marks
from ..report.labels import LabelOptions
from ..report.measured import labels_of_lines
from .tracing.traced import Traced


@dataclass(frozen=True, slots=True)
class Source:
    """What labels are made of. costs: of the statements that end on a line."""

    options: LabelOptions
    estimates: tuple[Estimate, ...]
    traced: Traced | None
    costs: Mapping[int, LineCost]

    def is_same(self, other: Source) -> bool:
        """Whether the labels are, too."""
        same = self.estimates is other.estimates and self.traced is other.traced and self.costs is other.costs
        return same and self.options == other.options


@dataclass(frozen=True, slots=True)
class Labels:
    """The labels of lines (1-based), and what they were made of."""

    source: Source
    texts: dict[int, str]


def labels_after(before: Labels | None, source: Source, marks: Marks) -> Labels:
    """The labels of a text that was another one. marks: what a trace saw of it."""
    if before is not None and before.source.is_same(source):
        return before
    if before is None or before.source.options != source.options or before.source.traced or source.traced:
        return Labels(source, labels_of_lines(source.estimates, marks, source.options, source.costs))
    return Labels(source, _relabelled(before, source))


def _relabelled(before: Labels, now: Source) -> dict[int, str]:
    """Estimates and costs that an edit leaves alone are the same objects, on the same lines."""
    old = before.source
    kept = set(map(id, old.estimates))
    kept.intersection_update(map(id, now.estimates))
    touched = {estimate.end_line for estimate in (*old.estimates, *now.estimates) if id(estimate) not in kept}
    if old.costs is not now.costs:
        lines = {*old.costs, *now.costs}
        touched |= {line for line in lines if old.costs.get(line) is not now.costs.get(line)}
    estimates = (estimate for estimate in now.estimates if estimate.end_line in touched)
    costs = {line: cost for line, cost in now.costs.items() if line in touched}
    anew = labels_of_lines(estimates, Marks(), now.options, costs)
    every = dict.fromkeys((*(estimate.end_line for estimate in now.estimates), *now.costs))
    found = ((line, (anew if line in touched else before.texts).get(line)) for line in every)
    return {line: text for line, text in found if text is not None}
