"""Correlation, convolution, interpolation, gradients, integrals, counts and places in order.

Sources: https://numpy.org/doc/stable/reference/routines.statistics.html,
https://numpy.org/doc/stable/reference/routines.math.html
"""

from __future__ import annotations

from functools import lru_cache, partial
from typing import Any

import numpy as np

from ..values.arrays import Array, DType, new_array
from ..values.dims import Dim, Shape, SomeInt, add, subtract, upper_bound
from ..values.kinds import Sequence, Value
from .arguments import DEFAULT_FLOAT, as_axes, as_axis, as_bool, as_dim, is_scalar, known_rank
from .examples import asked_dtype, kind_of
from .literals import as_array
from .numpy_scalars import numpy_scalar
from .promotion import common_dtype
from .reducing import NumPyFunction, dtype_given, layout_of
from .registry import Rule, Unmodelled, WouldRaise, add_rule, rule

PLACES: DType = np.dtype(np.intp)


@rule("numpy.cov")
def cov(
    m: Value,
    y: Value = None,
    rowvar: Value = True,
    bias: Value = False,
    ddof: Value = None,
    fweights: Value = None,
    aweights: Value = None,
    *,
    dtype: Value = None,
) -> Array:
    """Covariances of every pair of variables; of one alone, an array without axes."""
    count, kind = _variables(m, y, rowvar, dtype)
    if not isinstance(count, int):
        return _some_variables(kind)
    return new_array(() if count == 1 else (count, count), kind, None)


@rule("numpy.corrcoef")
def corrcoef(x: Value, y: Value = None, rowvar: Value = True, *, dtype: Value = None) -> Value:
    """Correlations of every pair of variables; of one alone, a scalar."""
    count, kind = _variables(x, y, rowvar, dtype)
    if not isinstance(count, int):
        return _some_variables(kind)
    return numpy_scalar(kind) if count == 1 else new_array((count, count), kind, None)


def _variables(m: Value, y: Value, rowvar: Value, dtype: Value) -> tuple[Dim, DType | None]:
    """The number of variables, which are rows or columns, and the dtype of results."""
    arrays = [as_array(value) for value in (m, y) if value is not None]
    count: Dim = 0
    for array in arrays:
        shape = known_rank(array)
        if len(shape) > 2:
            raise WouldRaise("more than two dimensions")
        if len(shape) < 2:
            count = add(count, 1)
        elif as_bool(rowvar):
            count = add(count, shape[0])
        elif shape[0] == 1 or not isinstance(shape[0], int):
            raise Unmodelled("one row may be taken for a variable")
        else:
            count = add(count, shape[1])
        if count == 0:
            raise Unmodelled("no variables")
    return count, dtype_given(dtype) or common_dtype([*(array.dtype for array in arrays), DEFAULT_FLOAT])


def _some_variables(kind: DType | None) -> Array:
    """Without variables NumPy returns an empty array of its default dtype, whatever was asked for."""
    return new_array(None, kind if kind == DEFAULT_FLOAT else None)


def slid(function: NumPyFunction, default: str, a: Value, v: Value, mode: Value = None) -> Array:
    """`numpy.convolve` and `numpy.correlate`: products with one array slid along the other."""
    left, right = as_array(a), as_array(v)
    first, second = (_one_axis(array) for array in (left, right))
    wanted = default if mode is None else mode
    if wanted not in ("full", "same", "valid"):
        raise Unmodelled("another mode")
    full = subtract(add(first, second), 1)
    length = full if wanted == "full" else _longer(first, second, full)
    if wanted == "valid":
        length = _full_overlap(first, second, length)
    return new_array((length,), asked_dtype(function, left.dtype, right.dtype))


def _one_axis(array: Array) -> Dim:
    shape = known_rank(array)
    if len(shape) != 1:
        raise Unmodelled("a number, or several axes")
    if shape[0] == 0:
        raise WouldRaise("an empty array")
    return shape[0]


def _longer(first: Dim, second: Dim, most: Dim) -> Dim:
    if isinstance(first, int) and isinstance(second, int):
        return max(first, second)
    if first == second and not isinstance(first, SomeInt):
        return first
    return SomeInt(upper_bound(most))


def _full_overlap(first: Dim, second: Dim, longer: Dim) -> Dim:
    if isinstance(first, int) and isinstance(second, int):
        return longer - min(first, second) + 1 if isinstance(longer, int) else longer
    return 1 if first == second and not isinstance(first, SomeInt) else SomeInt(upper_bound(longer))


@rule("numpy.interp")
def interp(x: Value, xp: Value, fp: Value, left: Value = None, right: Value = None, period: Value = None) -> Value:
    """The values of a piecewise linear function at `x`."""
    points = as_array(x)
    dtype = asked_dtype(_interpolated, as_array(fp).dtype)
    if points.shape == ():
        return numpy_scalar(dtype)
    return new_array(points.shape, dtype)


def _interpolated(fp: Any) -> Any:
    return np.interp(np.zeros(1), np.zeros(1), fp)


@rule("numpy.gradient")
def gradient(f: Value, *varargs: Value, axis: Value = None, edge_order: Value = 1) -> Value:
    """The differences along each axis, in arrays like `f`: one alone, or a tuple or list of several."""
    array = as_array(f)
    shape = known_rank(array)
    count = len(as_axes(axis, len(shape)))
    dtype = asked_dtype(np.gradient, array.dtype, shape=(2,))
    results = (new_array(shape, dtype, layout_of(array)),) * count
    if count == 1:
        return results[0]
    return results if _gradients_are_a_tuple() else Sequence(results)


@lru_cache(maxsize=1)
def _gradients_are_a_tuple() -> bool:
    return isinstance(np.gradient(np.zeros((2, 2))), tuple)


def trapezoid(function: NumPyFunction, y: Value, x: Value = None, dx: Value = 1.0, axis: Value = -1) -> Value:
    """The integral along an axis, which goes."""
    array = as_array(y)
    shape = known_rank(array)
    place = as_axis(axis, len(shape))
    if x is None:
        if not is_scalar(dx):
            raise Unmodelled("distances in an array")
        dtype = asked_dtype(partial_of(function), array.dtype, kind_of(dx), shape=(2,))
    else:
        points = as_array(x)
        if len(known_rank(points)) != 1 and points.shape != shape:
            raise Unmodelled("points that are broadcast")
        if any(isinstance(length, SomeInt) for length in shape) and len(known_rank(points)) != 1:
            raise Unmodelled("points that may be broadcast")
        dtype = asked_dtype(function, array.dtype, points.dtype, shape=(2,))
    left: Shape = (*shape[:place], *shape[place + 1 :])
    return numpy_scalar(dtype) if left == () else new_array(left, dtype, None)


@lru_cache(maxsize=2)
def partial_of(function: NumPyFunction) -> NumPyFunction:
    """The integral with even distances, for which an example is a number."""
    return lambda y, distances: function(y, dx=distances[0] if isinstance(distances, np.ndarray) else distances)


@rule("numpy.ediff1d")
def ediff1d(ary: Value, to_end: Value = None, to_begin: Value = None) -> Array:
    """Differences between neighbours in the flattened array, and what comes before and after them."""
    array = as_array(ary)
    size = array.size
    length: Dim = max(size - 1, 0) if isinstance(size, int) else SomeInt(upper_bound(size))
    for extra in (to_begin, to_end):
        length = length if extra is None else add(length, as_array(extra).size)
    if array.dtype is not None and array.dtype.kind not in "iufc":
        raise Unmodelled("differences of other elements than numbers")
    return new_array((length,), array.dtype)


@rule("numpy.unwrap")
def unwrap(p: Value, discont: Value = None, axis: Value = -1, *, period: Value = 2 * np.pi) -> Array:
    """A copy without jumps."""
    array = as_array(p)
    as_axis(axis, len(known_rank(array)))
    if not is_scalar(period):
        raise Unmodelled("a period in an array")
    return new_array(array.shape, asked_dtype(_unwrapped, array.dtype, kind_of(period), shape=(2,)), layout_of(array))


def _unwrapped(p: Any, period: Any) -> Any:
    return np.unwrap(p, period=period[0] if isinstance(period, np.ndarray) else period)


@rule("numpy.digitize")
def digitize(x: Value, bins: Value, right: Value = False) -> Value:
    """The place of each element among bins."""
    array, edges = as_array(x), as_array(bins)
    if len(known_rank(edges)) != 1:
        raise WouldRaise("bins have one axis")
    return _places(array)


@rule("numpy.searchsorted", "numpy.ndarray.searchsorted")
def searchsorted(a: Value, v: Value, side: Value = "left", sorter: Value = None) -> Value:
    """Where elements would have to be inserted to keep the order."""
    if len(known_rank(as_array(a))) != 1:
        raise WouldRaise("only arrays with one axis are searched")
    return _places(as_array(v))


def _places(array: Array) -> Value:
    if array.shape == ():
        return numpy_scalar(PLACES)
    return new_array(array.shape, PLACES)


@rule("numpy.bincount")
def bincount(x: Value, /, weights: Value = None, minlength: Value = 0) -> Array:
    """How often each int occurs: as long as the largest asks for."""
    array = as_array(x)
    if len(known_rank(array)) != 1:
        raise WouldRaise("not one axis")
    least, length = as_dim(minlength), array.size
    if length == 0:
        return new_array((least,), PLACES)
    dtype: DType | None = PLACES
    if weights is not None:
        dtype = DEFAULT_FLOAT if isinstance(length, int) else None
    if array.dtype is None or array.dtype.kind not in "bu" or array.dtype.itemsize > 2 or not isinstance(least, int):
        return new_array((SomeInt(),), dtype)
    return new_array((SomeInt(max(2 ** (8 * array.dtype.itemsize), least)),), dtype)


add_rule(Rule("numpy.convolve", partial(slid, np.convolve, "full")))
add_rule(Rule("numpy.correlate", partial(slid, np.correlate, "valid")))
for _name in ("trapezoid", "trapz"):
    if hasattr(np, _name):
        add_rule(Rule(f"numpy.{_name}", partial(trapezoid, getattr(np, _name))))
