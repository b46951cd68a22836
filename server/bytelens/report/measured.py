"""What a trace saw, said as estimates are said, with a mark; and beside them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import cast

from ..analysis.estimates import Estimate, Variant
from ..analysis.line_costs import LineCost as Estimated
from ..facts.marks import Mark, Marks
from ..tracing.trace import LineCost, Observation
from ..values.arrays import DType
from .hovers import Naming, cells, estimate_hover, numbered, origins
from .labels import LabelOptions, line_labels
from .line_costs import cost_sentence
from .markdown import code
from .sizes import exact_text

MARK = "● "

# More variants than this do not fit into a cell.
_MOST = 3
_ROWS = ("nbytes", "shape", "dtype", "memory")


@dataclass(frozen=True, slots=True)
class _DType:
    """What a trace tells of a dtype: also of one that this process could not make, such as another library's."""

    text: str
    itemsize: int

    @property
    def hasobject(self) -> bool:
        return self.text == "object" or "'O'" in self.text

    def __str__(self) -> str:
        return self.text


def labels_of_lines(
    estimates: Iterable[Estimate], marks: Marks, options: LabelOptions, costs: Mapping[int, Estimated] | None = None
) -> dict[int, str]:
    """The label of each line (1-based): what was measured, else what is estimated and not refuted.

    The mark stands before what else is the label of an estimate, so that the two compare at a glance. costs: what the
    statements that end on a line cost as estimated; of one that was measured, it has to be what was measured.
    """
    refuted = {(mark.line, name) for mark in marks.marks for name in _no_arrays(mark.cost)}
    costs, seen = costs or {}, {mark.end_line: mark.cost for mark in marks.marks}
    confirmed = {line: cost for line, cost in costs.items() if line in seen and cost.peak.exact == seen[line].peak}
    unseen = {line: cost for line, cost in costs.items() if line not in seen}
    labels = line_labels((e for e in estimates if (e.line, e.name) not in refuted), options, unseen)
    measured = _as_estimates(marks)
    for estimate in measured:
        if any(variant.kind == "array" for variant in estimate.variants):
            labels.pop(estimate.end_line, None)
    return labels | {line: MARK + text for line, text in line_labels(measured, options, confirmed).items()}


def target_hover(
    name: str, mark: Mark, estimates: Iterable[Estimate], approximate: bool = False, naming: Naming = numbered
) -> str | None:
    """The hover of a target that was seen: what was measured beside the estimate, and what the line cost."""
    table = _table(name, mark, estimates, naming)
    return None if table is None else f"{table}\n\n{_cost(mark.cost, approximate)}"


def line_hover(
    line: int,
    marks: Marks,
    estimates: Sequence[Estimate],
    naming: Naming = numbered,
    estimated: Estimated | None = None,
) -> str | None:
    """The hovers of all bindings of the statements that end on a line, and what the line costs.

    estimated: what it costs, as far as that is estimated.
    """
    parts: list[str | None] = []
    here = [mark for mark in marks.marks if mark.end_line == line]
    for mark in here:
        parts += [_table(name, mark, estimates, naming) for name in _by_name(mark.cost)]
    known = {name for mark in here for name in (*_by_name(mark.cost), *mark.cost.others)}
    parts += [estimate_hover(e, naming) for e in estimates if e.end_line == line and e.name not in known]
    sentence = None if estimated is None or here else cost_sentence(estimated)
    if any(parts) or (here and estimated is not None):
        parts += [_cost(mark.cost, marks.approximate) for mark in here]
    return "\n\n".join(filter(None, [*parts, sentence])) or None


def seen_names(cost: LineCost) -> frozenset[str]:
    """The targets that a statement was seen to bind to an array or a NumPy scalar."""
    return frozenset(_by_name(cost))


def _as_estimates(marks: Marks) -> list[Estimate]:
    return [
        Estimate(mark.line, mark.end_line, 0, name, mark.cost.place.function, tuple(map(_variant, seen)))
        for mark in marks.marks
        for name, seen in _by_name(mark.cost).items()
    ]


def _by_name(cost: LineCost) -> Mapping[str, list[Observation]]:
    names: dict[str, list[Observation]] = {}
    for observation in cost.observations:
        names.setdefault(observation.name, []).append(observation)
    return names


def _no_arrays(cost: LineCost) -> Iterator[str]:
    """The names that never held one."""
    return (name for name in cost.others if all(seen.name != name for seen in cost.observations))


def _variant(seen: Observation) -> Variant:
    dtype = cast(DType, _DType(seen.dtype, seen.itemsize))
    return Variant(seen.kind, seen.shape, dtype, seen.ownership, seen.view_of, seen.root_nbytes, seen.buffer)


def _table(name: str, mark: Mark, estimates: Iterable[Estimate], naming: Naming) -> str | None:
    """What is known of one target, the estimate and the measurement in a column each."""
    seen = _by_name(mark.cost).get(name)
    if seen is None:
        return None
    bound = [e for e in estimates if (e.line, e.name) == (mark.line, name)]
    said = [variant for estimate in bound for variant in estimate.variants]
    held = list(map(_variant, seen))
    rows = [
        f"| {row} | {left} | {right} |"
        for row, left, right in zip(_ROWS, _column(said), _column(held, name in mark.cost.others), strict=True)
    ]
    types = {observation.type for observation in seen if observation.kind == "array"} - {"ndarray"}
    if types:
        rows.append(f"| type | | {' or '.join(map(code, sorted(types)))} |")
    lines = [code(name), "", f"| | estimate | {MARK}measured |", "| --- | --- | --- |", *rows]
    return "\n".join([*lines, *(f"\n{line}" for line in origins(said, naming))])


def _column(variants: Sequence[Variant], others: bool = False) -> list[str]:
    """A cell for each row, which names what the variants have there; nothing of an estimate is "not known".

    others: it also held what is no array.
    """
    if not variants:
        return ["not known", "", "", ""]
    columns = zip(*map(cells, variants), strict=True)
    texts = [_either(list(dict.fromkeys(column))) for column in columns]
    return [*texts[:-1], texts[-1] + "; or no array" * others]


def _either(texts: list[str]) -> str:
    more = f" or {len(texts) - _MOST} more" if len(texts) > _MOST else ""
    # Within a cell a bar ends it, also in a code span (GitHub Flavored Markdown, 4.10).
    return (" or ".join(texts[:_MOST]) + more).replace("|", "\\|")


def _cost(cost: LineCost, approximate: bool) -> str:
    """What the line cost, at its worst hit."""
    net = "no new bytes" if cost.net == 0 else f"{exact_text(abs(cost.net))} {'more' if cost.net > 0 else 'less'}"
    parts = [f"{net} when it was done", f"{exact_text(cost.peak)} more at its peak", f"{exact_text(cost.live)} live"]
    text = f"The line ran {_times(cost)}: {', '.join(parts)}{'' if cost.hits == 1 else ', at its worst'}."
    if approximate:
        text += " Several threads ran: bytes are approximate."
    return text + (" Some of it may be of modules that it imported." if cost.imports else "")


def _times(cost: LineCost) -> str:
    if not cost.hits_exact:
        return f"{cost.hits:,} times or more"
    return "once" if cost.hits == 1 else f"{cost.hits:,} times"
