"""BL002: a broadcast temporary many times larger than its inputs."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence

from ...analysis.estimates import Variant
from ...values.dims import Dim, Symbolic, add, substitute
from ..findings import Level, Remark
from ..operands import operands
from ..program import Program
from ..registry import diagnostic
from ..sizes import bytes_text, largest

TIMES = 8
SMALLEST = 1_000_000
_HOLDING = (ast.stmt, ast.NamedExpr, ast.Lambda, ast.Tuple, ast.List, ast.Dict, ast.IfExp, ast.BoolOp)


@diagnostic(
    "BL002",
    "broadcast-temporary",
    Level.WARNING,
    "Broadcasting makes a temporary many times larger than its operands.",
)
def find(program: Program) -> Iterator[Remark]:
    """Results of operators and ufuncs that no name holds, far larger than all operands together and than the result."""
    for node in program.operations:
        top = largest(program.variants(node))
        if top is None or not _is_temporary(program, node):
            continue
        tops = [largest(program.variants(part)) for part in operands(program, node)]
        given = _sum(tops)
        if given is None:
            continue
        if _is_many_times(top.nbytes, given) and not _is_result(program, node, top.nbytes):
            yield _said(node, top.nbytes, given)


def _sum(operands: Sequence[Variant | None]) -> Dim | None:
    """The bytes of two operands together."""
    if len(operands) != 2 or operands[0] is None or operands[1] is None:
        return None
    return add(operands[0].nbytes, operands[1].nbytes)


def _is_temporary(program: Program, node: ast.expr) -> bool:
    parent = program.parent(node)
    return isinstance(parent, ast.expr | ast.keyword) and not isinstance(parent, _HOLDING)


def _is_many_times(result: Dim, given: Dim) -> bool:
    size = _magnitude(result)
    return size >= SMALLEST and size >= TIMES * _magnitude(given)


def _is_result(program: Program, node: ast.expr, nbytes: Dim) -> bool:
    """Whether what the statement makes of it in the end is about as large."""
    outer = [node for node in program.ancestors(node) if isinstance(node, ast.expr)]
    result = largest(program.variants(outer[-1])) if outer else None
    return result is not None and 2 * _magnitude(result.nbytes) > _magnitude(nbytes)


def _magnitude(nbytes: Dim) -> int:
    """A number to compare formulas by: what they give where each symbol is 1000."""
    if isinstance(nbytes, Symbolic):
        names = {name for monomial, _ in nbytes.terms for name, _ in monomial}
        nbytes = substitute(nbytes, dict.fromkeys(names, 1000))
    return nbytes if isinstance(nbytes, int) else 0


def _said(node: ast.expr, nbytes: Dim, given: Dim) -> Remark:
    size = bytes_text(nbytes)
    if isinstance(nbytes, int) and isinstance(given, int):
        message = f"this temporary takes {size}: {nbytes // max(given, 1)} times its operands ({bytes_text(given)})"
        return Remark(node, message, saves=nbytes - given)
    return Remark(node, f"this temporary takes {size}, its operands only {bytes_text(given)}")
