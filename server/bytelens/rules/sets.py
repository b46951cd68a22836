"""Sets of elements; how many there are depends on the data, so lengths are bounded.

Source: https://numpy.org/doc/stable/reference/routines.set.html
"""

from __future__ import annotations

from functools import lru_cache

import numpy as np

from ..values.arrays import Array, DType, new_array, view_of
from ..values.dims import Dim, Shape, add
from ..values.kinds import Value
from .arguments import as_axis, as_bool, known_rank
from .lengths import at_most, shorter
from .literals import as_array
from .named import named
from .promotion import common_dtype
from .registry import Unmodelled, rule

PLACES: DType = np.dtype(np.intp)


@rule("numpy.unique")
def unique(
    ar: Value,
    return_index: Value = False,
    return_inverse: Value = False,
    return_counts: Value = False,
    axis: Value = None,
    *,
    equal_nan: Value = True,
    sorted: Value = True,
) -> Value:
    """The different elements or, along an axis, sub-arrays; each flag adds an array of ints."""
    array = as_array(ar)
    count = different(array.size)
    values = Array((count,), array.dtype)
    if axis is not None:
        shape = known_rank(array)
        place = as_axis(axis, len(shape))
        count = different(shape[place])
        values = Array((*shape[:place], count, *shape[place + 1 :]), array.dtype)
    places = new_array((count,), PLACES)
    inverse = _inverse(array, None if axis is None else place)
    flags = (return_index, return_inverse, return_counts)
    extra = [each for flag, each in zip(flags, (places, inverse, places), strict=True) if as_bool(flag)]
    return (values, *extra) if extra else values


def different(count: Dim) -> Dim:
    """How many different ones there are of `count`: none, one, or as many at most."""
    return count if count in (0, 1) and isinstance(count, int) else at_most(count)


def _inverse(array: Array, axis: int | None) -> Array:
    if array.shape is None:
        return new_array(None, PLACES)
    if axis is None:
        return new_array(_asked_inverse(len(array.shape), None, array.shape), PLACES, None)
    return new_array(_asked_inverse(len(array.shape), axis, array.shape), PLACES, None)


def _asked_inverse(ndim: int, axis: int | None, shape: Shape) -> Shape | None:
    """Which axes the inverse has differs between versions of NumPy: it is asked with lengths that tell axes apart."""
    found = _example_inverse(ndim, axis)
    example = tuple(range(2, ndim + 2))
    if found == example:
        return shape
    if axis is None or found == (example[axis],):
        total = Array(shape, None).size
        return (total if axis is None else shape[axis],)
    if found == tuple(length if place == axis else 1 for place, length in enumerate(example)):
        return tuple(length if place == axis else 1 for place, length in enumerate(shape))
    return None


@lru_cache(maxsize=64)
def _example_inverse(ndim: int, axis: int | None) -> tuple[int, ...]:
    if ndim > 6:
        raise Unmodelled("too many axes to ask")
    array = np.zeros(tuple(range(2, ndim + 2)), bool)
    return np.unique(array, return_inverse=True, axis=axis)[1].shape


@rule("numpy.unique_values")
def unique_values(x: Value) -> Value:
    """The different elements."""
    return unique(x)


@rule("numpy.unique_counts")
def unique_counts(x: Value) -> Value:
    """The different elements and how often each occurs."""
    return named(np.unique_counts, unique(x, return_counts=True))


@rule("numpy.unique_inverse")
def unique_inverse(x: Value) -> Value:
    """The different elements and where each element is among them."""
    values, _ = _pair(unique(x, return_inverse=True))
    return named(np.unique_inverse, (values, _whole_inverse(x)))


@rule("numpy.unique_all")
def unique_all(x: Value) -> Value:
    """The different elements, their first places, where each element is among them, and how often each occurs."""
    values, places = _pair(unique(x, return_index=True))
    return named(np.unique_all, (values, places, _whole_inverse(x), places))


def _pair(value: Value) -> tuple[Value, Value]:
    assert isinstance(value, tuple)
    first, second = value
    return first, second


def _whole_inverse(x: Value) -> Array:
    """As the array API has it: in the shape of the array."""
    return new_array(as_array(x).shape, PLACES, None)


@rule("numpy.intersect1d")
def intersect1d(ar1: Value, ar2: Value, assume_unique: Value = False, return_indices: Value = False) -> Value:
    """What two arrays have in common; with flags, also where it is in both."""
    first, second = as_array(ar1), as_array(ar2)
    sizes = first.size, second.size
    count = at_most(add(*sizes) if as_bool(assume_unique) else shorter(*sizes))
    common = Array((count,), common_dtype((first.dtype, second.dtype)))
    if not as_bool(return_indices):
        return common
    return (common, new_array((count,), PLACES), new_array((count,), PLACES))


@rule("numpy.union1d")
def union1d(ar1: Value, ar2: Value) -> Array:
    """What is in either of two arrays."""
    return _of_both(ar1, ar2)


@rule("numpy.setxor1d")
def setxor1d(ar1: Value, ar2: Value, assume_unique: Value = False) -> Array:
    """What is in one of two arrays alone."""
    if as_bool(assume_unique) and any(len(known_rank(as_array(value))) != 1 for value in (ar1, ar2)):
        raise Unmodelled("arrays that are not flattened")
    return _of_both(ar1, ar2)


def _of_both(ar1: Value, ar2: Value) -> Array:
    first, second = as_array(ar1), as_array(ar2)
    return Array((at_most(add(first.size, second.size)),), common_dtype((first.dtype, second.dtype)))


@rule("numpy.setdiff1d")
def setdiff1d(ar1: Value, ar2: Value, assume_unique: Value = False) -> Array:
    """What is in the first array, and not in the second."""
    array = as_array(ar1)
    return Array((at_most(array.size),), array.dtype)


@rule("numpy.isin")
def isin(
    element: Value,
    test_elements: Value,
    assume_unique: Value = False,
    invert: Value = False,
    *,
    kind: Value = None,
) -> Array:
    """Whether each element is among others: an array even without axes."""
    return new_array(as_array(element).shape, np.dtype(bool), None)


@rule("numpy.in1d")
def in1d(
    ar1: Value,
    ar2: Value,
    assume_unique: Value = False,
    invert: Value = False,
    *,
    kind: Value = None,
) -> Array:
    """The same for the flattened array."""
    return new_array((as_array(ar1).size,), np.dtype(bool))


@rule("numpy.trim_zeros")
def trim_zeros(filt: Value, trim: Value = "fb", axis: Value = None) -> Array:
    """A view without the zeros at both ends."""
    if not isinstance(filt, Array) or axis is not None:
        raise Unmodelled("a list without some of its items, or some axes")
    shape = known_rank(filt)
    if len(shape) != 1:
        raise Unmodelled("versions of NumPy differ in more than one axis")
    return view_of(filt, (at_most(shape[0]),), filt.strides)
