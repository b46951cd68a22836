"""Choosing and bounding elements: where, clip, round, nonzero.

Sources: https://numpy.org/doc/stable/reference/generated/numpy.where.html and of the others
"""

from __future__ import annotations

from typing import Any

import numpy as np

from ...values.arrays import Array
from ...values.dims import Dim
from ...values.kinds import Value
from ..arguments import as_int, known_rank
from ..registry import Unmodelled, resolve
from .copies import copied_to_write
from .elementwise import computed, number, type_of
from .gauge import peak_with
from .operands import NUMBERS, as_array_of, is_aligned
from .registry import transient
from .sizes import held, held_by, highest, made, total

FEW = 3
MANY = 256
"""Enough elements for the result to be larger than what numbers need before there is one."""


@transient("numpy.where")
def where(result: Value, condition: Value, x: Value = None, y: Value = None, /) -> Dim:
    """Numbers become arrays; elements are cast on the way."""
    if not isinstance(condition, Array) or condition.dtype is None:
        raise Unmodelled("the condition becomes an array first")
    if x is None and y is None:
        return nonzero(result, condition)
    if not isinstance(result, Array) or result.dtype is None or not known_rank(result):
        raise Unmodelled("a result without axes, or of unknown dtype")
    described = tuple(map(_described, (condition, x, y)))
    conversions = peak_with(_where, 0, *described)
    beside = peak_with(_where, MANY, *described) - MANY * result.dtype.itemsize
    return highest(conversions, total(held_by(result), beside))


def _described(value: Value) -> Any:
    """The dtype and whether there are axes of an array, or the type of a number."""
    if not isinstance(value, Array):
        return type_of(value)
    if value.dtype is None or value.dtype.kind not in NUMBERS or not is_aligned(value):
        raise Unmodelled("no numbers, or not aligned")
    return value.dtype, bool(known_rank(value))


def _where(count: int, *described: Any) -> tuple[Any, tuple[Any, ...]]:
    if not any(isinstance(each, tuple) and each[1] for each in described):
        raise Unmodelled("no axes")
    return np.where, tuple(_of_size(count, each) for each in described)


def _of_size(count: int, described: Any) -> Any:
    if isinstance(described, tuple):
        dtype, has_axes = described
        return np.ones((count,) if has_axes else (), dtype)
    return number(described, 1)


@transient("numpy.nonzero", "numpy.ndarray.nonzero")
def nonzero(result: Value, a: Value) -> Dim:
    """One array of positions, into which the results look."""
    if not isinstance(a, Array) or a.dtype is None or a.dtype.kind not in NUMBERS or not known_rank(a):
        raise Unmodelled("no numbers, or no axes")
    return held_by(result)


@transient("numpy.clip", "numpy.ndarray.clip")
def clip(result: Value, a: Value, a_min: Value = None, a_max: Value = None, out: Value = None) -> Dim:
    """One ufunc, which one depends on what is given."""
    array, own = as_array_of(a)
    if array.dtype is None or not known_rank(array):
        raise Unmodelled("no axes")
    if array.dtype.kind in "iub" and any(
        isinstance(bound, int) and _is_extreme(bound, array) for bound in (a_min, a_max)
    ):
        raise Unmodelled("a bound that is none")
    ufunc = resolve("numpy._core.umath.clip")
    if a_min is None or a_max is None or not isinstance(ufunc, np.ufunc):
        raise Unmodelled("one bound")
    return total(own, computed(ufunc, array, a_min, a_max, out=out))


def _is_extreme(bound: int, array: Array) -> bool:
    if array.dtype is None or array.dtype.kind == "b":
        return True
    limits = np.iinfo(array.dtype)
    return not limits.min < bound < limits.max


@transient("numpy.round", "numpy.around", "numpy.ndarray.round")
def rounded(result: Value, a: Value, decimals: Value = 0, out: Value = None) -> Dim:
    """To decimals by a product, a rounding and a quotient in place."""
    array, own = as_array_of(a)
    digits = as_int(decimals)
    if out is not None or array.dtype is None or array.dtype.kind != "f" or not known_rank(array):
        raise Unmodelled("an output, or no floats")
    if not is_aligned(array) or not array.dtype.isnative:
        raise Unmodelled("not aligned")
    beside = peak_with(_rounded, array.dtype, digits) - FEW * array.dtype.itemsize
    return total(own, held(array.shape, array.dtype), beside)


def _rounded(dtype: Any, digits: int) -> tuple[Any, tuple[Any, ...]]:
    return np.round, (np.ones(FEW, dtype), digits)


@transient("numpy.interp")
def interp(
    result: Value, x: Value, xp: Value, fp: Value, left: Value = None, right: Value = None, period: Value = None
) -> Dim:
    """All three as vectors of float64 in order, copies where they are not."""
    if period is not None or not isinstance(x, Array) or not isinstance(xp, Array) or not isinstance(fp, Array):
        raise Unmodelled("a period, or arguments that become arrays first")
    if not isinstance(result, Array) or result.dtype != np.dtype(float) or result.size == 0:
        raise Unmodelled("complex numbers, no axes, or no elements")
    return total(*(_as_floats(array) for array in (x, xp, fp)), made(result))


def _as_floats(array: Array) -> Dim:
    wanted = np.dtype(float)
    if array.dtype is None or array.dtype.kind not in "biuf":
        raise Unmodelled("no real numbers")
    return copied_to_write(array) if array.dtype == wanted else held(array.shape, wanted)
