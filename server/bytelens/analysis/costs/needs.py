"""What callables and operators need, by their names."""

from __future__ import annotations

import ast

from ...values.amounts import Amount
from ...values.arrays import Scalar
from ...values.kinds import Value
from .. import memo
from ..operators import OPERATIONS
from .walk import UNKNOWN_OPERATION, Operation

NAMES: dict[type[ast.AST], str] = {operation: function.__name__ for function, operation in OPERATIONS.items()}  # type: ignore[attr-defined]
"""The names in Python's module `operator` of what nodes do."""
MOST_FOR_NUMBERS = 128
_ENDS_WITH_NUMBERS = frozenset({"numpy.linalg.norm", "numpy.std", "numpy.ndarray.std", "numpy.nanstd"})
"""Functions that end with a ufunc for a number, the first call of which goes by arrays."""


def of_callable(name: str, arguments: tuple[Value, ...], result: Value) -> Operation:
    """A call of a callable with a full name."""
    peak = memo.peak(name, arguments, {}, result)
    return UNKNOWN_OPERATION if peak is None else Operation(Amount.of(peak))


def at_first(name: str, needed: Amount, result: Value) -> Amount:
    """What a call needs at least and at most, if it may be the first that comes to a ufunc for numbers."""
    if isinstance(result, Scalar) and name in _ENDS_WITH_NUMBERS:
        return needed.or_more(Amount(0, MOST_FOR_NUMBERS))
    return needed


def operator_name(node: ast.AST) -> str | None:
    """The name in Python's module `operator` of what a node does; None for what is no operator."""
    if isinstance(node, ast.BinOp | ast.UnaryOp | ast.AugAssign):
        return f"operator.{NAMES[type(node.op)]}" if type(node.op) in NAMES else None
    if isinstance(node, ast.Compare) and len(node.ops) == 1 and type(node.ops[0]) in NAMES:
        return f"operator.{NAMES[type(node.ops[0])]}"
    return None
