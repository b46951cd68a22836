"""New arrays that hold the elements of another, repeated, shifted or framed: repeat, tile, roll, pad.

Source: https://numpy.org/doc/stable/reference/routines.array-manipulation.html#tiling-arrays
"""

from __future__ import annotations

from ..values.arrays import Array, new_array
from ..values.dims import SOME_INT, Dim, Shape, add, multiply
from ..values.kinds import Sequence, Unknown, Value
from .arguments import as_axes, as_axis, as_dim, as_length, known_rank
from .layout import contiguous, like
from .literals import as_array
from .registry import Unmodelled, WouldRaise, rule


@rule("numpy.repeat", "numpy.ndarray.repeat")
def repeat(a: Value, repeats: Value, axis: Value = None) -> Array:
    """Every element, or every sub-array along an axis, several times."""
    array = as_array(a)
    if axis is None:
        return new_array((_repeated(array.size, repeats),), array.dtype)
    shape = known_rank(array)
    place = as_axis(axis, len(shape)) if shape else as_axis(axis, 1)
    lengths: list[Dim] = [*shape] or [1]
    lengths[place] = _repeated(lengths[place], repeats)
    return new_array(tuple(lengths), array.dtype)


def _repeated(length: Dim, repeats: Value) -> Dim:
    """The new length of an axis; `repeats` is one number, or one for each element."""
    items = repeats.items if isinstance(repeats, Sequence) else repeats if isinstance(repeats, tuple) else None
    if items is None:
        if isinstance(repeats, Array | Sequence | Unknown | range):
            return SOME_INT
        return multiply(length, as_length(repeats))
    if len(items) == 1:
        return multiply(length, as_length(items[0]))
    if isinstance(length, int) and length != len(items):
        raise WouldRaise("one repetition for each element is needed")
    total: Dim = 0
    for item in items:
        total = add(total, as_length(item))
    return total


@rule("numpy.tile")
def tile(A: Value, reps: Value) -> Array:
    """The whole array, several times along each axis; repetitions for fewer axes count from the last."""
    array = as_array(A)
    shape = known_rank(array)
    counts = _counts(reps)
    ndim = max(len(shape), len(counts))
    lengths: Shape = (1,) * (ndim - len(shape)) + shape
    times: Shape = (1,) * (ndim - len(counts)) + counts
    result = tuple(map(multiply, lengths, times))
    if contiguous(array, "C") or any(isinstance(count, int) and count != 1 for count in counts):
        return new_array(result, array.dtype)
    if all(count == 1 for count in counts) and isinstance(A, Array) and ndim == len(shape):
        return like(array, array.dtype, "K")
    return Array(result, array.dtype)


def _counts(reps: Value) -> Shape:
    if isinstance(reps, Sequence):
        if reps.items is None:
            raise Unmodelled("the repetitions are not known")
        return tuple(map(as_length, reps.items))
    if isinstance(reps, tuple):
        return tuple(map(as_length, reps))
    if isinstance(reps, Array | Unknown | range):
        raise Unmodelled("the repetitions are not known")
    return (as_length(reps),)


@rule("numpy.roll")
def roll(a: Value, shift: Value, axis: Value = None) -> Array:
    """A new array of the same shape."""
    array = as_array(a)
    if axis is None:
        return new_array(array.shape, array.dtype)
    ndim = len(known_rank(array))
    if not isinstance(axis, tuple | Sequence):
        as_axes(axis, ndim)
    return like(array, array.dtype, "K")


@rule("numpy.pad")
def pad(array: Value, pad_width: Value, mode: Value = "constant", **kwargs: Value) -> Array:
    """A new array with so many elements before and after along each axis, whatever the mode."""
    source = as_array(array)
    shape = known_rank(source)
    widths = _widths(pad_width, len(shape))
    result = tuple(add(length, add(before, after)) for length, (before, after) in zip(shape, widths, strict=True))
    c, f = contiguous(source, "C"), contiguous(source, "F")
    order = "F" if f and c is False else "C" if c or f is False else None
    return new_array(result, source.dtype, order)


def _widths(value: Value, ndim: int) -> list[tuple[Dim, Dim]]:
    """What `np.broadcast_to(pad_width, (ndim, 2))` holds."""
    if not isinstance(value, tuple | Sequence):
        width = _width(value)
        return [(width, width)] * ndim
    rows = _items(value)
    if not any(isinstance(row, tuple | Sequence) for row in rows):
        return [_pair(rows)] * ndim
    pairs = [_pair(_items(row)) for row in rows]
    if len(pairs) not in (1, ndim):
        raise WouldRaise("one pair of widths for each axis is needed")
    return pairs if len(pairs) == ndim else pairs * ndim


def _pair(items: tuple[Value, ...]) -> tuple[Dim, Dim]:
    if len(items) not in (1, 2):
        raise WouldRaise("a width before and one after are needed")
    return _width(items[0]), _width(items[-1])


def _items(value: Value) -> tuple[Value, ...]:
    if isinstance(value, tuple):
        return value
    if isinstance(value, Sequence) and value.items is not None:
        return value.items
    raise Unmodelled("the widths are not known")


def _width(value: Value) -> Dim:
    if isinstance(value, Array | Unknown):
        raise Unmodelled("the widths are not known")
    width = as_dim(value)
    if isinstance(width, int) and width < 0:
        raise WouldRaise("widths cannot be negative")
    return width
