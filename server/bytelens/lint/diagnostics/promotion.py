"""BL001: float32 silently becomes float64."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence

import numpy as np

from ...analysis.estimates import Variant
from ...values.dims import divide
from ..findings import Level, Remark
from ..operands import factors, operands
from ..program import Program
from ..registry import diagnostic
from ..sizes import are_arrays, bytes_text, is_small, is_worth, largest

_WIDER = {np.dtype("float32"): np.dtype("float64"), np.dtype("complex64"): np.dtype("complex128")}


@diagnostic("BL001", "float64-by-promotion", Level.WARNING, "float32 silently becomes float64.")
def find(program: Program) -> Iterator[Remark]:
    """Operations whose result is as long as a float32 operand, and float64 because of another one."""
    found: set[ast.AST] = set()
    for node in program.operations:
        remark = _remark(program, node)
        if remark is not None and found.isdisjoint(program.ancestors(node)):
            found.add(node)
            yield remark


def _remark(program: Program, node: ast.expr) -> Remark | None:
    result = program.variants(node)
    if not are_arrays(result) or is_small(result):
        return None
    parts = operands(program, node) or factors(program, node)
    if len(parts) != 2:
        return None
    for narrow, other in (parts, parts[::-1]):
        if not _is_promoted(program.variants(narrow), program.variants(other), result):
            continue
        return _said(program, node, narrow, other)
    return None


def _is_promoted(narrow: Sequence[Variant], other: Sequence[Variant], result: Sequence[Variant]) -> bool:
    """Whether the result is wide, each time, and would be narrow but for the other operand."""
    dtypes = {variant.dtype for variant in narrow}
    if not are_arrays(narrow) or not other or len(dtypes) != 1:
        return False
    dtype = dtypes.pop()
    wide = _WIDER.get(dtype) if dtype is not None else None
    if wide is None or any(variant.dtype != wide for variant in result):
        return False
    if not _is_as_long(narrow, other, result):
        return False
    return all(variant.dtype is not None and np.result_type(dtype, variant.dtype) == wide for variant in other)


def _is_as_long(narrow: Sequence[Variant], other: Sequence[Variant], result: Sequence[Variant]) -> bool:
    """Whether the result has as many elements as the narrow operand. Beside a NumPy scalar, it has."""
    if all(variant.kind == "scalar" for variant in other):
        return True
    return is_worth(result) and {str(variant.size) for variant in narrow} == {str(variant.size) for variant in result}


def _said(program: Program, node: ast.expr, narrow: ast.expr, other: ast.expr) -> Remark:
    before, after = program.variants(narrow)[0].dtype, program.variants(node)[0].dtype
    cause = program.variants(other)[0].dtype
    top = largest(program.variants(node))
    half = None if top is None else divide(top.nbytes, 2)
    sizes = "" if top is None or half is None else f": {bytes_text(top.nbytes)} instead of {bytes_text(half)}"
    message = f"{before} becomes {after} here{sizes}, because `{program.source(other)}` is {cause}"
    return Remark(node, message, saves=half if isinstance(half, int) else None)
