"""Numbers that say something of a matrix: rank, condition, determinant, norms.

Source: https://numpy.org/doc/stable/reference/routines.linalg.html#norms-and-other-numbers
"""

from __future__ import annotations

import numpy as np

from ..values.arrays import Array, DType, new_array
from ..values.dims import Dim, Shape
from ..values.kinds import Value
from .arguments import as_bool, known_rank
from .examples import asked_dtype, asked_dtypes
from .generalised import common_length
from .literals import as_array
from .named import named
from .numpy_scalars import numpy_scalar
from .reducing import reduced_axes, without_axes
from .registry import Unmodelled, WouldRaise, rule

ORDERS = (None, 0, 1, 2, -1, -2, "fro", "nuc", np.inf, -np.inf)
_MATRIX = (1, 1)


@rule("numpy.linalg.slogdet")
def slogdet(a: Value) -> Value:
    """The sign and the logarithm of the determinant."""
    array = as_array(a)
    batch, n, m = _matrix(array)
    common_length(n, m)
    sign, logarithm = asked_dtypes(np.linalg.slogdet, 2, array.dtype, shape=_MATRIX)
    return named(np.linalg.slogdet, (_new(batch, sign), _new(batch, logarithm)))


@rule("numpy.linalg.cond")
def cond(x: Value, p: Value = None) -> Value:
    """The condition number, by one norm or another."""
    array = as_array(x)
    batch, _, _ = _matrix(array)
    if not _is_known_order(p):
        raise Unmodelled("another norm")
    return _new(batch, asked_dtype(np.linalg.cond, array.dtype, shape=_MATRIX, p=p))


@rule("numpy.linalg.matrix_rank")
def matrix_rank(A: Value, tol: Value = None, hermitian: Value = False, *, rtol: Value = None) -> Value:
    """How many singular values are not close to zero."""
    array = as_array(A)
    if len(known_rank(array)) < 2 or not all(value is None or isinstance(value, float) for value in (tol, rtol)):
        raise Unmodelled("an int, or one rank for each tolerance")
    return _new(_matrix(array)[0], asked_dtype(np.linalg.matrix_rank, array.dtype, shape=(1, 1, 1)))


@rule("numpy.linalg.matrix_norm")
def matrix_norm(x: Value, /, *, keepdims: Value = False, ord: Value = "fro") -> Value:
    """The norm of each matrix."""
    array = as_array(x)
    batch, _, _ = _matrix(array)
    if not _is_known_order(ord):
        raise Unmodelled("another norm")
    shape = (*batch, 1, 1) if as_bool(keepdims) else batch
    return _new(shape, asked_dtype(np.linalg.norm, array.dtype))


@rule("numpy.linalg.vector_norm")
def vector_norm(x: Value, /, *, axis: Value = None, keepdims: Value = False, ord: Value = 2) -> Value:
    """The norm of the vectors along some axes; of all elements by default."""
    array = as_array(x)
    shape = known_rank(array)
    if ord not in (1, 2):
        raise Unmodelled("another norm")
    left = without_axes(shape, reduced_axes(axis, len(shape)), as_bool(keepdims))
    return _new(left, asked_dtype(np.linalg.norm, array.dtype))


def _is_known_order(order: Value) -> bool:
    return isinstance(order, int | float | str | None) and order in ORDERS


def _matrix(array: Array) -> tuple[Shape, Dim, Dim]:
    shape = known_rank(array)
    if len(shape) < 2:
        raise WouldRaise("a matrix needs two axes")
    return shape[:-2], shape[-2], shape[-1]


def _new(shape: Shape, dtype: DType | None) -> Value:
    return numpy_scalar(dtype) if shape == () else new_array(shape, dtype, None)
