"""Products of vectors, matrices and tensors.

Source: https://numpy.org/doc/stable/reference/routines.linalg.html#matrix-and-vector-products
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import numpy as np

from ..values.arrays import Array, DType, new_array
from ..values.dims import Dim, Shape, multiply
from ..values.kinds import Sequence, Value
from .arguments import as_axis, as_int, is_scalar, known_rank
from .asking import asking
from .broadcasting import broadcast_shapes
from .generalised import common_length
from .literals import as_array
from .numpy_scalars import numpy_scalar
from .promotion import common_dtype, operand_type, ufunc_dtypes
from .reducing import MODELLED_KINDS, NumPyFunction, dtype_given, given_output, without_axes
from .registry import Unmodelled, WouldRaise, rule


@rule("numpy.dot", "numpy.ndarray.dot")
def dot(a: Value, b: Value, out: Value = None) -> Value:
    """The last axis of `a` times the last but one of `b`; a product with a number multiplies."""
    given = given_output(out)
    if given is not None:
        return given
    left, right = known_rank(as_array(a)), known_rank(as_array(b))
    if not left or not right:
        return _new(left or right, _asked(np.dot, a, b), None)
    common_length(left[-1], right[-2] if len(right) > 1 else right[-1])
    return _new((*left[:-1], *right[:-2], *(right[-1:] if len(right) > 1 else ())), _asked(np.dot, a, b))


@rule("numpy.inner")
def inner(a: Value, b: Value, /) -> Value:
    """The last axis of `a` times the last of `b`."""
    left, right = known_rank(as_array(a)), known_rank(as_array(b))
    if not left or not right:
        return _new(left or right, _asked(np.inner, a, b), None)
    common_length(left[-1], right[-1])
    return _new((*left[:-1], *right[:-1]), _asked(np.inner, a, b))


@rule("numpy.vdot")
def vdot(a: Value, b: Value, /) -> Value:
    """The product of two flattened arrays: a scalar."""
    common_length(as_array(a).size, as_array(b).size)
    return numpy_scalar(_asked(np.vdot, a, b))


@rule("numpy.outer", "numpy.linalg.outer")
def outer(a: Value, b: Value, out: Value = None) -> Value:
    """Every pair of elements of two flattened arrays."""
    given = given_output(out)
    if given is not None:
        return given
    left, right = as_array(a), as_array(b)
    return new_array((left.size, right.size), _multiplied(left, right))


@rule("numpy.tensordot", "numpy.linalg.tensordot")
def tensordot(a: Value, b: Value, axes: Value = 2) -> Array:
    """Products summed over several axes of both; an array even where no axis is left."""
    left, right = known_rank(as_array(a)), known_rank(as_array(b))
    gone_left, gone_right = _summed_axes(axes, len(left), len(right))
    for here, there in zip(gone_left, gone_right, strict=True):
        common_length(left[here], right[there])
    shape = (*without_axes(left, gone_left, False), *without_axes(right, gone_right, False))
    return new_array(shape, _asked(np.dot, as_array(a), as_array(b)))


def _summed_axes(axes: Value, left: int, right: int) -> tuple[tuple[int, ...], tuple[int, ...]]:
    pair = axes.items if isinstance(axes, Sequence) else axes
    if not isinstance(pair, tuple):
        count = as_int(pair)
        if count > min(left, right):
            raise WouldRaise("more axes than the arrays have")
        return tuple(range(left - count, left)), tuple(range(count))
    if len(pair) != 2:
        raise WouldRaise("axes must be a pair")
    first, second = (_axes(each, ndim) for each, ndim in zip(pair, (left, right), strict=True))
    if len(first) != len(second):
        raise WouldRaise("different numbers of axes")
    return first, second


def _axes(value: Value, ndim: int) -> tuple[int, ...]:
    items = value.items if isinstance(value, Sequence) else value
    return tuple(as_axis(item, ndim) for item in (items if isinstance(items, tuple) else (items,)))


@rule("numpy.kron")
def kron(a: Value, b: Value) -> Value:
    """The Kronecker product: lengths multiply, axis by axis from the last."""
    left, right = as_array(a), as_array(b)
    shape, other = known_rank(left), known_rank(right)
    if not shape or not other:
        raise Unmodelled("a product with a number")
    ndim = max(len(shape), len(other))
    pairs = zip(_padded(shape, ndim), _padded(other, ndim), strict=True)
    return new_array(tuple(multiply(x, y) for x, y in pairs), _multiplied(left, right), None)


def _padded(shape: Shape, ndim: int) -> Shape:
    ones: tuple[Dim, ...] = (1,) * (ndim - len(shape))
    return ones + shape


@rule("numpy.cross")
def cross(a: Value, b: Value, axisa: Value = -1, axisb: Value = -1, axisc: Value = -1, axis: Value = None) -> Array:
    """The products of vectors of three numbers along the last axis."""
    left, right = as_array(a), as_array(b)
    shapes = (known_rank(left), known_rank(right))
    if axis not in (None, -1) or (axisa, axisb, axisc) != (-1, -1, -1):
        raise Unmodelled("vectors along another axis")
    if any(shape[-1:] != (3,) for shape in shapes):
        raise Unmodelled("vectors that are not known to have three numbers")
    return new_array(broadcast_shapes(shapes), common_dtype((left.dtype, right.dtype)), None)


@rule("numpy.trace", "numpy.ndarray.trace")
def trace(
    a: Value, offset: Value = 0, axis1: Value = 0, axis2: Value = 1, dtype: Value = None, out: Value = None
) -> Value:
    """The sum along a diagonal: without the two axes."""
    given = given_output(out)
    if given is not None:
        return given
    array = as_array(a)
    shape = known_rank(array)
    if len(shape) < 2:
        raise WouldRaise("a diagonal needs two axes")
    gone = (as_axis(axis1, len(shape)), as_axis(axis2, len(shape)))
    if gone[0] == gone[1]:
        raise WouldRaise("the axes are the same")
    kind = None if array.dtype is None else _asked_trace(array.dtype, dtype_given(dtype))
    return _new(without_axes(shape, gone, False), kind, None)


def _new(shape: Shape, dtype: DType | None, order: str | None = "C") -> Value:
    return numpy_scalar(dtype) if shape == () else new_array(shape, dtype, order)


def _multiplied(left: Array, right: Array) -> DType | None:
    if left.dtype is None or right.dtype is None:
        return None
    return ufunc_dtypes(np.multiply, (left.dtype, right.dtype))[0]


def _asked(function: NumPyFunction, a: Value, b: Value) -> DType | None:
    """The dtype of a product, asked of NumPy; Python numbers are passed as such."""
    kinds = tuple(operand_type(value if is_scalar(value) else as_array(value)) for value in (a, b))
    return None if any(kind is None for kind in kinds) else _asked_product(function, *kinds)


@lru_cache(maxsize=1024)
def _asked_product(function: NumPyFunction, left: DType | type, right: DType | type) -> DType:
    with asking():
        answer: Any = function(_example(left), _example(right))
    if not isinstance(answer, np.ndarray | np.generic):
        raise Unmodelled("the product is a Python object")
    return answer.dtype


def _example(kind: DType | type) -> Any:
    if not isinstance(kind, np.dtype):
        return kind(0)
    if kind.kind not in MODELLED_KINDS:
        raise Unmodelled(f"a product of {kind}")
    return np.zeros(1, kind)


@lru_cache(maxsize=256)
def _asked_trace(operand: DType, dtype: DType | None) -> DType:
    with asking():
        answer: np.ndarray[Any, DType] = np.trace(np.zeros((1, 1, 1), operand), dtype=dtype)
    return answer.dtype
