"""Evenly spaced numbers: https://numpy.org/doc/stable/reference/routines.array-creation.html#numerical-ranges"""

from __future__ import annotations

import math
from functools import lru_cache
from typing import Any

import numpy as np

from ..values.arrays import Array, DType, Scalar, Strides, c_strides, new_array
from ..values.dims import SOME_INT, Dim, SomeInt, Symbolic, divide, multiply, subtract, upper_bound
from ..values.kinds import Typed, Value
from .arguments import as_axis, as_bool, as_dim, as_dtype, as_length, concrete
from .broadcasting import broadcast_shapes
from .date_ranges import dates_between, is_date
from .literals import as_array
from .registry import Unmodelled, WouldRaise, rule

MOST_TO_ASK = 2048
"""NumPy itself makes ranges of up to so many elements, to be asked what they are."""

UNTYPED: Any = object()
INT64 = range(-(2**63), 2**63)


@rule("numpy.arange")
def arange(
    start: Value = UNTYPED,
    stop: Value = None,
    step: Value = None,
    dtype: Value = None,
    *,
    device: Value = None,
    like: Value = None,
) -> Array:
    """`start, start + step, ...` below `stop`."""
    if start is UNTYPED:
        start, stop = stop, None
    if like is not None:
        raise Unmodelled("like= may make another kind of array")
    first, end = (0, start) if stop is None else (start, stop)
    by = 1 if step is None else step
    wanted = as_dtype(dtype)
    if dtype is not None and wanted is None:
        return Array((_count(first, end, by),), None)
    given = None if dtype is None else wanted
    if any(map(is_date, (first, end, by))):
        return dates_between(start, stop, step, given)
    if all(map(_is_number, (first, end, by))):
        return _constant_range(concrete(first), concrete(end), concrete(by), given)
    kinds = tuple(map(_kind, (first, end, by)))
    known = not any(kind is None for kind in kinds)
    return new_array((_count(first, end, by),), _range_dtype(*kinds, given) if known else _with_unit(given))


def _with_unit(dtype: DType | None) -> DType | None:
    """Dates without a unit take that of the ends, which are not known."""
    return None if dtype in (np.dtype("M8"), np.dtype("m8")) else dtype


def _is_number(value: Value) -> bool:
    if isinstance(value, Scalar):
        return value.value is not None and value.value.dtype.kind in "biuf"
    return isinstance(value, bool | int | float)


def _constant_range(start: Any, stop: Any, step: Any, dtype: DType | None) -> Array:
    lengths = {
        _exact_length(start, stop, step),
        _exact_length(*(value.item() if isinstance(value, np.generic) else value for value in (start, stop, step))),
    }
    if max(lengths) <= MOST_TO_ASK:
        try:
            with np.errstate(all="ignore"):
                made = np.arange(start, stop, step, dtype=dtype)
        except (TypeError, ValueError, OverflowError, ZeroDivisionError) as error:
            raise WouldRaise(str(error)) from error
        return new_array(made.shape, made.dtype)
    if len(lengths) > 1:
        raise Unmodelled("the length depends on the arithmetic of the scalars")
    kinds = tuple(map(_kind, (start, stop, step)))
    return new_array((lengths.pop(),), _range_dtype(*kinds, dtype))


def _exact_length(start: Any, stop: Any, step: Any) -> int:
    """The length as NumPy computes it, in the arithmetic of the arguments.

    NumPy's versions differ in whether these are NumPy scalars or Python's numbers.

    Source: `_calc_length` in numpy/_core/src/multiarray/ctors.c
    """
    try:
        with np.errstate(all="ignore"):
            distance = stop - start
            steps = float(distance / step)
        if steps == 0 and distance != 0:
            return 0 if math.copysign(1, steps) < 0 else 1
        return max(0, math.ceil(steps))
    except (ZeroDivisionError, OverflowError, ValueError) as error:
        raise WouldRaise(f"no length: {error}") from error
    except TypeError as error:
        raise Unmodelled(str(error)) from error


def _kind(value: Value) -> DType | type | None:
    """What decides the dtype of a range: a Python type, a dtype; None where it is not known."""
    if isinstance(value, Scalar | Array):
        return value.dtype
    if isinstance(value, np.generic):
        return value.dtype
    if isinstance(value, Symbolic | SomeInt):
        return int
    kind = value.type if isinstance(value, Typed) else type(value)
    if kind is int and isinstance(value, int) and value not in INT64:
        return None
    return kind if kind in (bool, int, float) else None


@lru_cache(maxsize=1024)
def _range_dtype(start: Any, stop: Any, step: Any, dtype: DType | None) -> DType:
    """The dtype of a long range, asked with an empty one of the same types."""
    make: Any = np.arange
    try:
        zeros = [kind.type(0) if isinstance(kind, np.dtype) else kind(0) for kind in (start, stop)]
        one = step.type(1) if isinstance(step, np.dtype) else step(1)
        made: np.ndarray[Any, Any] = make(*zeros, one, dtype)
    except (TypeError, ValueError) as error:
        raise Unmodelled(str(error)) from error
    result: DType = made.dtype
    return result


def _count(start: Value, stop: Value, step: Value) -> Dim:
    """The number of elements from ints that may be symbols; a formula below 0 is one of no elements."""
    if not all(isinstance(value, int | Symbolic | SomeInt) for value in (start, stop, step)):
        return SOME_INT
    distance, by = subtract(as_dim(stop), as_dim(start)), as_dim(step)
    if isinstance(by, int) and by < 0:
        distance, by = multiply(-1, distance) if not isinstance(distance, SomeInt) else SOME_INT, -by
    if by == 0:
        raise WouldRaise("a step of 0")
    if by == 1:
        return max(0, distance) if isinstance(distance, int) else _no_less_than_zero(distance)
    if isinstance(by, int):
        whole = divide(distance, by)
        if isinstance(distance, Symbolic) and isinstance(whole, Symbolic):
            return whole
        return _no_less_than_zero(SomeInt(upper_bound(distance)))
    return SOME_INT


def _no_less_than_zero(length: Dim) -> Dim:
    if isinstance(length, SomeInt) and isinstance(length.at_most, int):
        return SomeInt(max(0, length.at_most))
    return length


@rule("numpy.linspace")
def linspace(
    start: Value,
    stop: Value,
    num: Value = 50,
    endpoint: Value = True,
    retstep: Value = False,
    dtype: Value = None,
    axis: Value = 0,
    *,
    device: Value = None,
) -> Value:
    """`num` numbers from `start` to `stop`, which may be arrays; with `retstep`, the spacing too."""
    length = as_length(num)
    computed = _spaced_dtype(np.linspace, _sample(start), _sample(stop))
    samples = _spaced(start, stop, length, axis, computed if dtype is None else as_dtype(dtype))
    if not as_bool(retstep):
        return samples
    gaps = subtract(length, 1) if as_bool(endpoint) else length
    return (samples, _spacing(start, stop, gaps, computed))


def _spacing(start: Value, stop: Value, gaps: Dim, dtype: DType | None) -> Value:
    """The step that `retstep` asks for; a Python nan where there is no gap."""
    if not isinstance(gaps, int):
        raise Unmodelled("it is not known whether there is a step")
    if gaps <= 0:
        return math.nan
    shape = broadcast_shapes([as_array(start).shape, as_array(stop).shape])
    return Scalar(dtype) if shape == () else new_array(shape, dtype, None)


@rule("numpy.logspace")
def logspace(
    start: Value,
    stop: Value,
    num: Value = 50,
    endpoint: Value = True,
    base: Value = 10.0,
    dtype: Value = None,
    axis: Value = 0,
) -> Value:
    """Powers of a base that is one number."""
    if not isinstance(base, int | float | Scalar | Symbolic | SomeInt | Typed):
        raise Unmodelled("a base that may be an array")
    computed = _powers_dtype(_sample(start), _sample(stop), _sample(base))
    return _spaced(start, stop, as_length(num), axis, computed if dtype is None else as_dtype(dtype))


@rule("numpy.geomspace")
def geomspace(
    start: Value,
    stop: Value,
    num: Value = 50,
    endpoint: Value = True,
    dtype: Value = None,
    axis: Value = 0,
) -> Value:
    """Numbers in a geometric progression."""
    computed = _spaced_dtype(np.geomspace, _sample(start), _sample(stop))
    samples = _spaced(start, stop, as_length(num), axis, computed if dtype is None else as_dtype(dtype))
    return Array(samples.shape, samples.dtype)


def _sample(value: Value) -> DType | type | None:
    """The type of an end of a range: what the dtype of the result depends on."""
    if isinstance(value, complex) or (isinstance(value, Typed) and value.type is complex):
        return complex
    kind = _kind(value)
    return as_array(value).dtype if kind is None else kind


def _one(kind: Any) -> Any:
    return np.ones((), kind) if isinstance(kind, np.dtype) else kind(1)


def _spaced_dtype(function: Any, start: Any, stop: Any) -> DType | None:
    return None if start is None or stop is None else _asked_dtype(function, start, stop)


@lru_cache(maxsize=256)
def _asked_dtype(function: Any, start: Any, stop: Any) -> DType:
    try:
        made: np.ndarray[Any, Any] = function(_one(start), _one(stop), 1)
    except (TypeError, ValueError) as error:
        raise WouldRaise(str(error)) from error
    result: DType = made.dtype
    return result


@lru_cache(maxsize=256)
def _powers_dtype(start: Any, stop: Any, base: Any) -> DType | None:
    if start is None or stop is None or base is None:
        return None
    try:
        made: np.ndarray[Any, Any] = np.logspace(_one(start), _one(stop), 1, base=_one(base))
    except (TypeError, ValueError) as error:
        raise Unmodelled(str(error)) from error
    result: DType = made.dtype
    return result


def _spaced(start: Value, stop: Value, length: Dim, axis: Value, dtype: DType | None) -> Array:
    """Samples along a new axis between ends that broadcast."""
    ends = (as_array(start), as_array(stop))
    inner = broadcast_shapes([end.shape for end in ends])
    if inner is None:
        return Array(None, dtype)
    place = as_axis(axis, len(inner) + 1)
    shape = (*inner[:place], length, *inner[place:])
    flat = all(end.shape == () or end.is_c_contiguous for end in ends)
    strides: Strides | None = None
    if flat and dtype is not None:
        strides = c_strides((length, *inner), dtype.itemsize)
    if strides is not None:
        strides = (*strides[1 : place + 1], strides[0], *strides[place + 1 :])
    return Array(shape, dtype, strides)
