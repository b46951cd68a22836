"""What it costs to make arrays of arguments: nothing for an array, its bytes for a number or a nested list."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from ...values.arrays import Array, DType, Scalar
from ...values.dims import Dim, Shape, Symbolic
from ...values.kinds import Typed, Value
from ..arguments import is_scalar
from ..literals import as_array
from ..registry import Unmodelled
from .sizes import held

NUMBERS = "biufc"
WEAK = (int, float, complex)


@dataclass(frozen=True, slots=True)
class Operand:
    """An argument as an array.

    own: the bytes that were allocated for it; 0 for an array of the caller's.
    weak: the Python type of a number that takes the dtype of what it stands beside.
    """

    shape: Shape
    dtype: DType
    own: Dim = 0
    weak: type | None = None
    value: Value = None
    array: Array | None = None


def read(value: Value) -> Operand:
    """An argument of a ufunc. Raises Unmodelled for what is not known to be numbers."""
    if isinstance(value, Array):
        return _array(value)
    weak = _weak_type(value)
    if weak is None and isinstance(value, Scalar):
        dtype, shape = value.dtype, ()
    elif weak is not None:
        dtype, shape = np.dtype(weak), ()
        if weak is int and isinstance(value, int) and np.asarray(value).dtype != dtype:
            raise Unmodelled("an int of more than 64 bits")
    else:
        made = as_array(value)
        dtype, shape = made.dtype, made.shape  # type: ignore[assignment]
    if dtype is None or shape is None or dtype.kind not in NUMBERS:
        raise Unmodelled("no numbers")
    return Operand(shape, dtype, held(shape, dtype), weak, value)


def as_array_of(value: Value) -> tuple[Array, Dim]:
    """`np.asarray(value)` and the bytes that it allocates."""
    if isinstance(value, Array):
        return value, 0
    array = as_array(value)
    return array, held(array.shape, array.dtype)


def is_aligned(array: Array) -> bool:
    """True where elements surely begin where their dtype wants them to, as NumPy's flag ALIGNED says."""
    fills_memory = array.buffer is not None and array.identity == array.buffer and array.certain
    return array.dtype is not None and (fills_memory or _steps_are_aligned(array.dtype, array.strides))


def _steps_are_aligned(dtype: DType, strides: Shape | None) -> bool:
    if dtype.alignment == 1:
        return True
    return strides is not None and all(_is_multiple(stride, dtype.alignment) for stride in strides)


def _is_multiple(stride: Dim, unit: int) -> bool:
    if isinstance(stride, int):
        return stride % unit == 0
    return isinstance(stride, Symbolic) and all(factor % unit == 0 for _, factor in stride.terms)


def _array(array: Array) -> Operand:
    if array.shape is None or array.dtype is None or array.dtype.kind not in NUMBERS:
        raise Unmodelled("no numbers, or of unknown rank")
    return Operand(array.shape, array.dtype, array=array)


def _weak_type(value: Value) -> type | None:
    if not is_scalar(value) or isinstance(value, Scalar | bool | np.generic):
        return None
    kind = value.type if isinstance(value, Typed) else int if isinstance(value, Dim) else type(value)
    return kind if kind in WEAK else None


@lru_cache(maxsize=4096)
def fits(value: int, dtype: DType) -> bool:
    """Whether a Python int has a place among the numbers of a dtype."""
    return dtype.kind in "fc" or (dtype.kind in "iu" and np.iinfo(dtype).min <= value <= np.iinfo(dtype).max)
