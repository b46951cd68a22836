"""What `bytelens show --format json` prints: plain data, schema 1 (docs/schema.md)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from ..analysis.estimates import Analysis, Claim, Estimate, Variant
from ..analysis.line_costs import LineCost
from ..analysis.peaks import Moment, Peak
from ..assuming.assumptions import NOTHING, Assumptions
from ..lint.findings import Finding
from ..values.dims import Dim, Known, Symbolic
from .assumed import assumptions_document
from .diagnostics import finding_data
from .line_costs import Costs, touches_memory
from .peaks import held_at

SCHEMA = 1


def document(
    path: str, analysis: Analysis, assumptions: Assumptions = NOTHING, findings: Sequence[Finding] | None = None
) -> dict[str, Any]:
    """Everything that is known of one file. What is not known is null."""
    return {
        "schema": SCHEMA,
        "path": path,
        "numpy": np.__version__,
        "assumptions": assumptions_document(assumptions),
        "bindings": [_binding(estimate) for estimate in analysis.estimates],
        "lines": None if analysis.costs is None else _lines(analysis.costs),
        "peaks": None if analysis.peaks is None else [_peak(*item) for item in _in_order(analysis.peaks)],
        "diagnostics": None if findings is None else list(map(finding_data, findings)),
    }


def documents(files: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """Several files in one."""
    return {"schema": SCHEMA, "files": list(files)}


def _binding(estimate: Estimate) -> dict[str, Any]:
    return {
        "line": estimate.line,
        "column": estimate.column,
        "name": estimate.name,
        "function": estimate.function,
        "claim": estimate.claim.value,
        "variants": [_variant(variant) for variant in estimate.variants],
    }


def _variant(variant: Variant) -> dict[str, Any]:
    nbytes = variant.nbytes
    return {
        "kind": variant.kind,
        "shape": None if variant.shape is None else [_axis(axis) for axis in variant.shape],
        "dtype": None if variant.dtype is None else str(variant.dtype),
        "nbytes": nbytes if variant.claim is Claim.EXACT else None,
        "formula": str(nbytes) if isinstance(nbytes, Symbolic) else None,
        "at_most": _number_or_formula(variant.at_most),
        "ownership": variant.ownership.value,
        "view_of": variant.view_of,
        "call_lines": list(variant.call_lines),
    }


def _lines(costs: Costs) -> list[dict[str, Any]]:
    """Those that may touch memory, in the order of the source."""
    touching = [(line, function, cost) for (line, function), cost in costs.items() if touches_memory(cost)]
    touching.sort(key=lambda known: (known[0], known[1] or ""))
    return [_line(*known) for known in touching]


def _line(line: int, function: str | None, cost: LineCost) -> dict[str, Any]:
    amounts = {"allocates": cost.allocates, "frees": cost.frees, "peak": cost.peak, "temporary": cost.temporary}
    numbers = {key: amount.exact if isinstance(amount.exact, int) else None for key, amount in amounts.items()}
    formulas = {key: str(amount.exact) for key, amount in amounts.items() if isinstance(amount.exact, Symbolic)}
    open_ones = {key: amount for key, amount in amounts.items() if amount.exact is None}
    return {
        "line": line,
        "function": function,
        **numbers,
        "formulas": formulas,
        "at_least": {key: _number_or_formula(a.least) for key, a in open_ones.items() if a.least != 0},
        "at_most": {key: _number_or_formula(a.most) for key, a in open_ones.items() if a.most is not None},
    }


def _in_order(peaks: Mapping[str | None, Peak]) -> list[tuple[str | None, Peak]]:
    """That of the module, then those of functions by name."""
    return sorted(peaks.items(), key=lambda known: (known[0] is not None, known[0] or ""))


def _peak(function: str | None, peak: Peak) -> dict[str, Any]:
    moment = peak.least or peak.most
    least = None if peak.least is None else peak.least.nbytes
    most = None if peak.most is None or peak.exact else peak.most.nbytes
    return {
        "function": function,
        "line": None if moment is None else moment.line,
        "line_function": None if moment is None else moment.function,
        "nbytes": least if isinstance(least, int) else None,
        "formula": str(least) if isinstance(least, Symbolic) else None,
        "at_least": peak.least is not None and not peak.exact,
        "at_most": _number_or_formula(most),
        **_alive(moment),
    }


def _alive(moment: Moment | None) -> dict[str, Any]:
    if moment is None:
        return {"alive": [], "unattributed": None}
    held = held_at(moment)
    alive = [{"name": holder.name, **_size(holder.nbytes)} for holder in held.holders]
    return {"alive": alive, "unattributed": _number_or_formula(held.unattributed)}


def _size(nbytes: Known) -> dict[str, Any]:
    number = isinstance(nbytes, int)
    return {"nbytes": nbytes if number else None, "formula": None if number else str(nbytes)}


def _axis(axis: Dim) -> int | str | None:
    return _number_or_formula(axis) if isinstance(axis, int | Symbolic) else None


def _number_or_formula(number: Known | None) -> int | str | None:
    return str(number) if isinstance(number, Symbolic) else number
