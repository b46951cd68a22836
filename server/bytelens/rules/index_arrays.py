"""Arrays of indices: of diagonals and triangles, of open meshes, and between flat indices and coordinates.

Source: https://numpy.org/doc/stable/reference/routines.indexing.html#generating-index-arrays
"""

from __future__ import annotations

import numpy as np

from ..values.arrays import Array, DType, Scalar, new_array, view_of
from ..values.dims import Dim, SomeInt, multiply, upper_bound
from ..values.kinds import Sequence, Value
from .arguments import as_dim, as_int, as_shape, is_scalar, known_rank
from .broadcasting import broadcast_shapes
from .literals import as_array
from .registry import Unmodelled, WouldRaise, rule

INDEX: DType = np.dtype(np.intp)
DEFAULT_INT: DType = np.dtype(int)


@rule("numpy.ix_")
def ix_(*args: Value) -> Value:
    """Views of vectors with axes of length 1 around, so that they broadcast to a mesh; masks become indices."""
    return tuple(_open(value, axis, len(args)) for axis, value in enumerate(args))


def _open(value: Value, axis: int, ndim: int) -> Array:
    vector = as_array(value)
    shape = known_rank(vector)
    if len(shape) != 1:
        raise WouldRaise("the vectors of a mesh have one axis")
    if vector.dtype is None:
        raise Unmodelled("a mask or indices")
    empty_list = not isinstance(value, Array) and shape[0] == 0
    if vector.dtype.kind == "b" and not empty_list:
        return new_array(_around(SomeInt(upper_bound(shape[0])), axis, ndim), INDEX)
    if not isinstance(value, Array):
        if not isinstance(shape[0], int):
            raise Unmodelled("an empty list has another dtype")
        return new_array(_around(shape[0], axis, ndim), INDEX if empty_list else vector.dtype)
    strides = None if vector.strides is None else tuple(vector.strides[0] if n == axis else 0 for n in range(ndim))
    return view_of(vector, _around(shape[0], axis, ndim), strides)


def _around(length: Dim, axis: int, ndim: int) -> tuple[Dim, ...]:
    return tuple(length if place == axis else 1 for place in range(ndim))


@rule("numpy.diag_indices")
def diag_indices(n: Value, ndim: Value = 2) -> tuple[Array, ...]:
    """One vector of indices, once for each axis."""
    length = as_dim(n)
    return _shared((max(0, length) if isinstance(length, int) else length,), DEFAULT_INT) * as_int(ndim)


@rule("numpy.diag_indices_from")
def diag_indices_from(arr: Value) -> tuple[Array, ...]:
    """The indices of the diagonal of an array, all of whose axes are equally long."""
    if not isinstance(arr, Array):
        raise Unmodelled("not known to be an array")
    shape = known_rank(arr)
    if len(shape) < 2 or len({length for length in shape if isinstance(length, int)}) > 1:
        raise WouldRaise("all axes must be equally long, and two at least")
    known = next((length for length in shape if isinstance(length, int)), shape[0])
    return _shared((known,), DEFAULT_INT) * len(shape)


def _shared(shape: tuple[Dim, ...], dtype: DType) -> tuple[Array]:
    """An array that shares its memory with others of one result."""
    return (Array(shape, dtype, certain=False),)


@rule("numpy.tril_indices")
def tril_indices(n: Value, k: Value = 0, m: Value = None) -> tuple[Array, Array]:
    """The rows and the columns of what is at or below a diagonal."""
    rows = as_dim(n)
    return _pair(_lower(rows, rows if m is None else as_dim(m), as_dim(k)))


@rule("numpy.triu_indices")
def triu_indices(n: Value, k: Value = 0, m: Value = None) -> tuple[Array, Array]:
    """The rows and the columns of what is at or above a diagonal."""
    rows = as_dim(n)
    return _pair(_upper(rows, rows if m is None else as_dim(m), as_dim(k)))


@rule("numpy.tril_indices_from")
def tril_indices_from(arr: Value, k: Value = 0) -> tuple[Array, Array]:
    """As `tril_indices`, of the shape of a matrix."""
    rows, columns = _matrix(arr)
    return tril_indices(rows, k, columns)


@rule("numpy.triu_indices_from")
def triu_indices_from(arr: Value, k: Value = 0) -> tuple[Array, Array]:
    """As `triu_indices`, of the shape of a matrix."""
    rows, columns = _matrix(arr)
    return triu_indices(rows, k, columns)


@rule("numpy.mask_indices")
def mask_indices(n: Value, mask_func: Value, k: Value = 0) -> tuple[Array, ...]:
    """The indices that `np.triu` or `np.tril` leave."""
    length = as_dim(n)
    if mask_func is not np.tril and mask_func is not np.triu:
        raise Unmodelled("another function")
    count = _lower if mask_func is np.tril else _upper
    return _shared((count(length, length, as_dim(k)),), INDEX) * 2


def _matrix(value: Value) -> tuple[Dim, Dim]:
    if not isinstance(value, Array):
        raise Unmodelled("not known to be an array")
    shape = known_rank(value)
    if len(shape) != 2:
        raise WouldRaise("the array must have two axes")
    return shape[0], shape[1]


def _pair(count: Dim) -> tuple[Array, Array]:
    return new_array((count,), DEFAULT_INT), new_array((count,), DEFAULT_INT)


def _lower(rows: Dim, columns: Dim, k: Dim) -> Dim:
    """How many elements are at or below a diagonal of a matrix."""
    if not (isinstance(rows, int) and isinstance(columns, int) and isinstance(k, int)):
        return SomeInt(upper_bound(multiply(rows, columns)))
    if rows <= 0 or columns <= 0:
        return 0
    without_end = _triangle(rows + k) - _triangle(k)
    return without_end - (_triangle(rows + k - columns) - _triangle(k - columns))


def _triangle(n: int) -> int:
    return n * (n + 1) // 2 if n > 0 else 0


def _upper(rows: Dim, columns: Dim, k: Dim) -> Dim:
    if not (isinstance(rows, int) and isinstance(columns, int) and isinstance(k, int)):
        return SomeInt(upper_bound(multiply(rows, columns)))
    return max(rows, 0) * max(columns, 0) - int(as_int(_lower(rows, columns, k - 1)))


@rule("numpy.unravel_index")
def unravel_index(indices: Value, shape: Value, order: Value = "C") -> Value:
    """The coordinates of flat indices, for each axis: arrays, or scalars for one index."""
    lengths = as_shape(shape)
    if lengths is None:
        raise Unmodelled("the number of axes is not known")
    if is_scalar(indices):
        return (Scalar(INDEX),) * len(lengths)
    flat = as_array(indices)
    if known_rank(flat) == ():
        return (Scalar(INDEX),) * len(lengths)
    return _shared(known_rank(flat), INDEX) * len(lengths)


@rule("numpy.ravel_multi_index")
def ravel_multi_index(multi_index: Value, dims: Value, mode: Value = "raise", order: Value = "C") -> Value:
    """The flat indices of coordinates, which broadcast; a scalar for one."""
    if isinstance(multi_index, Array):
        shape = known_rank(multi_index)
        if not shape:
            raise WouldRaise("one index for each axis is needed")
        common = shape[1:]
    else:
        parts = multi_index.items if isinstance(multi_index, Sequence) else multi_index
        if not isinstance(parts, tuple) or not parts:
            raise Unmodelled("the coordinates are not known")
        broadcast = broadcast_shapes([as_array(part).shape for part in parts])
        if broadcast is None:
            raise Unmodelled("an array or a scalar")
        common = broadcast
    return Scalar(INDEX) if common == () else new_array(common, INDEX, None)
