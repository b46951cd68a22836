"""Running totals and differences along an axis.

Source: https://numpy.org/doc/stable/reference/routines.math.html#sums-products-differences
"""

from __future__ import annotations

from functools import partial

import numpy as np

from ..values.arrays import Array, DType, new_array
from ..values.dims import Dim, SomeInt, add, upper_bound
from ..values.kinds import Value
from .arguments import as_axis, as_bool, as_int, known_rank
from .literals import as_array
from .promotion import common_dtype, ufunc_dtypes
from .reducing import NumPyFunction, asked, dtype_given, given_output, layout_of
from .registry import Rule, Unmodelled, WouldRaise, add_rule, resolve, rule

ABSENT = object()
"""The default of a parameter for which None is an argument like others."""


def running(function: NumPyFunction, a: Value, axis: Value = None, dtype: Value = None, out: Value = None) -> Array:
    """`numpy.cumsum` and its family: over the flattened array by default."""
    given = given_output(out)
    if given is not None:
        return given
    array = as_array(a)
    kind = _dtype(function, array, dtype)
    if axis is None:
        return new_array((array.size,), kind)
    if array.shape == ():
        as_axis(axis, 1)
        return new_array((1,), kind)
    shape = known_rank(array)
    as_axis(axis, len(shape))
    return new_array(shape, kind, layout_of(array))


def running_in_one_axis(
    function: NumPyFunction,
    x: Value,
    /,
    *,
    axis: Value = None,
    dtype: Value = None,
    out: Value = None,
    include_initial: Value = False,
) -> Array:
    """`numpy.cumulative_sum` and `numpy.cumulative_prod`: the axis may be left out for arrays with one."""
    given = given_output(out)
    if given is not None:
        return given
    array = as_array(x)
    shape = known_rank(array) or (1,)
    if axis is None and len(shape) != 1:
        raise WouldRaise("the axis must be given")
    place = as_axis(0 if axis is None else axis, len(shape))
    kind = _dtype(function, array, dtype)
    if not as_bool(include_initial):
        return new_array(shape, kind, layout_of(array))
    return new_array((*shape[:place], add(shape[place], 1), *shape[place + 1 :]), kind, None)


def accumulate(ufunc: np.ufunc, array: Value, axis: Value = 0, dtype: Value = None, out: Value = None) -> Array:
    """`ufunc.accumulate(array, axis)`, along the first axis by default."""
    given = given_output(out)
    if given is not None:
        return given
    source = as_array(array)
    shape = known_rank(source)
    as_axis(axis, len(shape))
    return new_array(shape, _dtype(ufunc.accumulate, source, dtype), layout_of(source))


def reduceat(
    ufunc: np.ufunc, array: Value, indices: Value, axis: Value = 0, dtype: Value = None, out: Value = None
) -> Array:
    """`ufunc.reduceat(array, indices, axis)`: as many elements along the axis as there are indices."""
    given = given_output(out)
    if given is not None:
        return given
    source, starts = as_array(array), known_rank(as_array(indices))
    shape = known_rank(source)
    place = as_axis(axis, len(shape))
    if len(starts) != 1:
        raise Unmodelled("the indices have not one axis")
    kind = None if source.dtype is None else asked(ufunc.reduce, source.dtype, False, _keywords(dtype))
    return new_array((*shape[:place], starts[0], *shape[place + 1 :]), kind, None)


@rule("numpy.diff")
def diff(a: Value, n: Value = 1, axis: Value = -1, prepend: Value = ABSENT, append: Value = ABSENT) -> Array:
    """Differences between neighbours, `n` times over: an axis that is shorter by `n`."""
    times = as_int(n)
    if times == 0:
        if isinstance(a, Array):
            return a
        raise Unmodelled("the argument itself")
    parts = [as_array(value) for value in (a, prepend, append) if value is not ABSENT]
    shape = known_rank(parts[0])
    if not shape or times < 0:
        raise WouldRaise("no differences of numbers")
    place = as_axis(axis, len(shape))
    length: Dim = 0
    for part in parts:
        length = add(length, known_rank(part)[place] if part.shape != () else 1)
    kind = common_dtype(part.dtype for part in parts)
    if kind is not None:
        kind = ufunc_dtypes(np.not_equal if kind.kind == "b" else np.subtract, (kind, kind))[0]
    return new_array((*shape[:place], _shorter(length, times), *shape[place + 1 :]), kind, None)


def _shorter(length: Dim, times: int) -> Dim:
    """`length - times`, but never less than 0: certain for constants only."""
    if isinstance(length, int):
        return max(length - times, 0)
    longest = upper_bound(length)
    return SomeInt(max(longest - times, 0) if isinstance(longest, int) else longest)


def _dtype(function: NumPyFunction, array: Array, dtype: Value) -> DType | None:
    return None if array.dtype is None else asked(function, array.dtype, False, _keywords(dtype))


def _keywords(dtype: Value) -> tuple[tuple[str, DType], ...]:
    found = dtype_given(dtype)
    return () if found is None else (("dtype", found),)


for _name in ("cumsum", "cumprod", "nancumsum", "nancumprod"):
    for _owner in ("numpy", "numpy.ndarray"):
        if hasattr(resolve(_owner), _name):
            add_rule(Rule(f"{_owner}.{_name}", partial(running, getattr(np, _name))))
for _name in ("cumulative_sum", "cumulative_prod"):
    if hasattr(np, _name):
        add_rule(Rule(f"numpy.{_name}", partial(running_in_one_axis, getattr(np, _name))))
add_rule(Rule("numpy.ufunc.accumulate", accumulate))
add_rule(Rule("numpy.ufunc.reduceat", reduceat))
