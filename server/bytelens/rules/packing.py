"""Bits in bytes: packbits, unpackbits.

Source: https://numpy.org/doc/stable/reference/routines.bitwise.html#bit-packing
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from ..values.arrays import Array, DType, new_array
from ..values.dims import SOME_INT, Dim, SomeInt, divide, multiply, subtract
from ..values.kinds import Value
from .arguments import as_axis, as_dim, known_rank
from .literals import as_array
from .registry import rule

BYTE: DType = np.dtype(np.uint8)


@rule("numpy.packbits")
def packbits(a: Value, /, axis: Value = None, bitorder: Value = "big") -> Array:
    """Eight elements to a byte, along an axis or of the flattened array."""
    return _bits(a, axis, lambda length: _rounded_up(length, 8))


def _rounded_up(length: Dim, by: int) -> Dim:
    if isinstance(length, int):
        return -(-length // by)
    exact = divide(length, by)
    return SomeInt(length) if isinstance(exact, SomeInt) and not isinstance(length, SomeInt) else exact


@rule("numpy.unpackbits")
def unpackbits(a: Value, /, axis: Value = None, count: Value = None, bitorder: Value = "big") -> Array:
    """Eight elements from a byte; `count` of them, or all but the last ones where that is negative."""
    wanted = None if count is None else as_dim(count)
    return _bits(a, axis, lambda length: _counted(multiply(length, 8), wanted))


def _counted(length: Dim, count: Dim | None) -> Dim:
    if count is None:
        return length
    if not isinstance(count, int):
        return SOME_INT
    return count if count >= 0 else subtract(length, -count)


def _bits(a: Value, axis: Value, changed: Callable[[Dim], Dim]) -> Array:
    """Bytes, with another length of one axis."""
    array = as_array(a)
    if axis is None:
        return new_array((changed(array.size),), BYTE)
    shape = known_rank(array) or (1,)
    place = as_axis(axis, len(shape))
    return new_array((*shape[:place], changed(shape[place]), *shape[place + 1 :]), BYTE, None)
