"""Splitting arrays into views: https://numpy.org/doc/stable/reference/routines.array-manipulation.html"""

from __future__ import annotations

from itertools import pairwise

from ..values.arrays import Array, view_of
from ..values.dims import SOME_INT, Dim, SomeInt, divide, upper_bound
from ..values.kinds import Sequence, Value
from .arguments import as_axis, as_int, known_rank
from .literals import as_array
from .numpy_scalars import numpy_scalar
from .registry import Unmodelled, WouldRaise, rule

MOST_PARTS = 1000


@rule("numpy.split")
def split(ary: Value, indices_or_sections: Value, axis: Value = 0) -> Sequence:
    """A list of views of equal length, or between indices."""
    return _split(as_array(ary), indices_or_sections, axis, equal=True)


@rule("numpy.array_split")
def array_split(ary: Value, indices_or_sections: Value, axis: Value = 0) -> Sequence:
    """A list of views of almost equal length: the first ones have one more."""
    return _split(as_array(ary), indices_or_sections, axis, equal=False)


@rule("numpy.hsplit")
def hsplit(ary: Value, indices_or_sections: Value) -> Sequence:
    """Along the second axis, or along the only one."""
    array = as_array(ary)
    ndim = _at_least(array, 1)
    return _split(array, indices_or_sections, 1 if ndim > 1 else 0, equal=True)


@rule("numpy.vsplit")
def vsplit(ary: Value, indices_or_sections: Value) -> Sequence:
    """Along the first axis of two at least."""
    array = as_array(ary)
    _at_least(array, 2)
    return _split(array, indices_or_sections, 0, equal=True)


@rule("numpy.dsplit")
def dsplit(ary: Value, indices_or_sections: Value) -> Sequence:
    """Along the third axis."""
    array = as_array(ary)
    _at_least(array, 3)
    return _split(array, indices_or_sections, 2, equal=True)


@rule("numpy.unstack")
def unstack(x: Value, /, *, axis: Value = 0) -> tuple[Value, ...]:
    """A tuple of views, one for each index of an axis."""
    array = as_array(x)
    shape = known_rank(array)
    if not shape:
        raise WouldRaise("an array without axes cannot be unstacked")
    place = as_axis(axis, len(shape))
    count = shape[place]
    if not isinstance(count, int) or count > MOST_PARTS:
        raise Unmodelled("how many there are is not known")
    if len(shape) == 1:
        return (numpy_scalar(array.dtype),) * count
    strides = None if array.strides is None else array.strides[:place] + array.strides[place + 1 :]
    return (view_of(array, shape[:place] + shape[place + 1 :], strides),) * count


def _at_least(array: Array, ndim: int) -> int:
    rank = len(known_rank(array))
    if rank < ndim:
        raise WouldRaise(f"{ndim} axes are needed")
    return rank


def _split(array: Array, sections: Value, axis: Value, *, equal: bool) -> Sequence:
    shape = known_rank(array)
    if not shape:
        raise WouldRaise("an array without axes cannot be split")
    place = as_axis(axis, len(shape))
    return Sequence(tuple(_part(array, place, length) for length in _lengths(shape[place], sections, equal)))


def _part(array: Array, axis: int, length: Dim) -> Array:
    shape = known_rank(array)
    return view_of(array, (*shape[:axis], length, *shape[axis + 1 :]), array.strides)


def _lengths(length: Dim, sections: Value, equal: bool) -> list[Dim]:
    indices = sections if isinstance(sections, tuple) else None
    if isinstance(sections, Sequence):
        if sections.items is None:
            raise Unmodelled("the indices are not known")
        indices = sections.items
    if indices is not None:
        return _between(length, indices)
    if isinstance(sections, Array | range):
        raise Unmodelled("the indices are not known")
    return _even(length, as_int(sections), equal)


def _even(length: Dim, count: int, equal: bool) -> list[Dim]:
    if count <= 0:
        raise WouldRaise("at least one section is needed")
    if count > MOST_PARTS:
        raise Unmodelled("too many sections")
    if isinstance(length, int):
        each, more = divmod(length, count)
        if more and equal:
            raise WouldRaise(f"{length} elements do not divide into {count} equal sections")
        return [each + 1 if number < more else each for number in range(count)]
    whole = divide(length, count)
    if not isinstance(whole, SomeInt):
        return [whole] * count
    return [SomeInt(upper_bound(length))] * count


def _between(length: Dim, indices: tuple[Value, ...]) -> list[Dim]:
    """The lengths of `a[:i]`, `a[i:j]`, ... `a[k:]`."""
    if not isinstance(length, int):
        bound = upper_bound(length)
        return [SOME_INT if bound is None else SomeInt(bound)] * (len(indices) + 1)
    points = [0, *map(as_int, indices), length]
    return [len(range(length)[start:stop]) for start, stop in pairwise(points)]
