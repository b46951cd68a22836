"""Clipping, rounding and comparing: elementwise functions that are no ufuncs.

Source: https://numpy.org/doc/stable/reference/routines.math.html
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import numpy as np

from ..values.arrays import DType, new_array
from ..values.kinds import Typed, Value
from .arguments import as_int, is_scalar
from .asking import asking
from .broadcasting import broadcast_shapes
from .literals import as_array
from .numpy_scalars import numpy_scalar
from .promotion import operand_type
from .reducing import given_output, layout_of
from .registry import Unmodelled, rule


@rule("numpy.clip", "numpy.ndarray.clip", "numpy.generic.clip")
def clip(
    a: Value,
    a_min: Value = None,
    a_max: Value = None,
    out: Value = None,
    *,
    min: Value = None,
    max: Value = None,
) -> Value:
    """Elements pushed into an interval; its ends broadcast and promote as operands do."""
    given = given_output(out)
    if given is not None:
        return given
    low, high = min if a_min is None else a_min, max if a_max is None else a_max
    array, ends = as_array(a), [end for end in (low, high) if end is not None]
    shape = broadcast_shapes([array.shape, *(as_array(end).shape for end in ends)])
    kinds = [None if end is None else operand_type(end if is_scalar(end) else as_array(end)) for end in (low, high)]
    dtype = None
    if array.dtype is not None and sum(kind is not None for kind in kinds) == len(ends):
        dtype = _asked_clip(array.dtype, *kinds)
    return numpy_scalar(dtype) if shape == () else new_array(shape, dtype, None)


@lru_cache(maxsize=256)
def _asked_clip(dtype: DType, low: DType | type | None, high: DType | type | None) -> DType:
    """The dtype of clipped elements; an end with a type is a Python number, None is no end."""
    ends: list[Any] = [np.zeros(1, kind) if isinstance(kind, np.dtype) else kind and kind(0) for kind in (low, high)]
    with asking():
        clipped: np.ndarray[Any, DType] = np.clip(np.zeros(1, dtype), *ends)
    return clipped.dtype


@rule("numpy.round", "numpy.around", "numpy.ndarray.round")
def round(a: Value, decimals: Value = 0, out: Value = None) -> Value:
    """Elements with fewer decimals."""
    given = given_output(out)
    if given is not None:
        return given
    array = as_array(a)
    if array.dtype is None:
        raise Unmodelled("the array itself, or another")
    dtype, is_the_same = _asked_round(array.dtype, as_int(decimals))
    if array.shape == ():
        return numpy_scalar(dtype)
    if is_the_same:
        return array
    return new_array(array.shape, dtype, None if dtype.kind == "c" else layout_of(array))


@lru_cache(maxsize=256)
def _asked_round(dtype: DType, decimals: int) -> tuple[DType, bool]:
    """The dtype, and whether the result is the very same array, as it is for ints in older NumPy."""
    array = np.zeros(1, dtype)
    with asking():
        answer = np.round(array, decimals)
    return answer.dtype, answer is array


@rule("numpy.fix")
def fix(x: Value, out: Value = None) -> Value:
    """Elements without their decimals."""
    given = given_output(out)
    if given is not None:
        return given
    array = as_array(x)
    dtype = None if array.dtype is None else _asked_fix(array.dtype)
    return numpy_scalar(dtype) if array.shape == () else new_array(array.shape, dtype, layout_of(array))


@lru_cache(maxsize=64)
def _asked_fix(dtype: DType) -> DType:
    with asking():
        answer = np.fix(np.zeros(1, dtype))
    return np.dtype(answer.dtype)


@rule("numpy.isclose")
def isclose(a: Value, b: Value, rtol: Value = 1e-5, atol: Value = 1e-8, equal_nan: Value = False) -> Value:
    """Which elements are almost equal."""
    shape = broadcast_shapes([as_array(value).shape for value in (a, b, rtol, atol)])
    return numpy_scalar(np.dtype(bool)) if shape == () else new_array(shape, np.dtype(bool), None)


@rule("numpy.allclose", "numpy.array_equal", "numpy.array_equiv")
def compared(*arrays: Value, **keywords: Value) -> Typed:
    """Whether arrays are equal, or almost: a Python bool."""
    return Typed(bool)
