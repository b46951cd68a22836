"""`numpy.poly1d`, and `numpy.polynomial.Polynomial` and its like: what they are made from, called with and asked for.

Of a `poly1d` the dtype of the coefficients may be known: nothing can change it. Coefficients of the others can be set.

Sources: https://numpy.org/doc/stable/reference/generated/numpy.poly1d.html,
https://numpy.org/doc/stable/reference/routines.polynomials.classes.html
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import numpy as np

from ..values.arrays import Array, DType, new_array
from ..values.dims import SOME_INT
from ..values.kinds import UNKNOWN, Made, Value
from .arguments import as_bool, as_length, is_scalar, known_rank
from .literals import as_array
from .polynomials import is_poly1d, poly, poly1d_of, polyder, polyint, polyval
from .registry import Rule, Unmodelled, WouldRaise, add_rule, rule

SERIES = ("Polynomial", "Chebyshev", "Legendre", "Hermite", "HermiteE", "Laguerre")


@rule("numpy.poly1d")
def poly1d(c_or_r: Value, r: Value = False, variable: Value = None) -> Value:
    """A polynomial with some coefficients, or with some roots."""
    if is_poly1d(c_or_r):
        return c_or_r
    if as_bool(r):
        return poly1d_of(_dtype_from_roots(c_or_r))
    array = as_array(c_or_r)
    if len(known_rank(array)) > 1:
        raise WouldRaise("several axes")
    return poly1d_of(array.dtype)


def _dtype_from_roots(roots: Value) -> DType | None:
    try:
        return poly(roots).dtype
    except WouldRaise:
        raise
    except Unmodelled:
        return None


@rule("numpy.poly1d.__call__")
def poly1d_call(self: Made, val: Value) -> Value:
    """The polynomial at each of the points."""
    if is_poly1d(val):
        return poly1d_of(None)
    points = as_array(val)
    dtype = dtype_of(self)
    if dtype is None:
        return polyval(self, val)
    return polyval(new_array((1,), dtype), points)


@rule("numpy.poly1d.deriv")
def poly1d_deriv(self: Made, m: Value = 1) -> Value:
    """The derivative."""
    dtype = dtype_of(self)
    return poly1d_of(None if dtype is None else _dtype_of_array(polyder(new_array((2,), dtype), m)))


@rule("numpy.poly1d.integ")
def poly1d_integ(self: Made, m: Value = 1, k: Value = 0) -> Value:
    """The integral."""
    dtype = dtype_of(self)
    return poly1d_of(None if dtype is None else _dtype_of_array(polyint(new_array((2,), dtype), m, k)))


@rule("numpy.poly1d.c", "numpy.poly1d.coef", "numpy.poly1d.coeffs", "numpy.poly1d.coefficients")
def poly1d_coeffs(self: Made) -> Array:
    """The coefficients that it holds."""
    return Array((SOME_INT,), dtype_of(self), certain=False)


@rule("numpy.poly1d.r", "numpy.poly1d.roots")
def poly1d_roots(self: Made) -> Array:
    """The roots."""
    return Array((SOME_INT,), None)


@rule("numpy.poly1d.o", "numpy.poly1d.order")
def poly1d_order(self: Made) -> Value:
    """The degree."""
    return SOME_INT


def dtype_of(polynomial: Made) -> DType | None:
    """The dtype of the coefficients of a `poly1d`."""
    (dtype,) = polynomial.given or (None,)
    return dtype if isinstance(dtype, np.dtype) else None


def _dtype_of_array(array: Value) -> DType | None:
    return array.dtype if isinstance(array, Array) else None


def series(kind: type, coef: Value, domain: Value = None, window: Value = None, symbol: Value = "x") -> Made:
    """A series with some coefficients."""
    if len(known_rank(as_array(coef))) > 1:
        raise WouldRaise("several axes")
    return Made(kind, ())


def fit(
    kind: type,
    x: Value,
    y: Value,
    deg: Value,
    domain: Value = None,
    rcond: Value = None,
    full: Value = False,
    w: Value = None,
    window: Value = None,
    symbol: Value = "x",
) -> Value:
    """The series that fits best; perhaps with what tells how well."""
    if len(known_rank(as_array(y))) > 1:
        raise Unmodelled("a series with several columns")
    return (Made(kind, ()), UNKNOWN) if as_bool(full) else Made(kind, ())


def from_roots(kind: type, roots: Value, domain: Value = UNKNOWN, window: Value = None, symbol: Value = "x") -> Made:
    """The series with some roots."""
    return Made(kind, ())


def basis(kind: type, deg: Value, domain: Value = None, window: Value = None, symbol: Value = "x") -> Made:
    """One of the series' own polynomials."""
    as_length(deg)
    return Made(kind, ())


def identity(kind: type, domain: Value = None, window: Value = None, symbol: Value = "x") -> Made:
    """The series whose value is its argument."""
    return Made(kind, ())


def series_call(self: Made, arg: Value) -> Array:
    """The series at each of the points."""
    if is_scalar(arg) or isinstance(arg, Made):
        raise Unmodelled("a number, or a series of a series")
    shape = as_array(arg).shape
    if shape == ():
        raise Unmodelled("an array or a scalar")
    return new_array(shape, None)


def linspace(self: Made, n: Value = 100, domain: Value = None) -> Value:
    """So many points and the values at them."""
    points = new_array((as_length(n),), None)
    return (points, points)


def derived(self: Made, *arguments: Value, **keywords: Value) -> Made:
    """`deriv`, `integ`, `copy` and the like: another series of the kind."""
    if not isinstance(self.maker, type):
        raise Unmodelled("not a series")
    return Made(self.maker, ())


def coef(self: Made) -> Array:
    """The coefficients that it holds."""
    return Array((SOME_INT,), None, certain=False)


def interval(self: Made) -> Array:
    """`domain` and `window`."""
    return Array((2,), None, certain=False)


def roots(self: Made) -> Array:
    """The roots."""
    return Array((SOME_INT,), None)


def degree(self: Made) -> Value:
    """The degree."""
    return SOME_INT


_OF_CLASSES: dict[str, Callable[..., Value]] = {
    "fit": fit,
    "fromroots": from_roots,
    "basis": basis,
    "identity": identity,
}
_OF_INSTANCES: dict[str, Callable[..., Value]] = {
    "__call__": series_call,
    "linspace": linspace,
    "roots": roots,
    "degree": degree,
    "coef": coef,
    "domain": interval,
    "window": interval,
    **dict.fromkeys(("deriv", "integ", "copy", "trim", "truncate", "cutdeg"), derived),
}

for _name in SERIES:
    _kind: type = getattr(np.polynomial, _name)
    add_rule(Rule(f"numpy.polynomial.{_name}", partial(series, _kind)))
    for _attribute, _rule in _OF_CLASSES.items():
        add_rule(Rule(f"numpy.polynomial.{_name}.{_attribute}", partial(_rule, _kind)))
    for _attribute, _of_instance in _OF_INSTANCES.items():
        add_rule(Rule(f"numpy.polynomial.{_name}.{_attribute}", _of_instance))
