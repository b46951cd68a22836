"""What `bytelens show --format json` prints: plain data, schema 1 (docs/schema.md)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from ..analysis.estimates import Analysis, Claim, Estimate, Variant
from ..assuming.assumptions import NOTHING, Assumptions
from ..values.dims import Dim, Known, Symbolic
from .assumed import assumptions_document

SCHEMA = 1


def document(path: str, analysis: Analysis, assumptions: Assumptions = NOTHING) -> dict[str, Any]:
    """Everything that is known of one file. What is not modelled yet is null."""
    return {
        "schema": SCHEMA,
        "path": path,
        "numpy": np.__version__,
        "assumptions": assumptions_document(assumptions),
        "bindings": [_binding(estimate) for estimate in analysis.estimates],
        "lines": None,
        "peaks": None,
        "diagnostics": None,
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


def _axis(axis: Dim) -> int | str | None:
    return _number_or_formula(axis) if isinstance(axis, int | Symbolic) else None


def _number_or_formula(number: Known | None) -> int | str | None:
    return str(number) if isinstance(number, Symbolic) else number
