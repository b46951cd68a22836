"""Products of matrices and vectors: operands of another dtype are cast as a whole.

Source: https://numpy.org/doc/stable/reference/routines.linalg.html#matrix-and-vector-products
"""

from __future__ import annotations

import numpy as np

from ...values.arrays import Array, DType
from ...values.dims import Dim, SomeInt, upper_bound
from ...values.kinds import Value
from ..arguments import known_rank
from ..registry import Unmodelled
from .copies import copied, lies_in_order
from .elementwise import resolved
from .operands import NUMBERS, as_array_of, is_aligned
from .registry import transient
from .sizes import held, made, total


@transient("numpy.matmul", "operator.matmul")
def matmul(result: Value, x1: Value, x2: Value, out: Value = None) -> Dim:
    """The result, and operands that are cast to its dtype."""
    if out is not None:
        raise Unmodelled("an output")
    left, of_left = as_array_of(x1)
    right, of_right = as_array_of(x2)
    loop = _loop(np.matmul, left, right)
    return total(of_left, of_right, _cast(left, loop[0]), _cast(right, loop[1]), made(result))


@transient("numpy.dot", "numpy.ndarray.dot", "numpy.inner")
def dot(result: Value, a: Value, b: Value, out: Value = None) -> Dim:
    """As `matmul`; what does not lie as BLAS needs it may be copied."""
    if out is not None or not isinstance(a, Array) or not isinstance(b, Array):
        raise Unmodelled("an output, or no arrays")
    if not known_rank(a) or not known_rank(b) or a.size == 0 or b.size == 0:
        raise Unmodelled("a product with a number, or of nothing")
    loop = _loop(np.matmul, a, b)
    return total(*(_for_blas(array, dtype) for array, dtype in zip((a, b), loop, strict=False)), made(result))


@transient("numpy.outer")
def outer(result: Value, a: Value, b: Value, out: Value = None) -> Dim:
    """Both are flattened, and multiplied with casts on the way."""
    if out is not None or not isinstance(a, Array) or not isinstance(b, Array) or not a.shape or not b.shape:
        raise Unmodelled("an output, or no arrays")
    _loop(np.multiply, a, b)
    return total(copied(a), copied(b), made(result))


def _for_blas(array: Array, dtype: DType) -> Dim:
    size = _cast(array, dtype)
    backwards = any(isinstance(step, int) and step <= 0 for step in array.strides or ())
    if size != 0 or (lies_in_order(array, "either") and not backwards):
        return size
    return SomeInt(upper_bound(held(array.shape, dtype)))


def _cast(array: Array, dtype: DType) -> Dim:
    return 0 if array.dtype == dtype else held(array.shape, dtype)


def _loop(function: np.ufunc, left: Array, right: Array) -> tuple[DType, ...]:
    for array in (left, right):
        if array.dtype is None or array.dtype.kind not in NUMBERS or not is_aligned(array):
            raise Unmodelled("no numbers, or not aligned")
    return resolved(function, (left.dtype, right.dtype))
