"""Medians, quantiles and sorting.

Sources: https://numpy.org/doc/stable/reference/routines.statistics.html#order-statistics,
https://numpy.org/doc/stable/reference/routines.sort.html
"""

from __future__ import annotations

from functools import lru_cache, partial

import numpy as np

from ..values.arrays import Array, DType, new_array
from ..values.dims import Shape
from ..values.kinds import Sequence, Value
from .arguments import as_axis, as_bool, concrete, is_scalar, known_rank
from .asking import asking
from .literals import as_array
from .numpy_scalars import numpy_scalar
from .promotion import operand_type
from .reducing import (
    NumPyFunction,
    asked,
    dtype_of_reduction,
    given_output,
    layout_of,
    reduced,
    reduced_axes,
    without_axes,
)
from .registry import Rule, Unmodelled, WouldRaise, add_rule, rule

PLACES: DType = np.dtype(np.intp)


def median(
    function: NumPyFunction,
    a: Value,
    axis: Value = None,
    out: Value = None,
    overwrite_input: Value = False,
    keepdims: Value = False,
) -> Value:
    """The middle value."""
    given = given_output(out)
    array = as_array(a)
    if array.shape is None or array.shape == ():
        raise Unmodelled("of an array without axes it is a Python number")
    return given or reduced(array, axis, keepdims, dtype_of_reduction(function, array))


def quantile(
    function: NumPyFunction,
    a: Value,
    q: Value,
    axis: Value = None,
    out: Value = None,
    overwrite_input: Value = False,
    method: Value = "linear",
    keepdims: Value = False,
    *,
    weights: Value = None,
) -> Value:
    """`numpy.quantile` and its family: the axes of `q` first, then those that are left."""
    given = given_output(out)
    if given is not None:
        return given
    if weights is not None:
        raise Unmodelled("weighted quantiles")
    array, wanted = as_array(a), as_array(q)
    shape, lead = known_rank(array), known_rank(wanted)
    if function in (np.nanquantile, np.nanpercentile) and (len(lead) > 1 or not _has_elements(array)):
        raise Unmodelled("the mean of an empty array, or axes in another order")
    if not shape:
        raise Unmodelled("of an array without axes it may be a Python number")
    left = without_axes(shape, reduced_axes(axis, len(shape)), as_bool(keepdims))
    kind = operand_type(q) if is_scalar(q) else wanted.dtype
    dtype = None
    if array.dtype is not None and kind is not None:
        dtype = _asked_quantile(function, array.dtype, kind, len(lead), str(concrete(method)))
    whole = (*lead, *left)
    return numpy_scalar(dtype) if whole == () else new_array(whole, dtype, None)


def _has_elements(array: Array) -> bool:
    return isinstance(array.size, int) and array.size > 0


@lru_cache(maxsize=1024)
def _asked_quantile(function: NumPyFunction, operand: DType, kind: DType | type, ndim: int, method: str) -> DType:
    """The dtype of quantiles, asked of NumPy; one at a Python number, which is weak, has `kind` a type."""
    q = np.zeros((1,) * ndim, kind) if isinstance(kind, np.dtype) else kind(0)
    return asked(partial(function, q=q), operand, True, (("method", method),))


@rule("numpy.sort")
def sort(a: Value, axis: Value = -1, kind: Value = None, order: Value = None, *, stable: Value = None) -> Array:
    """A sorted copy; of all elements in one axis for `axis=None`."""
    return _sorted(a, axis)


@rule("numpy.argsort", "numpy.ndarray.argsort")
def argsort(a: Value, axis: Value = -1, kind: Value = None, order: Value = None, *, stable: Value = None) -> Array:
    """The places of the elements in sorted order."""
    return _places(a, axis)


@rule("numpy.lexsort")
def lexsort(keys: Value, axis: Value = -1) -> Array:
    """The places of elements in the order of several keys, the last of which counts most."""
    items = keys if isinstance(keys, tuple) else keys.items if isinstance(keys, Sequence) else None
    if isinstance(keys, Array):
        shape: Shape = known_rank(keys)[1:] if keys.shape else ()
    elif items:
        shape = known_rank(as_array(items[0]))
    else:
        raise Unmodelled("the keys are not known")
    if not shape:
        raise Unmodelled("keys without axes")
    as_axis(axis, len(shape))
    return new_array(shape, PLACES, None)


@rule("numpy.sort_complex")
def sort_complex(a: Value) -> Array:
    """A sorted copy, of complex numbers."""
    array = as_array(a)
    if not known_rank(array):
        raise WouldRaise("a number cannot be sorted")
    dtype = None if array.dtype is None else _asked_complex(array.dtype)
    return new_array(array.shape, dtype, None)


@lru_cache(maxsize=64)
def _asked_complex(dtype: DType) -> DType:
    with asking():
        return np.sort_complex(np.zeros(1, dtype)).dtype


@rule("numpy.partition")
def partition(a: Value, kth: Value, axis: Value = -1, kind: Value = "introselect", order: Value = None) -> Array:
    """A partitioned copy."""
    return _sorted(a, axis)


@rule("numpy.argpartition", "numpy.ndarray.argpartition")
def argpartition(a: Value, kth: Value, axis: Value = -1, kind: Value = "introselect", order: Value = None) -> Array:
    """The places of the elements in partitioned order."""
    return _places(a, axis)


@rule("numpy.ndarray.sort", writes=True)
def sort_in_place(
    self: Array, axis: Value = -1, kind: Value = None, order: Value = None, *, stable: Value = None
) -> None:
    """Sorts the array itself."""


@rule("numpy.ndarray.partition", writes=True)
def partition_in_place(
    self: Array, kth: Value, axis: Value = -1, kind: Value = "introselect", order: Value = None
) -> None:
    """Partitions the array itself."""


def _sorted(a: Value, axis: Value) -> Array:
    array = as_array(a)
    if axis is None:
        return new_array((array.size,), array.dtype)
    as_axis(axis, len(known_rank(array)))
    return new_array(array.shape, array.dtype, layout_of(array))


def _places(a: Value, axis: Value) -> Array:
    """An array without axes passes for one with one."""
    array = as_array(a)
    shape = known_rank(array) or (1,)
    if axis is None:
        return new_array((array.size,), PLACES)
    as_axis(axis, len(shape))
    return new_array(shape, PLACES)


for _name in ("median", "nanmedian"):
    add_rule(Rule(f"numpy.{_name}", partial(median, getattr(np, _name))))
for _name in ("quantile", "percentile", "nanquantile", "nanpercentile"):
    add_rule(Rule(f"numpy.{_name}", partial(quantile, getattr(np, _name))))
