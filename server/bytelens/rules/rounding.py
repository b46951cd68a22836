"""Clipping, rounding and comparing: elementwise functions that are no ufuncs.

Source: https://numpy.org/doc/stable/reference/routines.math.html
"""

from __future__ import annotations

from functools import lru_cache

import numpy as np

from ..values.arrays import Array, DType, Scalar, new_array
from ..values.kinds import Typed, Value
from .arguments import is_scalar
from .asking import asking
from .broadcasting import broadcast_shapes
from .literals import as_array
from .numpy_scalars import numpy_scalar
from .reducing import given_output, layout_of
from .registry import rule
from .ufuncs import apply_ufunc


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
    array = a if is_scalar(a) else as_array(a)
    if low is None and high is None:
        return apply_ufunc(np.positive, array)
    if low is None or high is None:
        return apply_ufunc(np.minimum if low is None else np.maximum, array, high if low is None else low)
    claim = apply_ufunc(np.minimum, apply_ufunc(np.maximum, array, low), high)
    if isinstance(claim, Array):
        return new_array(claim.shape, claim.dtype, None)
    return Scalar(claim.dtype) if isinstance(claim, Scalar) else claim


@rule("numpy.round", "numpy.around", "numpy.ndarray.round")
def round(a: Value, decimals: Value = 0, out: Value = None) -> Value:
    """Elements with fewer decimals."""
    given = given_output(out)
    if given is not None:
        return given
    array = as_array(a)
    dtype = None if array.dtype is None else _asked_round(array.dtype)
    return numpy_scalar(dtype) if array.shape == () else new_array(array.shape, dtype, layout_of(array))


@lru_cache(maxsize=64)
def _asked_round(dtype: DType) -> DType:
    with asking():
        return np.round(np.zeros(1, dtype)).dtype


@rule("numpy.isclose")
def isclose(a: Value, b: Value, rtol: Value = 1e-5, atol: Value = 1e-8, equal_nan: Value = False) -> Value:
    """Which elements are almost equal."""
    shape = broadcast_shapes([as_array(value).shape for value in (a, b, rtol, atol)])
    return numpy_scalar(np.dtype(bool)) if shape == () else new_array(shape, np.dtype(bool), None)


@rule("numpy.allclose", "numpy.array_equal", "numpy.array_equiv")
def compared(*arrays: Value, **keywords: Value) -> Typed:
    """Whether arrays are equal, or almost: a Python bool."""
    return Typed(bool)
