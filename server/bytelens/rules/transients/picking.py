"""Taking elements by position, at random, and searching for them.

Sources: https://numpy.org/doc/stable/reference/generated/numpy.take.html and of the others
"""

from __future__ import annotations

from functools import partial
from typing import Any

import numpy as np

from ...values.arrays import Array
from ...values.dims import Dim, subtract
from ...values.kinds import Value
from ..arguments import known_rank
from ..registry import Unmodelled
from .copies import copied, copied_to_write
from .elementwise import computed
from .operands import NUMBERS, as_array_of, is_aligned
from .registry import Transient, add_transient, transient
from .sampling import MAKERS, method, scaled
from .sizes import held, held_by, highest, total

_INTP = np.dtype(np.intp)


@transient("numpy.take", "numpy.ndarray.take")
def take(result: Value, a: Value, indices: Value, axis: Value = None, out: Value = None, mode: Value = "raise") -> Dim:
    """Both are copied where they do not lie in C order, positions where they are other ints."""
    if not isinstance(a, Array) or a.dtype is None or a.dtype.kind not in NUMBERS or out is not None or mode != "raise":
        raise Unmodelled("no numbers, an output, or another mode")
    if not known_rank(a) or a.size == 0 or not isinstance(result, Array) or not is_aligned(a):
        raise Unmodelled("no axes, no elements, or one element")
    places, own = as_array_of(indices)
    if places.dtype is None or places.dtype.kind not in "iu" or not known_rank(places):
        raise Unmodelled("one position, or no ints")
    moved = copied_to_write(places) if places.dtype == _INTP else held(places.shape, _INTP)
    return total(copied(a), own, moved, held_by(result))


@transient("numpy.searchsorted", "numpy.ndarray.searchsorted")
def searchsorted(result: Value, a: Value, v: Value, side: Value = "left", sorter: Value = None) -> Dim:
    """Vectors of one dtype that lie in C order are taken as they are."""
    arrays = [value for value in (a, v) if isinstance(value, Array)]
    if sorter is not None or len(arrays) < 2 or not all(array.is_c_contiguous and array.shape for array in arrays):
        raise Unmodelled("what is copied first")
    if arrays[0].dtype is None or arrays[0].dtype.kind not in NUMBERS or arrays[0].dtype != arrays[1].dtype:
        raise Unmodelled("what is cast first")
    return held_by(result)


@transient("numpy.ufunc.outer")
def outer(result: Value, function: Value, a: Value, b: Value) -> Dim:
    """The ufunc of the first with more axes."""
    if not isinstance(function, np.ufunc) or not isinstance(a, Array) or not isinstance(b, Array):
        raise Unmodelled("what becomes an array first")
    if not known_rank(a) or not known_rank(b) or a.dtype is None:
        raise Unmodelled("no axes")
    more = len(known_rank(b))
    strides = None if a.strides is None else a.strides + (a.dtype.itemsize,) * more
    return computed(function, Array((*known_rank(a), *(1,) * more), a.dtype, strides), b)


@transient("numpy.array_equal")
def array_equal(result: Value, a1: Value, a2: Value, equal_nan: Value = False) -> Dim:
    """A comparison, and whether all are true."""
    if not isinstance(a1, Array) or not isinstance(a2, Array) or equal_nan is not False:
        raise Unmodelled("what becomes an array first")
    first, second = known_rank(a1), known_rank(a2)
    known = all(isinstance(length, int) for length in (*first, *second))
    if first != second or not known or not first or a1.buffer == a2.buffer:
        raise Unmodelled("shapes that may differ, or the same array")
    return highest(computed(np.equal, a1, a2), total(held(first, np.dtype(bool)), 1))


def choice(kind: str, result: Value, a: Value, size: Value = None) -> Dim:
    """Positions, then the elements there; a number of them becomes an array, too."""
    if not isinstance(a, Array):
        return scaled(result, _choice, kind)
    if a.ndim != 1 or a.dtype is None or a.dtype.kind not in NUMBERS or not isinstance(result, Array):
        raise Unmodelled("rows, or no numbers")
    drawn = subtract(scaled(Array(result.shape, _INTP), _choice, kind), _INTP.itemsize)
    return highest(drawn, total(held(result.shape, _INTP), held_by(result)))


def _choice(count: int, kind: str) -> tuple[Any, tuple[Any, ...]]:
    return MAKERS[kind](0).choice, (5, count)


def permutation(kind: str, result: Value, x: Value) -> Dim:
    """A copy or a range, and room for one element."""
    if not isinstance(x, Array):
        return scaled(result, _permutation, kind)
    if x.ndim != 1 or x.dtype is None or x.dtype.kind not in NUMBERS or x.size == 0:
        raise Unmodelled("rows, or no numbers")
    return total(held_by(result), x.dtype.itemsize)


def _permutation(count: int, kind: str) -> tuple[Any, tuple[Any, ...]]:
    return MAKERS[kind](0).permutation, (count,)


def shuffle(kind: str, result: Value, x: Value) -> Dim:
    """Room for one element."""
    if not isinstance(x, Array) or x.ndim != 1 or x.dtype is None or x.dtype.kind not in NUMBERS or x.size == 0:
        raise Unmodelled("rows, or no numbers")
    return x.dtype.itemsize


_FUNCTIONS: dict[str, Transient] = {"choice": choice, "permutation": permutation, "shuffle": shuffle}
for _name, _function in _FUNCTIONS.items():
    add_transient(f"numpy.random.{_name}", partial(_function, "RandomState"))
    for _kind in MAKERS:
        add_transient(f"numpy.random.{_kind}.{_name}", partial(method, partial(_function, _kind)))
