"""Running sums and differences. Source: https://numpy.org/doc/stable/reference/routines.math.html"""

from __future__ import annotations

import numpy as np

from ...values.arrays import Array
from ...values.dims import Dim, subtract
from ...values.kinds import Value
from ..arguments import as_axis, as_int, known_rank
from ..registry import Unmodelled
from .copies import copied, may_be_read_only
from .operands import NUMBERS, as_array_of, is_aligned
from .registry import transient
from .sizes import held, highest, made, total


@transient("numpy.cumsum", "numpy.cumprod", "numpy.ndarray.cumsum", "numpy.ndarray.cumprod")
def accumulated(result: Value, a: Value, axis: Value = None, dtype: Value = None, out: Value = None) -> Dim:
    """What is cast is cast as a whole; without an axis, what does not lie in order is copied first."""
    array, own = as_array_of(a)
    if out is not None or not known_rank(array) or not isinstance(result, Array):
        raise Unmodelled("an output, or no axes")
    if array.dtype is None or array.dtype.kind not in NUMBERS or not is_aligned(array):
        raise Unmodelled("no numbers, or not aligned")
    flat = copied(array) if axis is None and len(known_rank(array)) > 1 else 0
    cast = 0 if array.dtype == result.dtype else held(array.shape, result.dtype)
    return total(own, flat, cast, held(result.shape, result.dtype))


@transient("numpy.diff")
def diff(result: Value, a: Value, n: Value = 1, axis: Value = -1, prepend: Value = None, append: Value = None) -> Dim:
    """Each round makes the differences of the last."""
    array, own = as_array_of(a)
    shape, rounds = list(known_rank(array)), as_int(n)
    if prepend is not None or append is not None or rounds < 1 or array.dtype is None or not is_aligned(array):
        raise Unmodelled("ends, or no rounds")
    if array.dtype.kind not in NUMBERS:
        raise Unmodelled("no numbers")
    place, moments, before = as_axis(axis, len(shape)), [], 0
    for _ in range(rounds):
        if shape[place] == 0:
            raise Unmodelled("nothing is left")
        shape[place] = subtract(shape[place], 1)
        after = held(tuple(shape), array.dtype)
        moments.append(total(before, after))
        before = after  # type: ignore[assignment]
    return total(own, highest(*moments))


@transient("numpy.convolve")
def convolve(result: Value, a: Value, v: Value, mode: Value = "full") -> Dim:
    """The shorter vector is reversed, which copies it."""
    if not isinstance(a, Array) or not isinstance(v, Array) or a.dtype is None or a.dtype != v.dtype:
        raise Unmodelled("arguments become arrays of the same dtype first")
    first, second = known_rank(a), known_rank(v)
    if len(first) != 1 or len(second) != 1 or not isinstance(first[0], int) or not isinstance(second[0], int):
        raise Unmodelled("no vectors of known length")
    longer, shorter = (v, a) if second[0] > first[0] else (a, v)
    if (
        a.dtype.kind not in NUMBERS
        or a.dtype == np.dtype(bool)
        or not longer.is_c_contiguous
        or shorter.strides is None
    ):
        raise Unmodelled("no numbers, or not in order")
    step = shorter.strides[0]
    if min(first[0], second[0]) < 2 or may_be_read_only(a) or may_be_read_only(v):
        raise Unmodelled("a vector of one element, or a view that may be read-only")
    reversed_in_order = step == -a.dtype.itemsize
    return total(made(result), 0 if reversed_in_order else held(shorter.shape, a.dtype))
