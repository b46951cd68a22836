"""Polynomials by their coefficients, the highest power first, as `numpy.polyfit` and its kin have them.

Source: https://numpy.org/doc/stable/reference/routines.polynomials-package.html
"""

from __future__ import annotations

from functools import partial
from typing import Any

import numpy as np

from ..values.arrays import Array, DType, new_array
from ..values.dims import SOME_INT, Dim, add, subtract
from ..values.kinds import Made, Value
from .arguments import as_bool, as_dim, as_int, known_rank
from .examples import asked_dtype, asked_dtypes
from .lengths import at_most, longer, shorter
from .literals import as_array
from .numpy_scalars import numpy_scalar
from .promotion import common_dtype
from .reducing import NumPyFunction
from .registry import Rule, Unmodelled, WouldRaise, add_rule, rule


def is_poly1d(value: Value) -> bool:
    """Whether an argument is a polynomial object: results are such, too."""
    return isinstance(value, Made) and value.maker is np.poly1d


def poly1d_of(dtype: DType | None) -> Made:
    """A polynomial object; the dtype of its coefficients is given where it is known."""
    return Made(np.poly1d, () if dtype is None else (dtype,))


@rule("numpy.polyfit")
def polyfit(
    x: Value,
    y: Value,
    deg: Value,
    rcond: Value = None,
    full: Value = False,
    w: Value = None,
    cov: Value = False,
) -> Value:
    """The coefficients that fit best, or a column of them for each of y; perhaps with what tells how well."""
    points, values = as_array(x), as_array(y)
    shape, degree = known_rank(values), as_dim(deg)
    if len(known_rank(points)) != 1 or len(shape) not in (1, 2):
        raise WouldRaise("neither a vector nor a matrix")
    if isinstance(degree, int) and degree < 0:
        raise WouldRaise("a degree below 0")
    kinds = [points.dtype, values.dtype, *([] if w is None else [as_array(w).dtype])]
    fit = _fit if w is None else _weighted_fit
    coefficients, residuals, rank, singular, condition = asked_dtypes(fit, 5, *kinds, shape=(2,))
    count = add(degree, 1)
    found = new_array((count, *shape[1:]), coefficients, None)
    if as_bool(full):
        left = at_most(shape[1] if len(shape) == 2 else 1)
        return (
            found,
            new_array((left,), residuals),
            numpy_scalar(rank),
            new_array((shorter(known_rank(points)[0], count),), singular),
            numpy_scalar(condition) if rcond is None else rcond,
        )
    if cov != "unscaled" and not as_bool(cov):
        return found
    if w is not None and not (isinstance(count, int) and count > 1):
        raise Unmodelled("weights may leave nothing")
    columns = () if len(shape) == 1 else (1,) if cov == "unscaled" else (at_most(shape[1]),)
    return (found, new_array((count, count, *columns), None))


def _fit(x: Any, y: Any) -> Any:
    return np.polyfit(x, y, 0, full=True)


def _weighted_fit(x: Any, y: Any, w: Any) -> Any:
    return np.polyfit(x, y, 0, w=w, full=True)


@rule("numpy.polyval")
def polyval(p: Value, x: Value) -> Value:
    """A polynomial at each of the points."""
    if is_poly1d(x):
        return poly1d_of(None)
    points = as_array(x)
    order = "C" if points.is_c_contiguous else None
    if is_poly1d(p):
        return new_array(points.shape or None, None)
    coefficients = as_array(p)
    (length,) = _one_axis(coefficients)
    if length == 0:
        raise Unmodelled("no coefficients")
    dtype = asked_dtype(np.polyval, coefficients.dtype, points.dtype)
    if not isinstance(length, int):
        return new_array(points.shape or None, dtype if dtype == points.dtype else None, order)
    return numpy_scalar(dtype) if points.shape == () else new_array(points.shape, dtype, order)


@rule("numpy.roots")
def roots(p: Value) -> Array:
    """The roots: zeros at the start count for nothing; real or complex, as the data has it."""
    if is_poly1d(p):
        return Array((SOME_INT,), None)
    shape = known_rank(as_array(p))
    if len(shape) > 1:
        raise WouldRaise("several axes")
    return Array((at_most(_fewer(shape[0], 1)) if shape else 0,), None)


@rule("numpy.poly")
def poly(seq_of_zeros: Value) -> Array:
    """The polynomial with some roots, or the characteristic one of a matrix."""
    array = as_array(seq_of_zeros)
    shape = known_rank(array) or (1,)
    if not isinstance(shape[0], int) or shape[0] == 0 or len(shape) > 2:
        raise Unmodelled("without roots it is a Python number")
    real = array.dtype is not None and array.dtype.kind in "biuf" and len(shape) == 1
    return Array((add(shape[0], 1),), asked_dtype(np.poly, array.dtype) if real else None)


def summed(function: NumPyFunction, a1: Value, a2: Value) -> Value:
    """The sum or the difference of two polynomials, as long as the longer."""
    if is_poly1d(a1) or is_poly1d(a2):
        return poly1d_of(None)
    first, second = as_array(a1), as_array(a2)
    (n,), (m,) = _one_axis(first), _one_axis(second)
    return new_array((longer(n, m),), asked_dtype(function, first.dtype, second.dtype))


@rule("numpy.polymul")
def polymul(a1: Value, a2: Value) -> Value:
    """The product, without zeros at the start."""
    if is_poly1d(a1) or is_poly1d(a2):
        return poly1d_of(None)
    first, second = as_array(a1), as_array(a2)
    (n,), (m,) = _one_axis(first), _one_axis(second)
    dtype = asked_dtype(np.polymul, first.dtype, second.dtype)
    if n == 0 or m == 0 or not isinstance(n, int) or not isinstance(m, int):
        return Array((at_most(add(n, m)),), None)
    return Array((at_most(subtract(add(n, m), 1)),), dtype)


@rule("numpy.polydiv")
def polydiv(u: Value, v: Value) -> Value:
    """The quotient, and the remainder without zeros at the start: a view of more."""
    if is_poly1d(u) or is_poly1d(v):
        return (poly1d_of(None), poly1d_of(None))
    first, second = as_array(u), as_array(v)
    (n,), (m,) = _one_axis(first), _one_axis(second)
    quotient, remainder = asked_dtypes(np.polydiv, 2, first.dtype, second.dtype)
    length: Dim = at_most(add(n, 1))
    if isinstance(n, int) and isinstance(m, int):
        length = max(n - m + 1, 1)
    return (new_array((length,), quotient), Array((at_most(n),), remainder, certain=False))


@rule("numpy.polyder")
def polyder(p: Value, m: Value = 1) -> Value:
    """The derivative: so many coefficients fewer."""
    if is_poly1d(p):
        return poly1d_of(None)
    array, times = as_array(p), as_int(m)
    (length,) = _one_axis(array)
    if times == 0:
        return array
    if times < 0:
        raise WouldRaise("a negative order")
    if length == 0:
        raise Unmodelled("no coefficients")
    return new_array((_fewer(length, times),), asked_dtype(np.polyder, array.dtype, shape=(2,)))


@rule("numpy.polyint")
def polyint(p: Value, m: Value = 1, k: Value = None) -> Value:
    """The integral: so many coefficients more."""
    if is_poly1d(p):
        return poly1d_of(None)
    array, times = as_array(p), as_int(m)
    (length,) = _one_axis(array)
    if times == 0:
        return array
    if times < 0:
        raise WouldRaise("a negative order")
    dtype = asked_dtype(np.polyint, array.dtype)
    if k is not None:
        dtype = common_dtype((dtype, as_array(k).dtype))
    return new_array((add(length, times),), dtype)


def _one_axis(array: Array) -> tuple[Dim]:
    shape = known_rank(array)
    if len(shape) != 1:
        raise Unmodelled("coefficients with other axes than one")
    return (shape[0],)


def _fewer(length: Dim, count: int) -> Dim:
    return max(length - count, 0) if isinstance(length, int) else at_most(length)


for _name in ("polyadd", "polysub"):
    add_rule(Rule(f"numpy.{_name}", partial(summed, getattr(np, _name))))
