"""Repeating and rolling. Source: https://numpy.org/doc/stable/reference/routines.array-manipulation.html"""

from __future__ import annotations

from typing import Any

import numpy as np

from ...values.arrays import Array
from ...values.dims import Dim, Shape, multiply, product
from ...values.kinds import Value
from ..arguments import as_int, is_scalar, known_rank
from ..registry import Unmodelled
from .copies import copied, copied_to_write, may_be_read_only
from .gauge import peak_with
from .operands import NUMBERS, as_array_of
from .registry import transient
from .sizes import held, held_by, highest, total

FEW = 3


@transient("numpy.repeat", "numpy.ndarray.repeat")
def repeat(result: Value, a: Value, repeats: Value, axis: Value = None) -> Dim:
    """The count becomes an array; what does not lie in C order is copied first."""
    array, own = as_array_of(a)
    if not is_scalar(repeats) or not known_rank(array) or array.size == 0:
        raise Unmodelled("counts for each element, no axes, or no elements")
    return total(own, copied_to_write(array), held_by(result), _beside_repeated())


@transient("numpy.roll")
def roll(result: Value, a: Value, shift: Value, axis: Value = None) -> Dim:
    """Shifts and axes become arrays; without an axis, what does not lie in C order is copied first."""
    array, own = as_array_of(a)
    if not is_scalar(shift) or not (axis is None or is_scalar(axis)) or not known_rank(array):
        raise Unmodelled("several shifts, or no axes")
    if array.dtype is None or array.dtype.kind not in NUMBERS:
        raise Unmodelled("no numbers")
    flat = copied(array) if axis is None else 0
    return total(own, flat, held(array.shape, array.dtype), peak_with(_few, np.roll) - FEW * 8)


@transient("numpy.tile")
def tile(result: Value, A: Value, reps: Value) -> Dim:
    """One axis after another is repeated, each time into a new array."""
    if not isinstance(A, Array) or not A.is_c_contiguous or A.size == 0 or may_be_read_only(A):
        raise Unmodelled("what does not lie in C order, is empty, or perhaps read-only")
    counts = [as_int(count) for count in (reps if isinstance(reps, tuple) else (reps,))]
    shape: Shape = known_rank(A)
    if all(count == 1 for count in counts):
        return held_by(result)
    missing = len(counts) - len(shape)
    shape = (1,) * missing + shape
    counts = [1] * (len(shape) - len(counts)) + counts
    before: Dim = 0
    moments: list[Dim] = []
    for axis, count in enumerate(counts):
        if count != 1:
            shape = (*shape[:axis], multiply(shape[axis], count), *shape[axis + 1 :])
            after = held((product(shape),), A.dtype)
            moments.append(total(before, after, _beside_repeated()))
            before = after
    return highest(*moments)


def _beside_repeated() -> int:
    return peak_with(_few, np.repeat) - 2 * FEW * 8


def _few(function: Any) -> tuple[Any, tuple[Any, ...]]:
    return function, (np.zeros(FEW), 2)
