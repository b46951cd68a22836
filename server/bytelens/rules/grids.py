"""Coordinates of grids: https://numpy.org/doc/stable/reference/routines.array-creation.html"""

from __future__ import annotations

from functools import lru_cache

import numpy as np

from ..values.arrays import Array, c_strides, maybe_view_of, new_array, view_of
from ..values.dims import Dim, Shape
from ..values.kinds import Sequence, Value
from .arguments import DEFAULT_INT, as_bool, as_dtype, as_shape
from .literals import as_array
from .registry import Context, Unmodelled, WouldRaise, rule


@rule("numpy.meshgrid")
def meshgrid(*xi: Value, copy: Value = True, sparse: Value = False, indexing: Value = "xy") -> Value:
    """One array of coordinates for each vector; only as large as the vectors with `sparse`."""
    if not isinstance(indexing, str):
        raise Unmodelled("the indexing is not known")
    if indexing not in ("xy", "ij"):
        raise WouldRaise("indexing must be xy or ij")
    if not xi:
        raise Unmodelled("a tuple or a list without vectors, as the other arguments decide")
    arrays = [as_array(x) for x in xi]
    lengths = [array.size for array in arrays]
    places = list(range(len(arrays)))
    if indexing == "xy" and len(places) > 1:
        places[:2] = (1, 0)
    thin = [_thin(length, place, len(places)) for length, place in zip(lengths, places, strict=True)]
    full = tuple(lengths[places.index(axis)] for axis in range(len(places)))
    shapes = thin if as_bool(sparse) else [full] * len(arrays)
    copied = as_bool(copy)
    grid = tuple(
        new_array(shape, array.dtype) if copied else _uncopied(array, shape, place)
        for array, shape, place in zip(arrays, shapes, places, strict=True)
    )
    return Sequence(grid) if sparse and not copied and _thin_views_are_listed() else grid


def _thin(length: Dim, place: int, ndim: int) -> Shape:
    return tuple(length if axis == place else 1 for axis in range(ndim))


@lru_cache(maxsize=1)
def _thin_views_are_listed() -> bool:
    """NumPy's meshgrid returns a tuple, except for thin views: a list in some versions."""
    return isinstance(np.meshgrid([0], sparse=True, copy=False), list)


def _uncopied(array: Array, shape: Shape, place: int) -> Array:
    """A view of a vector, repeated without taking memory."""
    if array.shape is None or len(array.shape) != 1:
        return maybe_view_of(array, shape, array.dtype)
    if array.strides is None:
        return view_of(array, shape)
    step = array.strides[0]
    return view_of(array, shape, tuple(step if axis == place else 0 for axis in range(len(shape))))


@rule("numpy.indices")
def indices(dimensions: Value, dtype: Value = int, sparse: Value = False) -> Value:
    """The coordinates of every cell: shape (ndim, *dimensions); with `sparse` a tuple of thin arrays."""
    shape = as_shape(dimensions)
    if shape is None or not isinstance(dimensions, tuple):
        raise Unmodelled("the rank is not known")
    if not as_bool(sparse):
        return new_array((len(shape), *shape), as_dtype(dtype))
    wanted = as_dtype(dtype, DEFAULT_INT)
    return tuple(new_array(_thin(length, place, len(shape)), wanted) for place, length in enumerate(shape))


@rule("numpy.fromfunction", contextual=True)
def fromfunction(
    context: Context,
    function: Value,
    shape: Value,
    *,
    dtype: Value = float,
    like: Value = None,
    **kwargs: Value,
) -> Value:
    """What the function returns for the coordinates of every cell, one array for each axis."""
    lengths = as_shape(shape)
    wanted = as_dtype(dtype)
    if lengths is None or wanted is None or like is not None or kwargs:
        raise Unmodelled("not all arguments are known")
    strides = c_strides(lengths, wanted.itemsize)
    return context.call(function, *(Array(lengths, wanted, strides) for _ in lengths))
