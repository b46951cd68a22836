"""Arrays with elements put in or left out: insert, delete; and block, which puts arrays beside each other.

Source: https://numpy.org/doc/stable/reference/routines.array-manipulation.html#adding-and-removing-elements
"""

from __future__ import annotations

from typing import Any

import numpy as np

from ..values.arrays import Array, new_array
from ..values.dims import SOME_INT, Dim, Shape, SomeInt, Symbolic, add, subtract, upper_bound
from ..values.kinds import Sequence, Slice, Value
from .arguments import as_axis, as_dim, concrete, is_scalar, known_rank
from .joining import Parts, joined
from .layout import contiguous
from .literals import as_array
from .manipulation import with_new_axes
from .registry import Unmodelled, WouldRaise, rule
from .slicing import slice_length


@rule("numpy.insert")
def insert(arr: Value, obj: Value, values: Value, axis: Value = None) -> Array:
    """A new array with values put in before some places of an axis; flattened without one."""
    array = as_array(arr)
    shape, place = _axis_of(array, axis)
    number = _inserted(array, shape, place, obj, values)
    return new_array((*shape[:place], add(shape[place], number), *shape[place + 1 :]), array.dtype, _order(array))


def _axis_of(array: Array, axis: Value) -> tuple[Shape, int]:
    """The shape to work on, and the axis."""
    if axis is None:
        return (array.size,), 0
    shape = known_rank(array)
    return shape, as_axis(axis, len(shape))


def _order(array: Array) -> str | None:
    """Fortran order for what has only that, else C order."""
    c, f = contiguous(array, "C"), contiguous(array, "F")
    if c or f is False:
        return "C"
    return "F" if f and c is False else None


def _inserted(array: Array, shape: Shape, axis: int, obj: Value, values: Value) -> Dim:
    """How many are inserted: as many as there are places, or all values at one place."""
    if isinstance(obj, Slice):
        count: Dim = slice_length(obj, shape[axis])
        at_one_place = None
    elif is_scalar(obj):
        as_dim(obj)
        count, at_one_place = 1, 0
    else:
        places = as_array(obj)
        lengths = known_rank(places)
        empty_list = not isinstance(obj, Array) and places.size == 0
        if len(lengths) > 1:
            raise WouldRaise("places have one axis at most")
        if places.dtype is None or (places.dtype.kind not in "iu" and not empty_list):
            return SOME_INT
        count, at_one_place = (lengths[0], None) if lengths else (1, 0)
    if isinstance(count, int) and count != 1:
        return count
    new = _values_shape(array, values, len(shape))[axis if at_one_place is None else at_one_place]
    return new if count == 1 else count if new == 1 else SOME_INT


def _values_shape(array: Array, values: Value, ndim: int) -> Shape:
    """The shape of the values, with axes of length 1 in front until there are `ndim`."""
    if not isinstance(values, Array) and (array.dtype is None or array.dtype.kind in "OV"):
        raise Unmodelled("a value may be a sequence")
    shape = known_rank(as_array(values))
    if len(shape) > ndim:
        raise Unmodelled("values with more axes than the array")
    return (1,) * (ndim - len(shape)) + shape


@rule("numpy.delete")
def delete(arr: Value, obj: Value, axis: Value = None) -> Array:
    """A new array without some places of an axis; flattened without one. What a mask leaves is bounded."""
    array = as_array(arr)
    shape, place = _axis_of(array, axis)
    left = _left(shape[place], obj)
    order = _order(array) if isinstance(obj, Slice) or is_scalar(obj) else None
    return new_array((*shape[:place], left, *shape[place + 1 :]), array.dtype, order)


def _left(length: Dim, obj: Value) -> Dim:
    """How many elements of an axis are left."""
    if isinstance(obj, Slice):
        taken = slice_length(obj, length)
        return SomeInt(upper_bound(length)) if isinstance(taken, SomeInt) else subtract(length, taken)
    if is_scalar(obj) and not isinstance(obj, bool):
        return _without_one(length, as_dim(obj))
    known = _known_places(obj)
    if known is not None:
        return _without(length, known)
    places = as_array(obj)
    if places.dtype is not None and places.dtype.kind in "iu" and places.size == 1:
        return _without_one(length, SOME_INT)
    return SomeInt(upper_bound(length))


def _without_one(length: Dim, place: Dim) -> Dim:
    if isinstance(length, int) and isinstance(place, int) and not -length <= place < length:
        raise WouldRaise(f"place {place} is out of bounds for an axis of {length}")
    return subtract(length, 1)


def _known_places(obj: Value) -> np.ndarray[Any, Any] | None:
    """The places, or the mask, where all of it is known."""
    if isinstance(obj, Array):
        return None if obj.contents is None else obj.contents.elements
    try:
        return np.asarray(concrete(obj))
    except (Unmodelled, ValueError):
        return None


def _without(length: Dim, places: np.ndarray[Any, Any]) -> Dim:
    if places.size == 0:
        return length
    if places.dtype.kind == "b":
        return subtract(length, int(np.count_nonzero(places)))
    if places.dtype.kind not in "iu":
        raise WouldRaise("places are ints")
    if isinstance(length, int):
        if places.min() < -length or places.max() >= length:
            raise WouldRaise("a place is out of bounds")
        return length - len(np.unique(places % max(length, 1)))
    one_sign = bool((places >= 0).all() or (places < 0).all())
    if isinstance(length, Symbolic) and one_sign:
        return subtract(length, len(np.unique(places)))
    return SomeInt(upper_bound(length))


@rule("numpy.block")
def block(arrays: Value) -> Array:
    """Nested lists of arrays: those of the innermost lists side by side, the lists one below the other."""
    depth = _depth(arrays)
    ndim = max(depth, _most_axes(arrays))
    made = _blocks(arrays, depth, ndim)
    return new_array(made.shape, made.dtype, "C" if len(known_rank(made)) < 2 else None)


def _depth(value: Value) -> int:
    if not isinstance(value, Sequence):
        return 0
    if value.items is None or not value.items:
        raise Unmodelled("the blocks are not known")
    depths = {_depth(item) for item in value.items}
    if len(depths) > 1:
        raise WouldRaise("lists of different depth")
    return depths.pop() + 1


def _most_axes(value: Value) -> int:
    if isinstance(value, Sequence):
        return max(map(_most_axes, value.items or ()))
    if isinstance(value, tuple):
        raise WouldRaise("a tuple among the blocks")
    return len(known_rank(as_array(value)))


def _blocks(value: Value, depth: int, ndim: int) -> Array:
    if not isinstance(value, Sequence):
        array = as_array(value)
        return with_new_axes(array, tuple(range(ndim - len(known_rank(array)))))
    parts = tuple(_blocks(item, depth - 1, ndim) for item in value.items or ())
    return joined(Parts(parts), -depth, None, None)
