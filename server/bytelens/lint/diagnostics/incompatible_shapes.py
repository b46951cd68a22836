"""BL009: shapes that cannot be broadcast or multiplied."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator, Sequence
from itertools import product

import numpy as np

from ...analysis.estimates import Claim, Variant
from ..findings import Level, Remark
from ..operands import factors, operands
from ..program import Program
from ..registry import diagnostic

_MOST_COMBINATIONS = 64
Shape = tuple[int, ...]


@diagnostic(
    "BL009",
    "incompatible-shapes",
    Level.ERROR,
    "Shapes cannot be broadcast or multiplied: NumPy raises ValueError.",
)
def find(program: Program) -> Iterator[Remark]:
    """Operations on arrays of exactly known shapes that NumPy refuses, whichever of them meet."""
    candidates: tuple[ast.expr | ast.AugAssign, ...] = (*program.operations, *program.updates)
    for node in candidates:
        message = _message(program, node)
        if message is not None and not _is_expected(program, node):
            yield Remark(node, message)


def _message(program: Program, node: ast.expr | ast.AugAssign) -> str | None:
    if isinstance(node, ast.AugAssign):
        if isinstance(node.op, ast.MatMult) or _may_multiply(program, node):
            return None
        return _refused(program, (node.target, node.value), _fits, "do not fit: the result is larger than the target")
    if parts := operands(program, node):
        works = _broadcasts_or_multiplies if _may_multiply(program, node) else _broadcasts
        return _refused(program, parts, works, "cannot be broadcast together")
    if parts := factors(program, node):
        works = _matmul if isinstance(node, ast.BinOp) or program.called(node) == "numpy.matmul" else _dot
        return _refused(program, parts, works, "cannot be multiplied as matrices")
    return None


def _may_multiply(program: Program, node: ast.AST) -> bool:
    return isinstance(getattr(node, "op", None), ast.Mult) and program.may_have_matrices


def _refused(
    program: Program, parts: Sequence[ast.expr], works: Callable[[Shape, Shape], bool], reason: str
) -> str | None:
    if len(parts) != 2:
        return None
    left, right = (_shapes(program.variants(part)) for part in parts)
    if not left or not right or len(left) * len(right) > _MOST_COMBINATIONS:
        return None
    if any(works(*pair) for pair in product(left, right)):
        return None
    return f"shapes {_text(left)} and {_text(right)} {reason}"


def _shapes(variants: Sequence[Variant]) -> list[Shape]:
    """The distinct shapes, where all of them are exactly known."""
    if any(variant.claim is not Claim.EXACT or variant.dtype is None for variant in variants):
        return []
    if any(variant.dtype is not None and variant.dtype.kind not in "biufc" for variant in variants):
        return []
    shapes = (tuple(int(str(length)) for length in variant.shape or ()) for variant in variants)
    return list(dict.fromkeys(shapes))


def _text(shapes: Sequence[Shape]) -> str:
    return " or ".join(map(str, shapes[:2])) + (" or others" if len(shapes) > 2 else "")


def _broadcasts(left: Shape, right: Shape) -> bool:
    try:
        np.broadcast_shapes(left, right)
    except ValueError:
        return False
    return True


def _broadcasts_or_multiplies(left: Shape, right: Shape) -> bool:
    """What `*` takes where an operand may be a `np.matrix`, for which one axis is a row."""
    rows = [(1,) * (2 - len(shape)) + shape for shape in (left, right)]
    return _broadcasts(left, right) or _matmul(rows[0], rows[1])


def _fits(target: Shape, value: Shape) -> bool:
    return _broadcasts(target, value) and np.broadcast_shapes(target, value) == target


def _matmul(left: Shape, right: Shape) -> bool:
    return _is_accepted(np.matmul, left, right)


def _dot(left: Shape, right: Shape) -> bool:
    return _is_accepted(np.dot, left, right)


def _is_accepted(function: Callable[..., object], left: Shape, right: Shape) -> bool:
    """Whether NumPy takes two shapes: asked with short lengths in the place of long ones."""
    others = sorted({length for length in left + right if length > 1})
    short = {0: 0, 1: 1} | {length: place for place, length in enumerate(others, start=2)}
    try:
        function(*(np.zeros([short[length] for length in shape], np.int8) for shape in (left, right)))
    except ValueError:
        return False
    return True


def _is_expected(program: Program, node: ast.AST) -> bool:
    """Whether an exception would be caught, or is a test's business."""
    return any(isinstance(outer, ast.Try | ast.With | ast.AsyncWith) for outer in program.ancestors(node))
