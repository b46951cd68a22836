"""Joining arrays: the result alone; what is no array becomes one first.

Source: https://numpy.org/doc/stable/reference/routines.array-manipulation.html#joining-arrays
"""

from __future__ import annotations

from ...values.arrays import Array
from ...values.dims import Dim
from ...values.kinds import Sequence, Value
from ..registry import Unmodelled
from .copies import copied
from .operands import as_array_of
from .registry import transient
from .sizes import held_by, highest, total


@transient("numpy.concatenate", "numpy.stack")
def joined(
    result: Value, arrays: Value, axis: Value = 0, out: Value = None, *, dtype: Value = None, casting: Value = None
) -> Dim:
    """Elements are cast on the way into the result."""
    if axis is None:
        raise Unmodelled("arrays are flattened first")
    return total(_converted(arrays), held_by(result))


@transient("numpy.vstack", "numpy.hstack", "numpy.dstack", "numpy.column_stack")
def stacked(result: Value, tup: Value, *, dtype: Value = None, casting: Value = None) -> Dim:
    """Views with more axes are joined."""
    return total(_converted(tup), held_by(result))


@transient("numpy.append")
def append(result: Value, arr: Value, values: Value, axis: Value = None) -> Dim:
    """Without an axis both are flattened, which copies what is not contiguous."""
    array, own = as_array_of(arr)
    other, of_other = as_array_of(values)
    if axis is not None:
        return total(own, of_other, held_by(result))
    flat = copied(array) if array.ndim != 1 else 0
    return total(own, of_other, flat, copied(other), held_by(result))


@transient("numpy.meshgrid")
def meshgrid(result: Value, *xi: Value, copy: Value = True, sparse: Value = False, indexing: Value = "xy") -> Dim:
    """The copies."""
    if not all(isinstance(value, Array) for value in xi):
        raise Unmodelled("arguments become arrays first")
    return highest(held_by(result))


def _converted(arrays: Value) -> Dim:
    items = arrays.items if isinstance(arrays, Sequence) else arrays
    if items is None and isinstance(arrays, Sequence) and isinstance(arrays.element, Array):
        return 0
    if not isinstance(items, tuple):
        raise Unmodelled("the arrays are not known")
    return total(*(as_array_of(item)[1] for item in items))
