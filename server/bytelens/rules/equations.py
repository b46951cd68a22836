"""Least squares, tensor equations, chains of products, and linalg's own forms of other functions.

Source: https://numpy.org/doc/stable/reference/routines.linalg.html
"""

from __future__ import annotations

from functools import partial
from itertools import pairwise
from typing import Any

import numpy as np

from ..values.arrays import Array, DType, new_array, view_of
from ..values.dims import Dim, Shape, SomeInt, add, upper_bound
from ..values.kinds import Sequence, Value
from .arguments import as_axis, as_int, known_rank
from .broadcasting import broadcast_shapes
from .examples import asked_dtype, asked_dtypes
from .generalised import apply_generalised, common_length
from .lengths import shorter
from .literals import as_array
from .numpy_scalars import numpy_scalar
from .products import dot, trace
from .promotion import common_dtype
from .reducing import given_output
from .registry import Rule, Unmodelled, WouldRaise, add_rule, rule


@rule("numpy.linalg.lstsq")
def lstsq(a: Value, b: Value, rcond: Value = None) -> Value:
    """The solution, its residuals where the rank is full, the rank and the singular values."""
    array, right = as_array(a), as_array(b)
    shape, wanted = known_rank(array), known_rank(right)
    if len(shape) != 2 or len(wanted) not in (1, 2):
        raise WouldRaise("neither a matrix nor a vector")
    rows, columns = shape
    common_length(rows, wanted[0])
    solution, residuals, rank, singular = asked_dtypes(_solved, 4, array.dtype, right.dtype, shape=(1, 1))
    return (
        new_array((columns, *wanted[1:]), solution, None),
        new_array((_residuals(rows, columns, wanted),), residuals),
        numpy_scalar(rank),
        new_array((shorter(rows, columns),), singular),
    )


def _solved(a: Any, b: Any) -> Any:
    return np.linalg.lstsq(a, b, rcond=None)


def _residuals(rows: Dim, columns: Dim, wanted: Shape) -> Dim:
    """None unless there are more equations than unknowns; then it depends on the rank."""
    if isinstance(rows, int) and isinstance(columns, int) and rows <= columns:
        return 0
    return SomeInt(upper_bound(wanted[1]) if len(wanted) == 2 else 1)


@rule("numpy.linalg.tensorinv")
def tensorinv(a: Value, ind: Value = 2) -> Array:
    """The inverse for `tensordot`: the last axes come first."""
    array = as_array(a)
    shape, split = known_rank(array), as_int(ind)
    if split <= 0 or split >= len(shape):
        raise Unmodelled("no axes on one side")
    return new_array((*shape[split:], *shape[:split]), asked_dtype(np.linalg.inv, array.dtype, shape=(1, 1)), None)


@rule("numpy.linalg.tensorsolve")
def tensorsolve(a: Value, b: Value, axes: Value = None) -> Array:
    """The solution of a tensor equation: the axes of `a` that `b` lacks."""
    array, right = as_array(a), as_array(b)
    shape, known = known_rank(array), known_rank(right)
    if axes is not None or len(known) >= len(shape) or not known:
        raise Unmodelled("axes in another order")
    dtype = asked_dtype(np.linalg.solve, array.dtype, right.dtype, shape=(1, 1))
    return new_array(shape[len(known) :], dtype, None)


@rule("numpy.linalg.multi_dot")
def multi_dot(arrays: Value, *, out: Value = None) -> Value:
    """The product of several matrices, of which the first and the last may be vectors."""
    given = given_output(out)
    if given is not None:
        return given
    items = arrays.items if isinstance(arrays, Sequence) else arrays
    if not isinstance(items, tuple):
        raise Unmodelled("the matrices are not known")
    if len(items) < 2:
        raise WouldRaise("two arrays at least")
    if len(items) == 2:
        return dot(*items)
    factors = [as_array(item) for item in items]
    shapes = [known_rank(factor) for factor in factors]
    if any(len(shape) != 2 for shape in shapes[1:-1]) or any(len(shape) not in (1, 2) for shape in shapes):
        raise WouldRaise("not a matrix")
    for left, right in pairwise(shapes):
        common_length(left[-1], right[0])
    shape = (*shapes[0][:-1], *shapes[-1][1:])
    dtype = _chained([factor.dtype for factor in factors])
    return numpy_scalar(dtype) if shape == () else new_array(shape, dtype, None)


def _chained(dtypes: list[DType | None]) -> DType | None:
    """The dtype of a chain of products; None where it depends on the order in which they are made."""
    forwards, backwards = dtypes[0], dtypes[-1]
    for forth, back in zip(dtypes[1:], dtypes[-2::-1], strict=True):
        forwards = asked_dtype(np.matmul, forwards, forth, shape=(1, 1))
        backwards = asked_dtype(np.matmul, back, backwards, shape=(1, 1))
    return forwards if forwards is None or forwards == backwards else None


@rule("numpy.linalg.cross")
def cross(x1: Value, x2: Value, /, *, axis: Value = -1) -> Array:
    """The products of vectors of three numbers along an axis."""
    left, right = as_array(x1), as_array(x2)
    shapes = (known_rank(left), known_rank(right))
    places = [as_axis(axis, len(shape)) - len(shape) for shape in shapes]
    if places[0] != places[1] or any(shape[place] != 3 for shape, place in zip(shapes, places, strict=True)):
        raise Unmodelled("vectors that are not known to have three numbers")
    if places[0] != -1 and len(shapes[0]) != len(shapes[1]):
        raise Unmodelled("axes that are counted from the other end")
    return new_array(broadcast_shapes(shapes), common_dtype((left.dtype, right.dtype)), None)


@rule("numpy.linalg.diagonal")
def diagonal(x: Value, /, *, offset: Value = 0) -> Array:
    """A view of the diagonal of each matrix, along a last axis."""
    array = as_array(x)
    shape = known_rank(array)
    if len(shape) < 2:
        raise WouldRaise("a diagonal needs two axes")
    *batch, rows, columns = shape
    start = as_int(offset)
    rows, columns = add(rows, min(start, 0)), add(columns, -max(start, 0))
    length = shorter(rows, columns)
    return view_of(array, (*batch, max(length, 0) if isinstance(length, int) else length))


@rule("numpy.linalg.trace")
def matrix_trace(x: Value, /, *, offset: Value = 0, dtype: Value = None) -> Value:
    """The sum along the diagonal of each matrix."""
    return trace(x, offset, -2, -1, dtype)


def product(ufunc: np.ufunc, x1: Value, x2: Value, /, *, axis: Value = -1) -> Value:
    """`numpy.linalg.matmul` and `vecdot`: the generalised ufunc of that name."""
    if axis != -1:
        raise Unmodelled("vectors along another axis")
    return apply_generalised(ufunc, x1, x2)


for _name in ("matmul", "vecdot"):
    if hasattr(np, _name):
        add_rule(Rule(f"numpy.linalg.{_name}", partial(product, getattr(np, _name))))
