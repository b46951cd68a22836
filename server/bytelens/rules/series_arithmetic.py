"""Coefficients of series from coefficients. Zeros at the end go, so that most lengths are bounded.

Source: https://numpy.org/doc/stable/reference/routines.polynomials.html
"""

from __future__ import annotations

from functools import partial

from ..values.arrays import Array, DType, new_array
from ..values.dims import Dim, add, multiply, subtract
from ..values.kinds import Value
from .arguments import as_axis, as_int, known_rank
from .examples import FEW, Kind, Lengths, lengths_to_try, steady_dtypes
from .lengths import at_most, longer
from .literals import as_array
from .reducing import NumPyFunction
from .registry import Rule, Unmodelled, WouldRaise, add_rule, resolve
from .series import FAMILIES, add_rules

MOST_EXACT_ROOTS = 500
"""Leading coefficients of products of more factors may vanish, and be trimmed."""


def added(function: NumPyFunction, c1: Value, c2: Value) -> Array:
    """The sum or the difference of two series."""
    first, second = _coefficients(c1), _coefficients(c2)
    (dtype,) = steady_dtypes(function, 1, _up_to(first), _up_to(second))
    return Array((at_most(longer(_length(first), _length(second))),), dtype)


def multiplied(function: NumPyFunction, c1: Value, c2: Value) -> Array:
    """The product of two series."""
    first, second = _coefficients(c1), _coefficients(c2)
    (dtype,) = steady_dtypes(function, 1, _up_to(first), _up_to(second))
    return Array((at_most(subtract(add(_length(first), _length(second)), 1)),), dtype)


def divided(function: NumPyFunction, c1: Value, c2: Value) -> Value:
    """The quotient and the remainder."""
    first, second = _coefficients(c1), _coefficients(c2)
    dtypes = steady_dtypes(function, 2, _up_to(first), _up_to(second))
    return tuple(Array((at_most(_length(first)),), dtype) for dtype in dtypes)


def multiplied_by_x(function: NumPyFunction, c: Value) -> Array:
    """The product with x."""
    series = _coefficients(c)
    return Array((at_most(add(_length(series), 1)),), _steady_dtype(function, series))


def power(function: NumPyFunction, c: Value, pow: Value, maxpower: Value = None) -> Array:
    """A series times itself."""
    series, times = _coefficients(c), as_int(pow)
    if times < 0:
        raise WouldRaise("a negative power")
    (dtype,) = steady_dtypes(function, 1, _up_to(series), pow=min(times, 3))
    return Array((at_most(add(multiply(subtract(_length(series), 1), times), 1)),), dtype)


def derived(function: NumPyFunction, c: Value, m: Value = 1, scl: Value = 1, axis: Value = 0) -> Array:
    """The derivative: so many coefficients fewer, but one at least."""
    array, place, times = _along(c, axis, m)
    shape = known_rank(array) or (1,)
    length = shape[place]
    some_left = isinstance(length, int) and length > times
    if len(shape) > 1 and not some_left:
        raise Unmodelled("the axes may come in another order")
    left: Dim = max(length - times, 1) if isinstance(length, int) else at_most(length)
    return new_array((*shape[:place], left, *shape[place + 1 :]), _steady_dtype(function, array), None)


def integrated(
    function: NumPyFunction,
    c: Value,
    m: Value = 1,
    k: Value = (),
    lbnd: Value = 0,
    scl: Value = 1,
    axis: Value = 0,
) -> Array:
    """The integral: so many coefficients more, unless there is but one that may be 0."""
    array, place, times = _along(c, axis, m)
    shape = known_rank(array) or (1,)
    length = shape[place]
    more = add(length, times)
    exact = isinstance(length, int) and (length > 1 or times == 0)
    left = more if exact else at_most(more)
    return new_array((*shape[:place], left, *shape[place + 1 :]), _steady_dtype(function, array), None)


def _along(c: Value, axis: Value, m: Value) -> tuple[Array, int, int]:
    array, times = as_array(c), as_int(m)
    shape = known_rank(array) or (1,)
    place = as_axis(axis, len(shape))
    if times < 0:
        raise WouldRaise("a negative order")
    if shape[place] == 0:
        raise Unmodelled("no coefficients")
    return array, place, times


def from_roots(module: str, function: NumPyFunction, roots: Value) -> Array:
    """The series with some roots: one coefficient more than there are."""
    array = as_array(roots)
    shape = known_rank(array)
    if len(shape) > 1:
        raise WouldRaise("several axes")
    count = shape[0] if shape else 1
    steady = module == "polynomial" or (isinstance(count, int) and count <= MOST_EXACT_ROOTS)
    length = add(count, 1)
    if count == 0 or not isinstance(count, int):
        return new_array((length if steady else at_most(length),), None)
    (dtype,) = steady_dtypes(function, 1, (array.dtype, lengths_to_try(count)))
    return new_array((length if steady else at_most(length),), dtype)


def roots(function: NumPyFunction, c: Value) -> Array:
    """The roots: one fewer than coefficients; real or complex, as the data has it."""
    series = _coefficients(c)
    complex_ones = series.dtype is not None and series.dtype.kind == "c"
    dtype = _steady_dtype(function, series) if complex_ones else None
    return Array((at_most(_fewer(_length(series))),), dtype)


def companion(function: NumPyFunction, c: Value) -> Array:
    """The companion matrix."""
    series = _coefficients(c)
    side = at_most(_fewer(_length(series)))
    return Array((side, side), steady_dtypes(function, 1, (series.dtype, FEW[1:]))[0])


def converted(function: NumPyFunction, c: Value) -> Array:
    """A series in another basis, or without small coefficients at the end."""
    series = _coefficients(c)
    return Array((at_most(_length(series)),), _steady_dtype(function, series))


def trimmed(function: NumPyFunction, c: Value, tol: Value = 0) -> Array:
    """A series without small coefficients at the end."""
    return converted(function, c)


def _coefficients(c: Value) -> Array:
    array = as_array(c)
    shape = known_rank(array)
    if len(shape) > 1 or shape == (0,):
        raise WouldRaise("coefficients lie along one axis, and there is one")
    return array


def _length(series: Array) -> Dim:
    shape = known_rank(series)
    return shape[0] if shape else 1


def _fewer(length: Dim) -> Dim:
    return max(length - 1, 0) if isinstance(length, int) else length


def _up_to(series: Array) -> tuple[Kind, Lengths]:
    """The dtype of coefficients, and what is left of them when zeros at the end are gone."""
    return series.dtype, lengths_to_try(_length(series), shorter=True)


def _steady_dtype(function: NumPyFunction, series: Array) -> DType | None:
    """The dtype, if it is the same for few and for many coefficients."""
    return steady_dtypes(function, 1, (series.dtype, FEW))[0]


for _suffix in ("add", "sub"):
    add_rules(_suffix, lambda _, function: partial(added, function))
add_rules("mul", lambda _, function: partial(multiplied, function))
add_rules("div", lambda _, function: partial(divided, function))
add_rules("mulx", lambda _, function: partial(multiplied_by_x, function))
add_rules("pow", lambda _, function: partial(power, function))
add_rules("der", lambda _, function: partial(derived, function))
add_rules("int", lambda _, function: partial(integrated, function))
add_rules("fromroots", lambda module, function: partial(from_roots, module, function))
add_rules("roots", lambda _, function: partial(roots, function))
add_rules("companion", lambda _, function: partial(companion, function))
add_rules("trim", lambda _, function: partial(trimmed, function))
add_rules("2poly", lambda _, function: partial(converted, function))
for _module, _prefix in FAMILIES.items():
    _from_powers: NumPyFunction | None = resolve(f"numpy.polynomial.{_module}.poly2{_prefix}")  # type: ignore[assignment]
    if _from_powers is not None:
        add_rule(Rule(f"numpy.polynomial.{_module}.poly2{_prefix}", partial(converted, _from_powers)))
