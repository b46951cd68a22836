"""Linear algebra and Fourier transforms: the work space of LAPACK and pocketfft is not NumPy's own.

Sources: https://numpy.org/doc/stable/reference/routines.linalg.html, https://numpy.org/doc/stable/reference/routines.fft.html
"""

from __future__ import annotations

from functools import partial
from typing import Any

import numpy as np

from ...values.arrays import Array, DType, Scalar
from ...values.dims import Dim, SomeInt, upper_bound
from ...values.kinds import Value
from ..arguments import known_rank
from ..registry import Unmodelled, resolve
from .copies import copied, fresh, lies_in_order
from .elementwise import computed, of_scalars
from .gauge import peak_with
from .operands import NUMBERS, is_aligned
from .registry import add_transient, transient
from .sizes import at_least, held, highest, made, total

FEW = 3
OF_MATRICES = ("inv", "solve", "det", "cholesky", "svd", "eigh", "eigvalsh")
FLOAT = np.dtype(float)


def of_matrices(result: Value, *arguments: Value, **keywords: Value) -> Dim:
    """The results; ints are cast as a whole."""
    arrays = [value for value in arguments if isinstance(value, Array)]
    if len(arrays) != len(arguments) or keywords:
        raise Unmodelled("arguments that become arrays first, or keywords")
    if any(array.size == 0 for array in arrays):
        raise Unmodelled("empty matrices")
    return total(*map(_as_double, arrays), made(result))


def _as_double(array: Array) -> Dim:
    if array.dtype is None or array.dtype.kind not in "iu":
        if array.dtype in (FLOAT, np.dtype(complex)) and is_aligned(array):
            return 0
        raise Unmodelled("numbers that are cast and cast back")
    return held(array.shape, FLOAT)


@transient("numpy.linalg.norm")
def norm(result: Value, x: Value, ord: Value = None, axis: Value = None, keepdims: Value = False) -> Dim:
    """The root of the product of a vector with itself, or of the sum of squares."""
    if ord is not None or not isinstance(x, Array) or x.dtype is None or not known_rank(x) or not is_aligned(x):
        raise Unmodelled("other norms")
    if x.dtype.kind not in "iuf" or x.dtype.itemsize == 2 or not x.dtype.isnative:
        raise Unmodelled("no floats or ints")
    cast = 0 if x.dtype.kind == "f" else held(x.shape, FLOAT)
    kind = x.dtype if x.dtype.kind == "f" else FLOAT
    if axis is None:
        if keepdims is not False:
            raise Unmodelled("axes are kept")
        return total(cast or _flat(x), peak_with(_norm, kind))
    squares = held(x.shape, kind)
    if isinstance(result, Scalar):
        return total(cast, squares, highest(kind.itemsize, of_scalars(np.sqrt, Scalar(kind))))
    if not isinstance(result, Array):
        raise Unmodelled("no array")
    sums = fresh(result.shape, kind)
    return total(cast, squares, held(sums.shape, kind), computed(np.sqrt, sums))


def _flat(array: Array) -> Dim:
    """A copy only where elements have gaps between them."""
    if len(known_rank(array)) == 1:
        return copied(array) if array.strides is None or array.strides[0] != 0 else SomeInt(upper_bound(array.nbytes))
    if lies_in_order(array, "either"):
        return 0
    return SomeInt(upper_bound(held(array.shape, array.dtype)))


def _norm(dtype: DType) -> tuple[Any, tuple[Any, ...]]:
    return np.linalg.norm, (np.ones(FEW, dtype),)


def transformed(
    function: Any, result: Value, a: Value, n: Value = None, axis: Value = -1, norm: Value = None, out: Value = None
) -> Dim:
    """The result, the argument as complex numbers where it is real, and the factor."""
    if not isinstance(a, Array) or a.dtype is None or n is not None or out is not None or not isinstance(result, Array):
        raise Unmodelled("another length, or an output")
    if a.dtype not in (FLOAT, np.dtype(complex)) or a.size == 0 or not is_aligned(a):
        raise Unmodelled("numbers that are cast")
    cast = _as_complex(function, a.dtype)
    peak = peak_with(_transform, function, a.dtype, 16)
    small = made_of_small(function, a.dtype, 16)
    beside = peak - small - (16 * 16 if cast else 0)
    return total(made(result), held(a.shape, np.dtype(complex)) if cast else 0, beside)


def of_several_axes(
    one: Any, passes: int | None, result: Value, a: Value, s: Value = None, axes: Value = None, norm: Value = None
) -> Dim:
    """One axis after another: from the second on, beside the transform of the one before."""
    if axes is not None or s is not None or not isinstance(a, Array) or not at_least(a.size, FEW):
        raise Unmodelled("some axes, other lengths, or few elements, beside which the factors count")
    first = transformed(one, result, a)
    if (passes or len(known_rank(a))) < 2:
        return first
    between = fresh(a.shape, np.dtype(complex))
    return highest(first, total(held(between.shape, between.dtype), transformed(one, result, between)))


def _as_complex(function: Any, dtype: DType) -> bool:
    """Whether the whole argument is cast: the peak then grows by more than the result."""
    short, long = (peak_with(_transform, function, dtype, count) for count in (16, 32))
    grown = made_of_small(function, dtype, 32) - made_of_small(function, dtype, 16)
    if long - short not in (grown, grown + 16 * 16):
        raise Unmodelled("another way to transform")
    return long - short != grown


def made_of_small(function: Any, dtype: DType, count: int) -> int:
    """The bytes of the transform of a vector of so many elements."""
    return int(function(np.ones(count, dtype)).nbytes)


def _transform(function: Any, dtype: DType, count: int) -> tuple[Any, tuple[Any, ...]]:
    return function, (np.ones(count, dtype),)


@transient("numpy.einsum")
def einsum(result: Value, *operands: Value, out: Value = None, optimize: Value = False) -> Dim:
    """Elements are cast on the way."""
    arrays = [value for value in operands if isinstance(value, Array)]
    if out is not None or optimize is not False or not arrays or not isinstance(operands[0], str):
        raise Unmodelled("an output, an optimised order, or lists of axes")
    if len(arrays) != len(operands) - 1 or any(not _is_native(array) for array in arrays):
        raise Unmodelled("arguments that become arrays first")
    if len({array.dtype for array in arrays}) > 1:
        raise Unmodelled("elements that are cast")
    return made(result)


def _is_native(array: Array) -> bool:
    return array.dtype is not None and array.dtype.kind in NUMBERS and is_aligned(array) and array.dtype.isnative


for _name in OF_MATRICES:
    add_transient(f"numpy.linalg.{_name}", of_matrices)
for _name in ("fft", "ifft"):
    _one = resolve(f"numpy.fft.{_name}")
    add_transient(f"numpy.fft.{_name}n", partial(of_several_axes, _one, None))
    add_transient(f"numpy.fft.{_name}2", partial(of_several_axes, _one, 2))
for _name in ("fft", "ifft", "rfft"):
    add_transient(f"numpy.fft.{_name}", partial(transformed, resolve(f"numpy.fft.{_name}")))
