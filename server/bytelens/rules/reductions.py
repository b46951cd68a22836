"""Sums, extremes, averages and tests over axes.

Sources: https://numpy.org/doc/stable/reference/routines.statistics.html,
https://numpy.org/doc/stable/reference/routines.math.html#sums-products-differences
"""

from __future__ import annotations

from functools import partial

import numpy as np

from ..values.arrays import Array, Scalar
from ..values.dims import SOME_INT
from ..values.kinds import Value
from .arguments import as_bool
from .literals import as_array
from .numpy_scalars import numpy_scalar
from .promotion import common_dtype
from .reducing import (
    NumPyFunction,
    dtype_of_reduction,
    given_output,
    reduced,
)
from .registry import Rule, Unmodelled, add_rule, resolve, rule

INEXACT = "fc"
_OVER_ONE_AXIS = (np.argmax, np.argmin, np.nanargmax, np.nanargmin)


def _reduced(
    function: NumPyFunction,
    a: Value,
    axis: Value,
    dtype: Value,
    out: Value,
    keepdims: Value,
    where: Value = True,
) -> Array | Scalar:
    """The result; its layout follows that of `a`, unless `where` has a say, too."""
    given = given_output(out)
    if given is not None:
        return given
    array = as_array(a)
    order = "C" if function in _OVER_ONE_AXIS else "K" if where is True else None
    return reduced(array, axis, keepdims, dtype_of_reduction(function, array, dtype), order)


def summed(
    function: NumPyFunction,
    a: Value,
    axis: Value = None,
    dtype: Value = None,
    out: Value = None,
    keepdims: Value = False,
    initial: Value = 0,
    where: Value = True,
) -> Value:
    """`numpy.sum` and its family."""
    return _reduced(function, a, axis, dtype, out, keepdims, where)


def extreme(
    function: NumPyFunction,
    a: Value,
    axis: Value = None,
    out: Value = None,
    keepdims: Value = False,
    initial: Value = None,
    where: Value = True,
) -> Value:
    """`numpy.max` and its family."""
    return _reduced(function, a, axis, None, out, keepdims, where)


def all_or_any(
    function: NumPyFunction,
    a: Value,
    axis: Value = None,
    out: Value = None,
    keepdims: Value = False,
    *,
    where: Value = True,
) -> Value:
    """`numpy.any` and `numpy.all`."""
    return _reduced(function, a, axis, None, out, keepdims, where)


def averaged(
    function: NumPyFunction,
    a: Value,
    axis: Value = None,
    dtype: Value = None,
    out: Value = None,
    keepdims: Value = False,
    *,
    where: Value = True,
) -> Value:
    """`numpy.mean` and `numpy.nanmean`."""
    return _reduced(function, a, axis, dtype, out, keepdims, where)


def spread(
    function: NumPyFunction,
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
) -> Value:
    """`numpy.std` and its family."""
    return _reduced(function, a, axis, dtype, out, keepdims, where)


def place_of_extreme(
    function: NumPyFunction, a: Value, axis: Value = None, out: Value = None, *, keepdims: Value = False
) -> Value:
    """`numpy.argmax` and its family: over one axis, or over the flattened array."""
    if isinstance(axis, tuple):
        raise Unmodelled("one axis only")
    return _reduced(function, a, axis, None, out, keepdims)


@rule("numpy.ptp")
def ptp(a: Value, axis: Value = None, out: Value = None, keepdims: Value = False) -> Value:
    """Largest less smallest."""
    return _reduced(np.ptp, a, axis, None, out, keepdims)


@rule("numpy.count_nonzero")
def count_nonzero(a: Value, axis: Value = None, *, keepdims: Value = False) -> Value:
    """How many elements are not zero: an int or, in newer NumPy, a scalar; an array where axes are left."""
    array = as_array(a)
    if axis is None and not as_bool(keepdims):
        answer: object = np.count_nonzero(np.zeros(1))
        return SOME_INT if type(answer) is int else numpy_scalar(np.dtype(np.intp))
    return reduced(array, axis, keepdims, lambda _: np.dtype(np.intp))


@rule("numpy.average")
def average(
    a: Value, axis: Value = None, weights: Value = None, returned: Value = False, *, keepdims: Value = False
) -> Value:
    """The weighted mean."""
    if as_bool(returned):
        raise Unmodelled("the sum of the weights as well")
    array = as_array(a)
    if weights is None:
        return reduced(array, axis, keepdims, dtype_of_reduction(np.average, array))
    at_least = (np.dtype(float),) if array.dtype is not None and array.dtype.kind in "biu" else ()
    dtype = common_dtype((array.dtype, as_array(weights).dtype, *at_least))
    return reduced(array, axis, keepdims, lambda _: dtype, None)


def reduce(
    ufunc: np.ufunc,
    array: Value,
    axis: Value = 0,
    dtype: Value = None,
    out: Value = None,
    keepdims: Value = False,
    initial: Value = None,
    where: Value = True,
) -> Value:
    """`ufunc.reduce(array, axis)`, over the first axis by default."""
    return _reduced(ufunc.reduce, array, axis, dtype, out, keepdims, where)


add_rule(Rule("numpy.ufunc.reduce", reduce))

_FAMILIES: dict[NumPyFunction, tuple[str, ...]] = {
    summed: ("sum", "prod", "nansum", "nanprod"),
    extreme: ("max", "min", "amax", "amin", "nanmax", "nanmin"),
    all_or_any: ("any", "all"),
    averaged: ("mean", "nanmean"),
    spread: ("std", "var", "nanstd", "nanvar"),
    place_of_extreme: ("argmax", "argmin", "nanargmax", "nanargmin"),
}

for _family, _names in _FAMILIES.items():
    for _name in _names:
        _rule = partial(_family, resolve(f"numpy.{_name}"))
        for _owner in ("numpy", "numpy.ndarray", "numpy.generic"):
            if hasattr(resolve(_owner), _name):
                add_rule(Rule(f"{_owner}.{_name}", _rule))
