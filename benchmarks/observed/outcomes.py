"""Estimates held against the truth, binding by binding."""

from __future__ import annotations

import ast
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from bytelens.analysis.estimates import Analysis, Claim, Estimate, Variant
from bytelens.facts.fitting import fits
from bytelens.values.dims import Dim, SomeInt

from .truth import Observed, Place, Truth


class Outcome(str, Enum):
    """right: exact or one of several, and the run agrees. silent: a weaker claim or none. wrong: the run refutes it."""

    RIGHT = "right"
    WRONG = "wrong"
    SILENT = "silent"


@dataclass(frozen=True, slots=True)
class Result:
    """One binding that was reached. kind: the best that it held (array before scalar before other)."""

    place: Place
    kind: str
    in_function: bool
    outcome: Outcome
    claims: tuple[Variant, ...]
    observed: tuple[Observed, ...]

    def __str__(self) -> str:
        said = " or ".join(dict.fromkeys(map(_said, self.claims))) or "nothing"
        held = list(dict.fromkeys(map(str, self.observed)))
        shown = ", ".join(held[:4]) + (f", ... ({len(held)})" if len(held) > 4 else "")
        return f"said {said}; held {shown}"


def results(tree: ast.Module, truth: Truth, analysis: Analysis) -> Iterator[Result]:
    """Every binding that held an array or a NumPy scalar, or of which one was claimed without being held."""
    estimates: dict[Place, list[Estimate]] = defaultdict(list)
    for estimate in analysis.estimates:
        estimates[estimate.line, estimate.column, estimate.name].append(estimate)
    spans = [(node.lineno, node.end_lineno or 0) for node in ast.walk(tree) if isinstance(node, _FUNCTIONS)]
    for place, observed in sorted(truth.bindings.items()):
        kinds = {item.kind for item in observed}
        kind = "array" if "array" in kinds else "scalar" if "scalar" in kinds else "other"
        claims = tuple(variant for estimate in estimates[place] for variant in estimate.variants)
        if kind == "other" and not claims:
            continue
        strong = all(estimate.claim in (Claim.EXACT, Claim.ONE_OF) for estimate in estimates[place])
        inside = any(first < place[0] <= last for first, last in spans)
        yield Result(place, kind, inside, _outcome(claims, observed, strong), claims, observed)


_FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)


def _outcome(claims: tuple[Variant, ...], observed: tuple[Observed, ...], strong: bool) -> Outcome:
    if not claims:
        return Outcome.SILENT
    if not all(any(_is_said(variant, item) for variant in claims) for item in observed):
        return Outcome.WRONG
    return Outcome.RIGHT if strong else Outcome.SILENT


def _is_said(variant: Variant, item: Observed) -> bool:
    return fits(variant, item.kind, item.shape, item.dtype, item.nbytes)


def _said(variant: Variant) -> str:
    shape = "[?]" if variant.shape is None else "[" + ", ".join(map(_length, variant.shape)) + "]"
    return f"{variant.kind} {variant.dtype}{shape} ({variant.claim.value})"


def _length(length: Dim) -> str:
    return "?" if isinstance(length, SomeInt) else str(length)
