"""Views with other axes: transpose, squeeze, expand_dims, broadcast_to, flip.

Source: https://numpy.org/doc/stable/reference/routines.array-manipulation.html
"""

from __future__ import annotations

from functools import lru_cache

import numpy as np

from ..values.arrays import Array, Strides, maybe_view_of, view_of
from ..values.dims import Dim, Shape, SomeInt, multiply
from ..values.kinds import Sequence, Value
from .arguments import as_axes, as_axis, as_int, as_shape, known_rank
from .broadcasting import broadcast_shapes
from .literals import as_array
from .numpy_scalars import numpy_scalar
from .registry import Unmodelled, WouldRaise, rule


@rule("numpy.transpose", "numpy.permute_dims")
def transpose(a: Value, axes: Value = None) -> Array:
    """A view with its axes in another order, reversed by default."""
    array = as_array(a)
    if array.shape is None:
        return view_of(array, None)
    ndim = len(array.shape)
    if axes is None:
        return permuted(array, tuple(range(ndim))[::-1])
    order = as_axes(axes, ndim)
    if len(order) != ndim:
        raise WouldRaise("axes do not match the array")
    return permuted(array, order)


@rule("numpy.ndarray.transpose")
def transpose_method(self: Array, *axes: Value) -> Array:
    """`a.transpose(1, 0)`, `a.transpose((1, 0))` or `a.transpose()`."""
    if not axes:
        return transpose(self)
    return transpose(self, axes[0] if len(axes) == 1 else axes)


def permuted(array: Array, order: tuple[int, ...]) -> Array:
    """A view whose axis `i` is the axis `order[i]` of `array`, whose rank must be known."""
    shape, strides = known_rank(array), array.strides
    return view_of(
        array,
        tuple(shape[axis] for axis in order),
        None if strides is None else tuple(strides[axis] for axis in order),
    )


@rule("numpy.swapaxes", "numpy.ndarray.swapaxes")
def swapaxes(a: Value, axis1: Value, axis2: Value) -> Array:
    """A view with two axes interchanged."""
    array = as_array(a)
    ndim = len(known_rank(array))
    first, second = as_axis(axis1, ndim), as_axis(axis2, ndim)
    order = list(range(ndim))
    order[first], order[second] = second, first
    return permuted(array, tuple(order))


@rule("numpy.matrix_transpose", "numpy.linalg.matrix_transpose")
def matrix_transpose(x: Value, /) -> Array:
    """A view with the last two axes interchanged."""
    array = as_array(x)
    if len(known_rank(array)) < 2:
        raise WouldRaise("a matrix has two axes at least")
    return swapaxes(array, -1, -2)


@rule("numpy.moveaxis")
def moveaxis(a: Value, source: Value, destination: Value) -> Array:
    """A view with some axes moved to new places; the others keep their order."""
    array = as_array(a)
    ndim = len(known_rank(array))
    taken, placed = as_axes(_not_none(source), ndim), as_axes(_not_none(destination), ndim)
    if len(taken) != len(placed):
        raise WouldRaise("as many sources as destinations are needed")
    order = [axis for axis in range(ndim) if axis not in taken]
    for place, axis in sorted(zip(placed, taken, strict=True)):
        order.insert(place, axis)
    return permuted(array, tuple(order))


def _not_none(axes: Value) -> Value:
    if axes is None:
        raise WouldRaise("axes are needed")
    return axes


@rule("numpy.rollaxis")
def rollaxis(a: Value, axis: Value, start: Value = 0) -> Array:
    """A view with one axis moved to before another."""
    array = as_array(a)
    ndim = len(known_rank(array))
    moved = as_axis(axis, ndim)
    before = as_axis(start, ndim + 1) if as_int(start) >= 0 else as_axis(start, ndim)
    order = list(range(ndim))
    order.remove(moved)
    order.insert(before - (moved < before), moved)
    return permuted(array, tuple(order))


@rule("numpy.squeeze", "numpy.ndarray.squeeze")
def squeeze(a: Value, axis: Value = None) -> Array:
    """A view without axes of length 1, or without those that are named; itself where there are none."""
    array = as_array(a)
    shape = known_rank(array)
    if axis is None:
        if not all(isinstance(length, int) for length in shape):
            return maybe_view_of(array, None, array.dtype)
        dropped = {place for place, length in enumerate(shape) if length == 1}
    elif not shape and axis != ():
        raise Unmodelled("NumPy lets an axis of an array without axes pass")
    else:
        dropped = set(as_axes(axis, len(shape)))
    if any(isinstance(shape[place], int) and shape[place] != 1 for place in dropped):
        raise WouldRaise("only an axis of length 1 can be squeezed out")
    if not dropped:
        return array
    return permuted(array, tuple(place for place in range(len(shape)) if place not in dropped))


@rule("numpy.expand_dims")
def expand_dims(a: Value, axis: Value) -> Array:
    """A view with new axes of length 1."""
    array = as_array(a)
    shape = known_rank(array)
    count = len(axis) if isinstance(axis, tuple) else 1
    if isinstance(axis, Sequence):
        if axis.items is None:
            raise Unmodelled("the axes are not known")
        count = len(axis.items)
    places = as_axes(_not_none(axis), len(shape) + count)
    return with_new_axes(array, places)


def with_new_axes(array: Array, places: tuple[int, ...]) -> Array:
    """A view that has axes of length 1 at `places` of the result."""
    shape, strides = list(known_rank(array)), None if array.strides is None else list(array.strides)
    for place in sorted(places):
        shape.insert(place, 1)
        if strides is not None:
            strides.insert(place, 0)
    return view_of(array, tuple(shape), None if strides is None else tuple(strides))


_NEW_AXES = {1: ((0,),), 2: ((0, 1), (0,)), 3: ((0, 1, 2), (0, 2), (2,))}
"""Where `atleast_nd` puts new axes, for arrays of 0, 1, ... axes."""


def at_least(value: Value, ndim: int) -> Array:
    """What `atleast_1d` and the like make of one argument: itself where it has enough axes."""
    array = as_array(value)
    rank = len(known_rank(array))
    return array if rank >= ndim else with_new_axes(array, _NEW_AXES[ndim][rank])


def _each_at_least(arys: tuple[Value, ...], ndim: int) -> Value:
    results = tuple(at_least(value, ndim) for value in arys)
    return results[0] if len(results) == 1 else results


@rule("numpy.atleast_1d")
def atleast_1d(*arys: Value) -> Value:
    """Scalars get an axis."""
    return _each_at_least(arys, 1)


@rule("numpy.atleast_2d")
def atleast_2d(*arys: Value) -> Value:
    """Vectors become rows."""
    return _each_at_least(arys, 2)


@rule("numpy.atleast_3d")
def atleast_3d(*arys: Value) -> Value:
    """Vectors of n have the shape (1, n, 1), matrices get a last axis."""
    return _each_at_least(arys, 3)


@rule("numpy.broadcast_to")
def broadcast_to(array: Value, shape: Value, subok: Value = False) -> Array:
    """A read-only view of another shape; what is repeated takes no memory."""
    source = as_array(array)
    target = as_shape(shape)
    if target is None or source.shape is None:
        return view_of(source, target)
    if len(source.shape) > len(target):
        raise WouldRaise("the shape has too few axes")
    return broadcast_view(source, _fitted(source.shape, target))


def _fitted(own: Shape, target: Shape) -> Shape:
    lead = len(target) - len(own)
    return target[:lead] + tuple(map(_fitted_length, own, target[lead:]))


def _fitted_length(own: Dim, target: Dim) -> Dim:
    if isinstance(own, int) and own != 1:
        if isinstance(target, int) and own != target:
            raise WouldRaise(f"{own} elements cannot be broadcast to {target}")
        return own
    return target


def broadcast_view(array: Array, shape: Shape) -> Array:
    """A view of `array` in a shape to which it broadcasts."""
    return view_of(array, shape, _broadcast_strides(array, shape))


def _broadcast_strides(array: Array, shape: Shape) -> Strides | None:
    if array.strides is None or array.shape is None:
        return None
    lead = len(shape) - len(array.shape)
    strides: list[Dim] = [0] * lead
    for own, target, stride in zip(array.shape, shape[lead:], array.strides, strict=True):
        if own == 1:
            strides.append(0)
        elif own == target and not isinstance(own, SomeInt):
            strides.append(stride)
        else:
            return None
    return tuple(strides)


@rule("numpy.broadcast_arrays")
def broadcast_arrays(*args: Value, subok: Value = False) -> Value:
    """Every argument, broadcast to the common shape; itself where all have that shape already."""
    arrays = tuple(map(as_array, args))
    if not arrays:
        return ()
    shape = broadcast_shapes([array.shape for array in arrays])
    if shape is None or not all(_is_decided(array, shape) for array in arrays):
        raise Unmodelled("it is not known which of them are broadcast")
    same = [array.shape == shape for array in arrays]
    kept = same if all(same) or _fitting_array_stays_itself() else [False] * len(same)
    pairs = zip(arrays, kept, strict=True)
    return tuple(array if keep else broadcast_view(array, shape) for array, keep in pairs)


@lru_cache(maxsize=1)
def _fitting_array_stays_itself() -> bool:
    """Whether an array that has the common shape comes back itself beside others; NumPy's versions differ."""
    array = np.zeros(2)
    return np.broadcast_arrays(array, np.zeros(1))[0] is array


def _is_decided(array: Array, shape: Shape) -> bool:
    """True where it is known whether `array` has the shape to which it broadcasts."""
    own = known_rank(array)
    if len(own) != len(shape):
        return True
    pairs = zip(own, shape, strict=True)
    return all(isinstance(a, int) and isinstance(b, int) for a, b in pairs)


@rule("numpy.flip")
def flip(m: Value, axis: Value = None) -> Value:
    """A view that walks some axes backwards. Without axes, it is the element itself."""
    array = as_array(m)
    shape = known_rank(array)
    axes = as_axes(axis, len(shape))
    if not shape:
        return numpy_scalar(array.dtype)
    if array.strides is None:
        return view_of(array, shape)
    strides = tuple(_negated(s) if place in axes else s for place, s in enumerate(array.strides))
    return view_of(array, shape, strides)


def _negated(stride: Dim) -> Dim:
    return stride if isinstance(stride, SomeInt) else multiply(-1, stride)


@rule("numpy.fliplr")
def fliplr(m: Value) -> Value:
    """The second axis backwards."""
    return flip(m, 1)


@rule("numpy.flipud")
def flipud(m: Value) -> Value:
    """The first axis backwards."""
    return flip(m, 0)


@rule("numpy.rot90")
def rot90(m: Value, k: Value = 1, axes: Value = (0, 1)) -> Value:
    """A view that is rotated by quarter turns in the plane of two axes."""
    array = as_array(m)
    ndim = len(known_rank(array))
    first, second = _plane(axes, ndim)
    turns = as_int(k) % 4
    if turns == 0:
        return view_of(array, array.shape, array.strides)
    if turns == 2:
        return flip(array, (first, second))
    if turns == 1:
        return swapaxes(flip(array, second), first, second)
    return flip(swapaxes(array, first, second), second)


def _plane(axes: Value, ndim: int) -> tuple[int, int]:
    plane = as_axes(axes, ndim)
    if len(plane) != 2:
        raise WouldRaise("a rotation needs two axes")
    return plane[0], plane[1]
