"""Temporary elision: operators that write into an operand which nobody else holds, instead of into new memory.

CPython lets NumPy see that an operand is a temporary (only the evaluation of the expression refers to it). Above a size
NumPy then takes it for the result, where dtype and shape fit. Where it cannot look at who calls it (musl, Windows), it
never does; whether and from which size on is therefore measured, once, with the NumPy that runs.
Source: https://numpy.org/doc/stable/release.html (NumPy 1.13, "Temporary elision"), and measurements.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any, Literal, TypeAlias

import numpy as np

from ...values.arrays import Array, Scalar
from ...values.dims import Dim
from ...values.kinds import UNKNOWN, Unknown, Value
from ..arguments import is_scalar
from ..registry import Unmodelled
from .gauge import measured
from .operands import NUMBERS, read
from .sizes import at_least

Reused: TypeAlias = Literal["left", "right"] | Unknown | None

EITHER = frozenset({"add", "mul", "and_", "or_", "xor"})
"""Operators whose right operand may become the result where the left one cannot."""
LEFT = EITHER | {"sub", "truediv", "floordiv", "lshift", "rshift"}
UNARY = frozenset({"neg", "pos", "invert", "abs"})
_LIKELY = 256 * 1024


def reuses(
    op: str, left: Value, right: Value, left_is_temporary: bool, right_is_temporary: bool, result: Value
) -> Reused:
    """Which operand an operator writes its result into; None where it allocates; UNKNOWN where that is not certain.

    op: its name in Python's module `operator`; right: None for unary ones. A temporary is a new array that owns its
    memory (a view is none), to which nothing but the expression refers. A NumPy scalar on the left decides itself:
    UNKNOWN.
    """
    if op in UNARY:
        return _unary(op, left) if left_is_temporary else None
    if op == "pow":
        return _power(left, right) if left_is_temporary else None
    sides: list[tuple[Literal["left", "right"], Value, Value, bool]] = [
        ("left", left, right, left_is_temporary and op in LEFT),
        ("right", right, left, right_is_temporary and op in EITHER),
    ]
    for side, temporary, other, possible in sides:
        found = _takes(op, temporary, other) if possible else False
        if found is None or (found and isinstance(other, Scalar) and side == "right"):
            return UNKNOWN
        if found:
            return side
    return None


def threshold() -> int | None:
    """From how many bytes on NumPy reuses a temporary operand; None where it never does, or where that is not known.

    Raises Unmodelled where it cannot be measured.
    """
    return _measured_threshold()


@lru_cache(maxsize=1)
def _measured_threshold() -> int | None:
    if not _is_reused(_LIKELY * 4):
        return None
    if _is_reused(_LIKELY) and not _is_reused(_LIKELY - 8):
        return _LIKELY
    low, high = 0, _LIKELY * 4
    while high - low > 8:
        middle = (low + high) // 16 * 8
        low, high = (low, middle) if _is_reused(middle) else (middle, high)
    return high


def _is_reused(nbytes: int) -> bool:
    array = np.zeros(nbytes // 8)
    return measured(_sum_of_three, array)[1] < 2 * array.nbytes


def _sum_of_three(array: Any) -> Any:
    return array + array + array


def _takes(op: str, temporary: Value, other: Value) -> bool | None:
    """Whether the memory of `temporary` is taken; None where that is not known."""
    large = _is_large(temporary)
    if large is False or not _may_be_other(other):
        return False
    if not isinstance(temporary, Array):
        return None
    try:
        fits, same = _casts_safely(other, temporary), _has_shape_of(temporary, other)
    except Unmodelled:
        return None
    if fits is False or same is False:
        return False
    if op == "truediv" and temporary.dtype is not None and temporary.dtype.kind not in "fc":
        return False
    return True if large and fits and same else None


def _is_large(array: Value) -> bool | None:
    if not isinstance(array, Array):
        return False
    if array.type is not np.ndarray:
        return False
    if array.dtype is None or array.shape is None:
        return None
    if array.dtype.kind not in NUMBERS:
        return False
    try:
        least = threshold()
    except Unmodelled:
        return None
    return False if least is None else at_least(array.nbytes, least)


def _may_be_other(other: Value) -> bool:
    return is_scalar(other) or (isinstance(other, Array) and other.type is np.ndarray)


def _has_shape_of(temporary: Array, other: Value) -> bool | None:
    if not isinstance(other, Array) or other.shape == ():
        return True
    if other.shape is None or temporary.shape is None:
        return None
    if len(other.shape) != len(temporary.shape):
        return False
    pairs = list(zip(other.shape, temporary.shape, strict=True))
    if all(a == b and not _is_vague(a) for a, b in pairs):
        return True
    return False if any(isinstance(a, int) and isinstance(b, int) and a != b for a, b in pairs) else None


def _is_vague(length: Dim) -> bool:
    return not isinstance(length, int) and not hasattr(length, "terms")


def _casts_safely(other: Value, temporary: Array) -> bool | None:
    """Whether the other operand can be cast to the dtype of the temporary without loss, a Python number as an array."""
    assert temporary.dtype is not None
    if isinstance(other, Array) and other.dtype is None:
        return None
    operand = read(other)
    return bool(np.can_cast(operand.dtype, temporary.dtype, "safe"))


def _unary(op: str, operand: Value) -> Reused:
    large = _is_large(operand)
    if op == "abs" and isinstance(operand, Array) and operand.dtype is not None and operand.dtype.kind == "c":
        return None
    return UNKNOWN if large is None else "left" if large else None


def _power(base: Value, exponent: Value) -> Reused:
    """Only where NumPy takes a unary ufunc for the power, such as the square."""
    large = _is_large(base)
    if large is False:
        return None
    if large is None or not isinstance(base, Array) or not isinstance(exponent, int | float):
        return UNKNOWN if exponent is not None and not (isinstance(exponent, Array) and exponent.shape) else None
    assert base.dtype is not None
    return "left" if _square_is_reused(base.dtype.str, exponent) else None


@lru_cache(maxsize=256, typed=True)
def _square_is_reused(dtype: str, exponent: float) -> bool:
    array = np.ones(2 * _LIKELY // np.dtype(dtype).itemsize, dtype)
    return measured(_power_of_sum, array, exponent)[1] < 2 * array.nbytes


def _power_of_sum(array: Any, exponent: float) -> Any:
    return (array + array) ** exponent
