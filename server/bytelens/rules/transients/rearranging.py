"""Splitting, padding, deleting, counting, and the different elements.

Sources: https://numpy.org/doc/stable/reference/routines.array-manipulation.html, routines.set.html
"""

from __future__ import annotations

from typing import Any

import numpy as np

from ...values.arrays import Array
from ...values.dims import Dim, SomeInt, upper_bound
from ...values.kinds import Sequence, Value
from ..arguments import as_int, is_scalar, known_rank
from ..registry import Unmodelled
from .copies import copied
from .gauge import peak_with
from .operands import NUMBERS
from .registry import add_transient, transient
from .sizes import held, held_by, highest, total

MANY = 256
SLACK = 256
"""More than what `np.unique` needs for a few numbers beside its arrays (bytes)."""


@transient("numpy.split", "numpy.array_split", "numpy.hsplit", "numpy.vsplit", "numpy.dsplit")
def split(result: Value, ary: Value, indices_or_sections: Value, axis: Value = 0) -> Dim:
    """Views; the places of so many sections are a running sum."""
    if not isinstance(ary, Array):
        raise Unmodelled("what becomes an array first")
    if isinstance(indices_or_sections, Sequence | tuple):
        return 0
    sections = as_int(indices_or_sections)
    return 2 * held((sections + 1,), np.dtype(np.intp))  # type: ignore[operator]


@transient("numpy.count_nonzero")
def count_nonzero(result: Value, a: Value, axis: Value = None, *, keepdims: Value = False) -> Dim:
    """Nothing is allocated to count all."""
    if axis is not None or keepdims is not False or not isinstance(a, Array):
        raise Unmodelled("axes, or what becomes an array first")
    if a.dtype is None or a.dtype.kind not in NUMBERS or not known_rank(a):
        raise Unmodelled("no numbers, or no axes")
    return 0


@transient("numpy.pad")
def pad(result: Value, array: Value, pad_width: Value, mode: Value = "constant") -> Dim:
    """The result, and the number beside it; before there is one, the widths."""
    if mode != "constant" or not isinstance(array, Array) or not isinstance(result, Array) or array.dtype is None:
        raise Unmodelled("another mode, or what becomes an array first")
    if array.dtype.kind not in NUMBERS or not known_rank(array) or array.size == 0:
        raise Unmodelled("no numbers, or no elements")
    width = _zeros_of(pad_width)
    if any(number == 0 for number in _numbers(pad_width)):
        raise Unmodelled("an end without padding")
    rank = len(known_rank(array))
    before = peak_with(_padded, array.dtype, rank, 0, width)
    beside = peak_with(_padded, array.dtype, rank, MANY, width) - MANY * array.dtype.itemsize
    after = peak_with(_padded, array.dtype, rank, MANY, _ones_like(width)) - _padded_size(array.dtype, rank, width)
    return highest(before, total(held_by(result), highest(beside, after)))


def _zeros_of(width: Value) -> Any:
    if isinstance(width, tuple):
        return tuple(map(_zeros_of, width))
    as_int(width)
    return 0


def _ones_like(width: Any) -> Any:
    return tuple(map(_ones_like, width)) if isinstance(width, tuple) else 1


def _numbers(width: Value) -> list[int]:
    if isinstance(width, tuple):
        return [number for part in width for number in _numbers(part)]
    return [as_int(width)]


def _vector(dtype: Any, rank: int, count: int) -> Any:
    return np.zeros((count, *(1,) * (rank - 1)), dtype)


def _padded(dtype: Any, rank: int, count: int, width: Any) -> tuple[Any, tuple[Any, ...]]:
    return np.pad, (_vector(dtype, rank, count), width)


def _padded_size(dtype: Any, rank: int, width: Any) -> int:
    return int(np.pad(_vector(dtype, rank, MANY), _ones_like(width)).nbytes)


@transient("numpy.delete")
def delete(result: Value, arr: Value, obj: Value, axis: Value = None) -> Dim:
    """Without one position, the result is all there is."""
    if not isinstance(arr, Array) or not is_scalar(obj) or isinstance(obj, bool) or arr.dtype is None:
        raise Unmodelled("several positions, or what becomes an array first")
    if arr.dtype.kind not in NUMBERS or not known_rank(arr):
        raise Unmodelled("no numbers, or no axes")
    flat = copied(arr) if axis is None and len(known_rank(arr)) > 1 else 0
    return total(flat, held_by(result))


@transient("numpy.unique")
def unique(result: Value, ar: Value) -> Dim:
    """At most a flat copy, a mask, and all elements."""
    if not isinstance(ar, Array) or ar.dtype is None or ar.dtype.kind not in "biuf":
        raise Unmodelled("no real numbers, or what becomes an array first")
    size = held(ar.shape, ar.dtype)
    return SomeInt(upper_bound(total(size, size, held(ar.shape, np.dtype(bool)), SLACK)))


def part(result: Value, val: Value) -> Dim:
    """The real or the imaginary part: a view of complex numbers, the array itself or zeros of others."""
    if not isinstance(val, Array) or val.dtype is None or val.dtype.kind not in NUMBERS:
        raise Unmodelled("no numbers, or what becomes an array first")
    return held_by(result)


for _name in ("real", "imag"):
    for _owner in ("numpy", "numpy.ndarray"):
        add_transient(f"{_owner}.{_name}", part)
