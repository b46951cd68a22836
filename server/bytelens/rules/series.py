"""Power, Chebyshev, Legendre, Hermite and Laguerre series: values, fits, quadratures. One table for the six families.

Source: https://numpy.org/doc/stable/reference/routines.polynomials.html
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from ..values.arrays import Array, DType, new_array
from ..values.dims import Dim, Shape, SomeInt, add, product, upper_bound
from ..values.joining import largest
from ..values.kinds import Sequence, Value
from .arguments import as_bool, as_dim, known_rank
from .examples import Kind, applied, asked_dtype, asked_dtypes, kind_of, lengths_to_try, steady_dtypes
from .lengths import at_most, shorter
from .literals import as_array
from .numpy_scalars import numpy_scalar
from .reducing import NumPyFunction
from .registry import Rule, Unmodelled, WouldRaise, add_rule, resolve

FAMILIES = {
    "polynomial": "poly",
    "chebyshev": "cheb",
    "legendre": "leg",
    "hermite": "herm",
    "hermite_e": "herme",
    "laguerre": "lag",
}
"""The modules of `numpy.polynomial`, and how the names of their functions begin."""


def evaluated(function: NumPyFunction, x: Value, c: Value, tensor: Value = True) -> Value:
    """A series at each of the points: axes of coefficients but the first, then those of the points."""
    points, more = known_rank(as_array(x)), _further_axes(c, 1)
    if more and not as_bool(tensor):
        raise Unmodelled("points that are broadcast against columns")
    return _new((*more, *points), _value_dtype(function, kind_of(x), as_array(c)))


def evaluated_at(function: NumPyFunction, points: tuple[Value, ...], c: Value) -> Value:
    """A series in two or three dimensions at points that are given by their coordinates."""
    arrays = [as_array(point) for point in points]
    shape = known_rank(arrays[0])
    if any(known_rank(array) != shape for array in arrays) and not any(array.shape is None for array in arrays):
        raise Unmodelled("not known to be of one shape")
    return _new((*_further_axes(c, len(points)), *shape), _chained(function, c, [array.dtype for array in arrays]))


def evaluated_on_grid(function: NumPyFunction, points: tuple[Value, ...], c: Value) -> Value:
    """A series in two or three dimensions at every combination of coordinates."""
    shapes = [known_rank(as_array(point)) for point in points]
    shape = tuple(length for each in shapes for length in each)
    return _new((*_further_axes(c, len(points)), *shape), _chained(function, c, list(map(kind_of, points))))


def in_two_dimensions(how: Callable[..., Value], function: NumPyFunction, x: Value, y: Value, c: Value) -> Value:
    """`polyval2d`, `polygrid2d` and the like."""
    return how(function, (x, y), c)


def in_three_dimensions(
    how: Callable[..., Value], function: NumPyFunction, x: Value, y: Value, z: Value, c: Value
) -> Value:
    """`polyval3d`, `polygrid3d` and the like."""
    return how(function, (x, y, z), c)


def _further_axes(c: Value, used: int) -> Shape:
    shape = known_rank(as_array(c)) or (1,)
    if len(shape) < used:
        raise Unmodelled("too few axes of coefficients")
    if 0 in shape[:used]:
        raise Unmodelled("no coefficients")
    return shape[used:]


def _chained(function: NumPyFunction, c: Value, kinds: list[Kind]) -> DType | None:
    array = as_array(c)
    shape, dtype = known_rank(array) or (1,), array.dtype
    for kind, length in zip(kinds, shape, strict=False):
        dtype = _value_dtype(function, kind, new_array((length,), dtype))
    return dtype


def _value_dtype(function: NumPyFunction, kind: Kind, c: Array) -> DType | None:
    """The dtype of values, which may depend on how many coefficients there are."""
    (length, *_) = known_rank(c) or (1,)
    return steady_dtypes(function, 1, (kind, (1,)), (c.dtype, lengths_to_try(length)))[0]


def vander(function: NumPyFunction, x: Value, deg: Value) -> Array:
    """The terms at each point, along a new last axis."""
    array = as_array(x)
    degree = _degree(deg)
    return new_array((*(known_rank(array) or (1,)), add(degree, 1)), _vander_dtype(function, array), None)


def vander_nd(function: NumPyFunction, points: tuple[Value, ...], deg: Value) -> Array:
    """The products of terms in several dimensions, along a new last axis."""
    arrays = [as_array(point) for point in points]
    degrees = deg.items if isinstance(deg, Sequence) else deg
    if not isinstance(degrees, tuple) or len(degrees) != len(points):
        raise Unmodelled("degrees that are not known")
    shape = known_rank(arrays[0]) or (1,)
    if any((known_rank(array) or (1,)) != shape or array.dtype != arrays[0].dtype for array in arrays):
        raise Unmodelled("points of different shapes or dtypes")
    count = product(add(_degree(degree), 1) for degree in degrees)
    return new_array((*shape, count), _vander_dtype(function, arrays[0]), None)


def vander_2d(function: NumPyFunction, x: Value, y: Value, deg: Value) -> Array:
    """In two dimensions."""
    return vander_nd(function, (x, y), deg)


def vander_3d(function: NumPyFunction, x: Value, y: Value, z: Value, deg: Value) -> Array:
    """In three dimensions."""
    return vander_nd(function, (x, y, z), deg)


def _vander_dtype(function: NumPyFunction, array: Array) -> DType | None:
    return asked_dtype(_Fixed(function, (2,)), array.dtype)


class _Fixed:
    """A function with its last arguments given; equal ones are equal, so that answers are kept."""

    def __init__(self, function: NumPyFunction, last: tuple[Any, ...]) -> None:
        self._key = (function, last)

    def __call__(self, *arguments: Any, **keywords: Any) -> Any:
        function, last = self._key
        return function(*arguments, *last, **keywords)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Fixed) and self._key == other._key

    def __hash__(self) -> int:
        return hash(self._key)


def _degree(deg: Value) -> Dim:
    degree = as_dim(deg)
    if isinstance(degree, int) and degree < 0:
        raise WouldRaise("a degree below 0")
    return degree


def fitted(
    function: NumPyFunction,
    x: Value,
    y: Value,
    deg: Value,
    rcond: Value = None,
    full: Value = False,
    w: Value = None,
) -> Value:
    """The coefficients that fit best: one more than the degree; a column for each of y."""
    points, values = as_array(x), as_array(y)
    shape = known_rank(values)
    if len(known_rank(points)) != 1 or len(shape) not in (1, 2):
        raise WouldRaise("neither a vector nor a matrix")
    count, used = _terms(deg)
    kinds = [points.dtype, values.dtype, *([] if w is None else [as_array(w).dtype])]
    ask = _fit if w is None else _weighted_fit
    coefficients, *dtypes = asked_dtypes(_Fixed(ask, (function,)), 5, *kinds, shape=(2,))
    found = new_array((count, *shape[1:]), coefficients, None)
    if not as_bool(full):
        return found
    residuals, rank, singular, condition = dtypes
    left = at_most(shape[1] if len(shape) == 2 else 1)
    details = (
        new_array((left,), residuals),
        numpy_scalar(rank),
        new_array((shorter(known_rank(points)[0], used),), singular),
        numpy_scalar(condition) if rcond is None else rcond,
    )
    return (found, Sequence(details))


def _terms(deg: Value) -> tuple[Dim, Dim]:
    """How many coefficients there are, and how many of them are fitted."""
    items = deg.items if isinstance(deg, Sequence) else deg
    if not isinstance(items, tuple):
        return add(_degree(deg), 1), add(_degree(deg), 1)
    degrees = [_degree(item) for item in items]
    most = largest(map(upper_bound, degrees))
    known = all(isinstance(degree, int) for degree in degrees)
    return add(most, 1) if known and most is not None else SomeInt(), len(degrees)


def _fit(x: Any, y: Any, function: NumPyFunction) -> Any:
    found, (residuals, rank, singular, condition) = function(x, y, 0, full=True)
    return found, residuals, rank, singular, condition


def _weighted_fit(x: Any, y: Any, w: Any, function: NumPyFunction) -> Any:
    found, (residuals, rank, singular, condition) = function(x, y, 0, full=True, w=w)
    return found, residuals, rank, singular, condition


def quadrature(function: NumPyFunction, deg: Value) -> Value:
    """The points and the weights of Gauss quadrature."""
    count = as_dim(deg)
    if isinstance(count, int) and count < 1:
        raise WouldRaise("a quadrature needs a point")
    points, weights = function(1)
    return (new_array((count,), points.dtype), new_array((count,), weights.dtype))


def chebyshev_points(function: NumPyFunction, npts: Value) -> Value:
    """Points at which to interpolate."""
    if isinstance(npts, float):
        raise Unmodelled("a length that is no int")
    count = as_dim(npts)
    if isinstance(count, int) and count < 2:
        raise Unmodelled("too few points")
    return new_array((count,), function(2).dtype)


def weighed(function: NumPyFunction, x: Value) -> Value:
    """The weight function at each of the points."""
    return applied(function, x)


def _new(shape: Shape, dtype: DType | None) -> Value:
    return numpy_scalar(dtype) if shape == () else new_array(shape, dtype, None)


def function_of(module: str, suffix: str) -> NumPyFunction | None:
    """`numpy.polynomial.hermite.hermval` for ("hermite", "val"); None where there is no such function."""
    return resolve(f"numpy.polynomial.{module}.{FAMILIES[module]}{suffix}")  # type: ignore[return-value]


def add_rules(suffix: str, make: Callable[[str, NumPyFunction], Callable[..., Value]]) -> None:
    """Register a rule for the functions of all families whose names end so."""
    for module, prefix in FAMILIES.items():
        function = function_of(module, suffix)
        if function is not None:
            add_rule(Rule(f"numpy.polynomial.{module}.{prefix}{suffix}", make(module, function)))


def _by_values(rule: Callable[..., Value], how: Callable[..., Value]) -> Callable[[str, NumPyFunction], Any]:
    return lambda module, _: partial(rule, how, function_of(module, "val"))


def _by_terms(rule: Callable[..., Value]) -> Callable[[str, NumPyFunction], Any]:
    return lambda module, _: partial(rule, function_of(module, "vander"))


add_rules("val", lambda _, function: partial(evaluated, function))
add_rules("val2d", _by_values(in_two_dimensions, evaluated_at))
add_rules("val3d", _by_values(in_three_dimensions, evaluated_at))
add_rules("grid2d", _by_values(in_two_dimensions, evaluated_on_grid))
add_rules("grid3d", _by_values(in_three_dimensions, evaluated_on_grid))
add_rules("vander", _by_terms(vander))
add_rules("vander2d", _by_terms(vander_2d))
add_rules("vander3d", _by_terms(vander_3d))
add_rules("fit", lambda _, function: partial(fitted, function))
add_rules("gauss", lambda _, function: partial(quadrature, function))
add_rules("weight", lambda _, function: partial(weighed, function))
add_rules("pts1", lambda _, function: partial(chebyshev_points, function))
add_rules("pts2", lambda _, function: partial(chebyshev_points, function))
