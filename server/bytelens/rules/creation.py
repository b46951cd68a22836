"""Array creation from a shape: https://numpy.org/doc/stable/reference/routines.array-creation.html"""

from __future__ import annotations

from functools import lru_cache

import numpy as np

from ..values.arrays import Array, DType, new_array, view_of
from ..values.dims import SOME_INT, Dim, Shape, SomeInt, add, upper_bound
from ..values.kinds import Value
from .arguments import as_dim, as_dtype, as_int, as_length, as_shape, known_rank
from .layout import as_order, elementwise_order, like
from .literals import as_array
from .registry import Unmodelled, WouldRaise, rule


def allocated(shape: Shape | None, dtype: DType | None, order: str | None) -> Array:
    """What `numpy.empty` makes: "U" holds one character there, and the axes of a subarray dtype come last."""
    if dtype is None:
        return Array(shape, None)
    inner, element = _element(dtype)
    if shape is None:
        return Array(None, element)
    return new_array(shape + inner, element, None if inner else order)


@lru_cache(maxsize=256)
def _element(dtype: DType) -> tuple[tuple[int, ...], DType]:
    made = np.empty(0, dtype)
    return made.shape[1:], made.dtype


@rule("numpy.zeros", "numpy.ones")
@rule("numpy.empty", determined=False)
def zeros(shape: Value, dtype: Value = None, order: Value = "C", *, device: Value = None, like: Value = None) -> Array:
    """A new array of a given shape; float64 by default."""
    _refuse_like(like)
    return allocated(as_shape(shape), as_dtype(dtype), as_order(order))


@rule("numpy.full")
def full(
    shape: Value,
    fill_value: Value,
    dtype: Value = None,
    order: Value = "C",
    *,
    device: Value = None,
    like: Value = None,
) -> Array:
    """A new array filled with one value; its dtype is that of `np.array(fill_value)` unless one is given."""
    _refuse_like(like)
    return allocated(as_shape(shape), _fill_dtype(fill_value, dtype), as_order(order))


def _fill_dtype(fill_value: Value, dtype: Value) -> DType | None:
    if dtype is not None:
        return as_dtype(dtype)
    try:
        return as_array(fill_value).dtype
    except WouldRaise:
        raise
    except Unmodelled:
        return None


@rule("numpy.zeros_like", "numpy.ones_like")
@rule("numpy.empty_like", determined=False)
def zeros_like(
    a: Value,
    dtype: Value = None,
    order: Value = "K",
    subok: Value = True,
    shape: Value = None,
    *,
    device: Value = None,
) -> Array:
    """A new array with the shape, the dtype and the layout of another, unless they are given."""
    prototype = as_array(a)
    wanted = prototype.dtype if dtype is None else as_dtype(dtype)
    order = as_order(order, "CFAK")
    if dtype is not None and (wanted is None or _element(wanted) != ((), wanted)):
        raise Unmodelled("the dtype is not known")
    if shape is None:
        return like(prototype, wanted, order)
    given = as_shape(shape)
    return Array(None, wanted) if given is None else like(prototype, wanted, order, given)


@rule("numpy.full_like")
def full_like(
    a: Value,
    fill_value: Value,
    dtype: Value = None,
    order: Value = "K",
    subok: Value = True,
    shape: Value = None,
    *,
    device: Value = None,
) -> Array:
    """As `zeros_like`; the fill value does not matter."""
    return zeros_like(a, dtype, order, subok, shape)


@rule("numpy.eye")
def eye(
    N: Value,
    M: Value = None,
    k: Value = 0,
    dtype: Value = float,
    order: Value = "C",
    *,
    device: Value = None,
    like: Value = None,
) -> Array:
    """Ones on a diagonal: shape (N, M), or (N, N)."""
    _refuse_like(like)
    rows = as_length(N)
    columns = rows if M is None else as_length(M)
    return allocated((rows, columns), as_dtype(dtype), as_order(order))


@rule("numpy.identity")
def identity(n: Value, dtype: Value = None, *, like: Value = None) -> Array:
    """The square unit matrix."""
    return eye(n, dtype=dtype, like=like)


@rule("numpy.tri")
def tri(N: Value, M: Value = None, k: Value = 0, dtype: Value = float, *, like: Value = None) -> Array:
    """Ones at and below a diagonal."""
    _refuse_like(like)
    rows = _not_negative(as_dim(N))
    columns = rows if M is None else _not_negative(as_dim(M))
    return new_array((rows, columns), as_dtype(dtype))


def _not_negative(length: Dim) -> Dim:
    return max(0, length) if isinstance(length, int) else length


@rule("numpy.tril", "numpy.triu")
def tril(m: Value, k: Value = 0) -> Array:
    """The triangle at and below (above) a diagonal, the rest 0; a row becomes a square. A mask selects."""
    matrix = as_array(m)
    shape = known_rank(matrix)
    if not shape:
        raise WouldRaise("an array without axes has no triangle")
    mask = new_array((shape[-1] if len(shape) == 1 else shape[-2], shape[-1]), np.dtype(bool))
    result = shape * 2 if len(shape) == 1 else shape
    dtype = None if matrix.dtype is None else _native(matrix.dtype)
    return new_array(result, dtype, elementwise_order([matrix, mask], result))


@lru_cache(maxsize=256)
def _native(dtype: DType) -> DType:
    return np.where(np.zeros(1, bool), np.zeros(1, dtype), np.zeros(1, dtype)).dtype


@rule("numpy.diag")
def diag(v: Value, k: Value = 0) -> Array:
    """The diagonal of a matrix, a view; or a new matrix with `v` on its diagonal."""
    array = as_array(v)
    shape = known_rank(array)
    if len(shape) == 1:
        offset = as_dim(k)
        length = add(shape[0], abs(offset)) if isinstance(offset, int) else SOME_INT
        return new_array((length, length), array.dtype)
    if len(shape) != 2:
        raise WouldRaise("the input must have one or two axes")
    strides = None if array.strides is None else (add(*array.strides),)
    return view_of(array, (diagonal_length(shape[0], shape[1], as_dim(k)),), strides)


def diagonal_length(rows: Dim, columns: Dim, offset: Dim) -> Dim:
    """How many elements a diagonal of a matrix has."""
    if isinstance(offset, int) and isinstance(rows, int) and isinstance(columns, int):
        return max(0, min(rows, columns - offset) if offset >= 0 else min(rows + offset, columns))
    if offset == 0 and rows == columns and not isinstance(rows, SomeInt):
        return rows
    bounds = [bound for bound in (upper_bound(rows), upper_bound(columns)) if bound is not None]
    return SomeInt(min(bounds, key=lambda bound: not isinstance(bound, int))) if bounds else SOME_INT


@rule("numpy.diagflat")
def diagflat(v: Value, k: Value = 0) -> Array:
    """A new square matrix with the flattened input on a diagonal."""
    array = as_array(v)
    length = add(array.size, abs(as_int(k)))
    return new_array((length, length), array.dtype)


@rule("numpy.vander")
def vander(x: Value, N: Value = None, increasing: Value = False) -> Array:
    """Powers of a vector: shape (len(x), N); integers become the default integer."""
    array = as_array(x)
    shape = known_rank(array)
    if len(shape) != 1:
        raise WouldRaise("x must have one axis")
    columns = shape[0] if N is None else as_length(N)
    dtype = None if array.dtype is None else _vander_dtype(array.dtype)
    order = "C" if increasing is True else None
    return new_array((shape[0], columns), dtype, order)


@lru_cache(maxsize=256)
def _vander_dtype(dtype: DType) -> DType:
    return np.vander(np.zeros(0, dtype)).dtype


def _refuse_like(like: Value) -> None:
    if like is not None and not isinstance(like, Array):
        raise Unmodelled("like= may make another kind of array")
