"""Sorting copies an axis at a time where its elements do not lie beside each other.

Source: https://numpy.org/doc/stable/reference/routines.sort.html; the work space of an algorithm is not NumPy's own.
"""

from __future__ import annotations

import numpy as np

from ...values.arrays import Array, DType, Strides, c_strides
from ...values.dims import Dim, SomeInt, multiply, upper_bound
from ...values.kinds import Value
from ..arguments import as_axis, known_rank
from ..registry import Unmodelled
from .copies import copied
from .operands import NUMBERS, as_array_of, is_aligned
from .registry import transient
from .sizes import held, total

_INTP = np.dtype(np.intp)


@transient("numpy.sort")
def sort(
    result: Value, a: Value, axis: Value = -1, kind: Value = None, order: Value = None, *, stable: Value = None
) -> Dim:
    """A copy in the layout of the argument, sorted in place; without an axis a flat copy."""
    if not isinstance(result, Array) or order is not None:
        raise Unmodelled("no array, or fields")
    _, own = as_array_of(a)
    return total(own, held(result.shape, result.dtype), _line(result, result.strides, axis, result.dtype))


@transient("numpy.ndarray.sort")
def sort_in_place(
    result: Value, self: Value, axis: Value = -1, kind: Value = None, order: Value = None, *, stable: Value = None
) -> Dim:
    """One axis at a time."""
    if not isinstance(self, Array) or order is not None or not known_rank(self):
        raise Unmodelled("no array, one without axes, or fields")
    return _line(self, self.strides, axis, self.dtype)


@transient("numpy.argsort", "numpy.ndarray.argsort")
def argsort(
    result: Value, a: Value, axis: Value = -1, kind: Value = None, order: Value = None, *, stable: Value = None
) -> Dim:
    """The result is C-ordered; elements and positions are copied an axis at a time where they need it."""
    array, own = as_array_of(a)
    if order is not None or not known_rank(array):
        raise Unmodelled("fields, or no axes")
    if axis is None:
        return total(own, copied(array), held((array.size,), _INTP))
    places = Array(array.shape, _INTP, None)
    steps = _steps_in_order(array)
    elements = _line(array, array.strides, axis, array.dtype)
    return total(own, held(array.shape, _INTP), elements, _line(places, steps, axis, _INTP))


def _steps_in_order(array: Array) -> Strides:
    steps = c_strides(known_rank(array), _INTP.itemsize)
    if steps is None:
        raise Unmodelled("lengths are not known")
    return steps


def _line(array: Array, strides: Strides | None, axis: Value, dtype: DType | None) -> Dim:
    """The copy of one line of elements along an axis, where there is one."""
    shape = known_rank(array)
    if dtype is None or dtype.kind not in NUMBERS or (array.strides is not None and not is_aligned(array)):
        raise Unmodelled("no numbers, or not aligned")
    if not shape:
        return 0
    place = as_axis(-1 if axis is None else axis, len(shape))
    length = shape[place]
    copy = multiply(length, dtype.itemsize)
    if array.size == 0 or (isinstance(length, int) and length <= 1):
        return 0
    if not dtype.isnative:
        raise Unmodelled("bytes in another order")
    if strides is None:
        return SomeInt(upper_bound(copy))
    step = strides[place]
    if step == dtype.itemsize:
        return 0
    certain = isinstance(step, int) and isinstance(length, int)
    return copy if certain else SomeInt(upper_bound(copy))
