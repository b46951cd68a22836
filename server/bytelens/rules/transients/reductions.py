"""Sums, extremes and tests over axes allocate their result alone; averages and spreads more.

Source: https://numpy.org/doc/stable/reference/routines.statistics.html
"""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import Any

import numpy as np

from ...values.arrays import Array, DType, Scalar
from ...values.dims import Dim
from ...values.kinds import Value
from ..arguments import as_axis, known_rank
from ..manipulation import permuted
from ..reducing import reduced_axes, without_axes
from ..registry import Unmodelled, resolve
from .copies import copied_to_write, fresh
from .elementwise import computed, of_scalars
from .gauge import peak_with
from .operands import NUMBERS, as_array_of
from .registry import add_transient, transient
from .sizes import held, highest, made, total

MANY = 256
COUNT = Scalar(np.dtype(np.intp))


def reduced(result: Value, a: Value, *arguments: Value, **keywords: Value) -> Dim:
    """`a.sum(axis)` and its family."""
    if not _is_plain_mask(keywords.get("where", True)):
        raise Unmodelled("a mask that is no array")
    array, own = as_array_of(a)
    if array.dtype is None or array.dtype.kind not in NUMBERS:
        raise Unmodelled("no numbers")
    if "initial" in keywords or (not known_rank(array) and _dtype_of(result) != array.dtype):
        raise Unmodelled("an initial value, or a cast of an array without axes")
    return total(own, made(result))


def _dtype_of(result: Value) -> DType | None:
    return result.dtype if isinstance(result, Array | Scalar) else None


def _is_plain_mask(where: Value) -> bool:
    return where is True or isinstance(where, Array)


def ufunc_reduce(result: Value, function: Value, array: Value, *arguments: Value, **keywords: Value) -> Dim:
    """`ufunc.reduce(array, axis)`."""
    return reduced(result, array, *arguments, **keywords)


def averaged(
    function: Any,
    result: Value,
    a: Value,
    axis: Value = None,
    dtype: Value = None,
    out: Value = None,
    keepdims: Value = False,
    *,
    where: Value = True,
) -> Dim:
    """`a.mean(axis)`: the sum, then its division in place."""
    array, own = as_array_of(a)
    if where is not True or array.dtype is None or array.dtype.kind not in NUMBERS:
        raise Unmodelled("a mask, or no numbers")
    if isinstance(result, Scalar):
        if dtype is not None:
            raise Unmodelled("another dtype of a scalar")
        return total(own, peak_with(_of_few, function, array.dtype, len(known_rank(array))))
    if not isinstance(result, Array) or array.dtype.kind + str(array.dtype.itemsize) == "f2":
        raise Unmodelled("halves, which are cast")
    summed = result if out is not None else fresh(result.shape, result.dtype)
    division = computed(np.true_divide, summed, COUNT, out=summed)
    return total(own, made(result), division)


def _of_few(function: Any, dtype: DType, ndim: int) -> tuple[Any, tuple[Any, ...]]:
    return function, (np.ones((2,) * ndim, dtype),)


def spread(
    result: Value,
    a: Value,
    axis: Value = None,
    dtype: Value = None,
    out: Value = None,
    ddof: Value = 0,
    keepdims: Value = False,
    *,
    where: Value = True,
    mean: Value = None,
    correction: Value = None,
) -> Dim:
    """`a.std(axis)`: the mean and the deviations from it are there until the end."""
    array, own = as_array_of(a)
    shape, kind = known_rank(array), array.dtype
    if where is not True or mean is not None or dtype is not None or out is not None or correction is not None:
        raise Unmodelled("keywords")
    if kind is None or kind.kind not in "iuf" or (kind.itemsize == 2 and kind.kind == "f") or not shape:
        raise Unmodelled("dtypes that are cast on the way")
    inner = np.dtype(float) if kind.kind in "iu" else kind
    average = fresh(without_axes(shape, reduced_axes(axis, len(shape)), keep=True), inner)
    mean_size = held(average.shape, inner)
    deviations = held(shape, inner)
    before = total(mean_size, computed(np.true_divide, average, COUNT, out=average))
    subtraction = total(mean_size, computed(np.subtract, array, average))
    degrees = of_scalars(np.maximum, COUNT if isinstance(ddof, int) else float, 0)
    kept = total(mean_size, deviations)
    summed = made(result)
    if isinstance(result, Scalar):
        return total(own, highest(before, subtraction, total(kept, highest(summed, degrees))))
    last = fresh(result.shape, result.dtype)  # type: ignore[attr-defined]
    division = computed(np.true_divide, last, COUNT, out=last)
    return total(own, highest(before, subtraction, total(kept, summed, highest(degrees, division))))


@transient("numpy.argmax", "numpy.argmin", "numpy.ndarray.argmax", "numpy.ndarray.argmin")
def place_of_extreme(result: Value, a: Value, axis: Value = None, out: Value = None, *, keepdims: Value = False) -> Dim:
    """The axis is moved to the end, of a copy where it does not lie there."""
    array, own = as_array_of(a)
    if out is not None:
        raise Unmodelled("an output")
    shape = known_rank(array)
    if axis is not None and shape:
        moved = as_axis(axis, len(shape))
        moved_last = permuted(array, (*(other for other in range(len(shape)) if other != moved), moved))
        array = replace(moved_last, identity=array.identity)
    return total(own, copied_to_write(array), made(result))


@transient("numpy.ptp")
def ptp(result: Value, a: Value, axis: Value = None, out: Value = None, keepdims: Value = False) -> Dim:
    """Both extremes, then the difference between them."""
    array, own = as_array_of(a)
    if out is not None or array.dtype is None or array.dtype.kind not in NUMBERS:
        raise Unmodelled("an output, or no numbers")
    if isinstance(result, Scalar):
        return total(own, peak_with(_of_few, np.ptp, array.dtype, len(known_rank(array))))
    return total(own, made(result), made(result), made(result))


@transient("numpy.average")
def average(
    result: Value,
    a: Value,
    axis: Value = None,
    weights: Value = None,
    returned: Value = False,
    *,
    keepdims: Value = False,
) -> Dim:
    """Without weights, the mean."""
    if weights is not None or returned is not False:
        raise Unmodelled("weights")
    return averaged(np.average, result, a, axis, keepdims=keepdims)


def trace(result: Value, a: Value, offset: Value = 0, axis1: Value = 0, axis2: Value = 1) -> Dim:
    """The sum of a view."""
    array, own = as_array_of(a)
    if array.dtype is None or array.dtype.kind not in NUMBERS:
        raise Unmodelled("no numbers")
    return total(own, made(result))


def without_nans(function: Any, result: Value, a: Value, axis: Value = None, *, keepdims: Value = False) -> Dim:
    """A copy with another number for each NaN, the mask of these, and the sum; of ints the sum alone."""
    if not isinstance(a, Array) or a.dtype is None or a.dtype.kind not in "iuf" or not known_rank(a):
        raise Unmodelled("no numbers, or no axes")
    if a.dtype.kind != "f":
        return made(result)
    copies = total(held(a.shape, a.dtype), held(a.shape, np.dtype(bool)))
    beside = peak_with(_of_vector, function, a.dtype) - MANY * (a.dtype.itemsize + 1)
    return total(copies, highest(beside, made(result)))


def _of_vector(function: Any, dtype: DType, count: int = MANY) -> tuple[Any, tuple[Any, ...]]:
    return function, (np.ones(count, dtype),)


@transient("numpy.median")
def median(result: Value, a: Value, axis: Value = None, out: Value = None, overwrite_input: Value = False) -> Dim:
    """A flat copy, partitioned at its middle, for which the places become arrays."""
    if axis is not None or out is not None or overwrite_input is not False or not isinstance(a, Array):
        raise Unmodelled("axes, or what becomes an array first")
    if a.dtype is None or a.dtype.kind not in "iuf" or not isinstance(a.size, int) or a.size < 2 or not known_rank(a):
        raise Unmodelled("no numbers, or too few")
    count = MANY + a.size % 2
    return total(held(a.shape, a.dtype), peak_with(_of_vector, np.median, a.dtype, count) - count * a.dtype.itemsize)


for _name in ("nansum", "nanprod"):
    add_transient(f"numpy.{_name}", partial(without_nans, resolve(f"numpy.{_name}")))
for _owner in ("numpy", "numpy.ndarray"):
    for _name in ("sum", "prod", "max", "min", "amax", "amin", "any", "all"):
        add_transient(f"{_owner}.{_name}", reduced)
    for _name in ("std", "var"):
        add_transient(f"{_owner}.{_name}", spread)
    add_transient(f"{_owner}.mean", partial(averaged, np.mean))
    add_transient(f"{_owner}.trace", trace)
add_transient("numpy.ufunc.reduce", ufunc_reduce)
