"""Joining arrays: https://numpy.org/doc/stable/reference/routines.array-manipulation.html#joining-arrays"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

import numpy as np

from ..values.arrays import Array, DType, new_array
from ..values.dims import Dim, Shape, SomeInt, Symbolic, add, multiply
from ..values.kinds import Sequence, Typed, Value
from .arguments import as_axis, as_dtype, known_rank
from .layout import contiguous
from .literals import as_array
from .manipulation import at_least, permuted, with_new_axes
from .numpy_scalars import numpy_scalar
from .registry import Unmodelled, WouldRaise, rule
from .reshaping import ravel


@dataclass(frozen=True, slots=True)
class Parts:
    """The arrays to join.

    count: None where `items` are all of them, else how many there are of the only item.
    """

    items: tuple[Value, ...]
    count: Dim | None = None

    def each(self, change: Callable[[Value], Value]) -> Parts:
        """The same number of other arrays."""
        return Parts(tuple(map(change, self.items)), self.count)

    def total(self, lengths: list[Dim]) -> Dim:
        """The sum of one length of each."""
        if self.count is not None:
            return multiply(self.count, lengths[0])
        total: Dim = 0
        for length in lengths:
            total = add(total, length)
        return total


def parts_of(value: Value) -> Parts:
    """What is joined: the items of a sequence, or the rows of an array. Raises WouldRaise for nothing."""
    if isinstance(value, tuple):
        parts = Parts(value)
    elif isinstance(value, Array):
        parts = _rows(value)
    elif isinstance(value, Sequence) and value.kind in ("list", "range"):
        parts = Parts((value.element,), value.length) if value.items is None else Parts(value.items)
    else:
        raise Unmodelled("what is joined is not known")
    if not parts.items or parts.count == 0:
        raise WouldRaise("there is nothing to join")
    return parts


def _rows(array: Array) -> Parts:
    shape = known_rank(array)
    if not shape:
        raise WouldRaise("an array without axes cannot be iterated over")
    if len(shape) == 1:
        return Parts((Array((), numpy_scalar(array.dtype).dtype, ()),), shape[0])
    strides = None if array.strides is None else array.strides[1:]
    return Parts((replace(array, shape=shape[1:], strides=strides, identity=0),), shape[0])


@rule("numpy.concatenate")
def concatenate(
    arrays: Value,
    /,
    axis: Value = 0,
    out: Value = None,
    *,
    dtype: Value = None,
    casting: Value = "same_kind",
) -> Array:
    """A new array with the parts one after the other along an axis; flattened with `axis=None`."""
    return joined(parts_of(arrays), axis, out, dtype)


def joined(parts: Parts, axis: Value, out: Value, dtype: Value) -> Array:
    """The concatenation of parts; they must agree in all axes but one."""
    arrays = [as_array(item) for item in parts.items]
    wanted = as_dtype(dtype) if dtype is not None else _common_dtype(parts.items, arrays)
    if isinstance(out, Array):
        return out
    if out is not None:
        raise Unmodelled("an output is not known to be an array")
    if axis is None:
        return new_array((parts.total([array.size for array in arrays]),), wanted)
    shapes = [array.shape for array in arrays]
    known = next((shape for shape in shapes if shape is not None), None)
    if known is None or None in shapes:
        return Array(None, wanted)
    if not known:
        raise WouldRaise("arrays without axes cannot be joined")
    place = as_axis(axis, len(known))
    return new_array(_joined_shape(parts, arrays, place), wanted, _order(arrays))


def _joined_shape(parts: Parts, arrays: list[Array], axis: int) -> Shape:
    shapes = [known_rank(array) for array in arrays]
    if len({len(shape) for shape in shapes}) > 1:
        raise WouldRaise("all must have as many axes")
    common = list(shapes[0])
    for shape in shapes[1:]:
        common = [a if n == axis else agreed(a, b) for n, (a, b) in enumerate(zip(common, shape, strict=True))]
    common[axis] = parts.total([shape[axis] for shape in shapes])
    return tuple(common)


def agreed(a: Dim, b: Dim) -> Dim:
    """One length for two axes that must be of equal length: what is known best of it."""
    if isinstance(a, int) and isinstance(b, int) and a != b:
        raise WouldRaise(f"lengths {a} and {b} do not agree")
    for kind in (int, Symbolic):
        for length in (a, b):
            if isinstance(length, kind):
                return length
    assert isinstance(a, SomeInt)
    return b if a.at_most is None else a


def _order(arrays: list[Array]) -> str | None:
    """The layout of a concatenation, where it is certain: each part is in C order, or only in Fortran's."""
    if all(contiguous(array, "C") and array.size != 0 for array in arrays):
        return "C"
    plain = all(isinstance(n, int) and n > 1 for array in arrays for n in known_rank(array))
    return "F" if plain and all(contiguous(array, "F") for array in arrays) else None


def _common_dtype(items: tuple[Value, ...], arrays: list[Array]) -> DType | None:
    """The promoted dtype; Python numbers among the parts are weak."""
    kinds: dict[Any, None] = {}
    for item, array in zip(items, arrays, strict=True):
        kind = _weak_type(item)
        if array.dtype is None and kind is None:
            return None
        kinds[array.dtype if kind is None else kind] = None
    return _asked_dtype(tuple(kinds))


def _weak_type(value: Value) -> type | None:
    if isinstance(value, Symbolic | SomeInt):
        return int
    kind = value.type if isinstance(value, Typed) else type(value)
    return kind if kind in (bool, int, float, complex) else None


@lru_cache(maxsize=1024)
def _asked_dtype(kinds: tuple[Any, ...]) -> DType:
    empty = [np.zeros(0, kind) if isinstance(kind, np.dtype) else kind(0) for kind in kinds]
    try:
        return np.concatenate(empty, axis=None).dtype
    except TypeError as error:
        raise WouldRaise(str(error)) from error


@rule("numpy.stack")
def stack(
    arrays: Value, axis: Value = 0, out: Value = None, *, dtype: Value = None, casting: Value = "same_kind"
) -> Array:
    """A new array with the parts side by side along a new axis."""
    parts = parts_of(arrays).each(as_array)
    shapes = [as_array(item).shape for item in parts.items]
    if None in shapes:
        raise Unmodelled("the rank is not known")
    place = as_axis(axis, len(known_rank(as_array(parts.items[0]))) + 1)
    if len({len(shape) for shape in shapes if shape is not None}) > 1:
        raise WouldRaise("all must have the same shape")
    for shape in shapes[1:]:
        list(map(agreed, shapes[0] or (), shape or ()))
    return joined(parts.each(lambda item: with_new_axes(as_array(item), (place,))), place, out, dtype)


@rule("numpy.vstack", "numpy.row_stack")
def vstack(tup: Value, *, dtype: Value = None, casting: Value = "same_kind") -> Array:
    """Rows (or matrices) below each other."""
    return joined(parts_of(tup).each(lambda item: at_least(item, 2)), 0, None, dtype)


@rule("numpy.hstack")
def hstack(tup: Value, *, dtype: Value = None, casting: Value = "same_kind") -> Array:
    """Side by side along the second axis, vectors along their only one."""
    parts = parts_of(tup).each(lambda item: at_least(item, 1))
    axis = 0 if as_array(parts.items[0]).ndim == 1 else 1
    return joined(parts, axis, None, dtype)


@rule("numpy.dstack")
def dstack(tup: Value) -> Array:
    """Behind each other along the third axis."""
    return joined(parts_of(tup).each(lambda item: at_least(item, 3)), 2, None, None)


@rule("numpy.column_stack")
def column_stack(tup: Value) -> Array:
    """Vectors as columns, matrices side by side."""
    return joined(parts_of(tup).each(_as_columns), 1, None, None)


def _as_columns(item: Value) -> Array:
    array = as_array(item)
    ndim = len(known_rank(array))
    return array if ndim >= 2 else permuted(with_new_axes(array, tuple(range(2 - ndim))), (1, 0))


@rule("numpy.append")
def append(arr: Value, values: Value, axis: Value = None) -> Array:
    """A new array with more at its end; both flattened without an axis."""
    first: Value = as_array(arr)
    second: Value = as_array(values)
    if axis is None:
        return joined(Parts((ravel(first), ravel(second))), 0, None, None)
    return joined(Parts((first, values)), axis, None, None)
