"""Integrals and differential equations: https://docs.scipy.org/doc/scipy/reference/integrate.html"""

from __future__ import annotations

from functools import partial
from typing import Any

import numpy as np
from scipy import integrate

from ...values.arrays import Array, DType
from ...values.dims import subtract
from ...values.kinds import Typed, Value
from ..arguments import as_axis, is_scalar, known_rank
from ..literals import as_array
from ..numpy_scalars import numpy_scalar
from ..registry import Unmodelled
from .callbacks import refuse_changeable
from .samples import Ask, dtype_of, needs_rank, uncomputed

_FLOAT = np.dtype(float)
_calls_back = partial(uncomputed, writes=True)


@_calls_back("scipy.integrate.odeint")
def odeint(
    func: Value,
    y0: Value,
    t: Value,
    args: Value = (),
    *,
    rtol: Value = None,
    atol: Value = None,
    hmax: Value = 0.0,
    tfirst: Value = False,
) -> Value:
    """The state at each time: a row for each element of `t`, a column for each of `y0`."""
    refuse_changeable(args)
    (times,) = needs_rank(as_array(t), 1)
    needs_rank(as_array(y0), 0, 1)
    return Array((times, as_array(y0).size), _FLOAT)


@_calls_back("scipy.integrate.quad")
def quad(
    func: Value,
    a: Value,
    b: Value,
    args: Value = (),
    *,
    epsabs: Value = None,
    epsrel: Value = None,
    limit: Value = 50,
) -> Value:
    """An integral, and how wrong it may be."""
    refuse_changeable(args)
    return Typed(float), Typed(float)


@uncomputed("scipy.integrate.trapezoid")
def trapezoid(y: Value, x: Value = None, dx: Value = 1.0, axis: Value = -1) -> Value:
    """Integrals along an axis, which goes."""
    return _integrals(_ask_trapezoid, y, x, dx, axis)


@uncomputed("scipy.integrate.simpson")
def simpson(y: Value, x: Value = None, *, dx: Value = 1.0, axis: Value = -1) -> Value:
    """Integrals along an axis, which goes."""
    return _integrals(_ask_simpson, y, x, dx, axis)


def _integrals(ask: Ask, y: Value, x: Value, dx: Value, axis: Value) -> Value:
    array = as_array(y)
    shape = known_rank(array)
    place = as_axis(axis, len(shape))
    dtype = _dtype(ask, array, x, dx)
    left = (*shape[:place], *shape[place + 1 :])
    return Array(left, dtype) if left else numpy_scalar(dtype)


@uncomputed("scipy.integrate.cumulative_trapezoid")
def cumulative_trapezoid(y: Value, x: Value = None, dx: Value = 1.0, axis: Value = -1, initial: Value = None) -> Value:
    """Integrals up to each element of an axis but the first, or of all of them with an initial value."""
    array = as_array(y)
    shape = known_rank(array)
    place = as_axis(axis, len(shape))
    length = subtract(shape[place], 1) if initial is None else shape[place]
    if initial is not None and not is_scalar(initial):
        raise Unmodelled("not known to be a number")
    dtype = _dtype(_ask_cumulative, array, x, dx) if initial is None else None
    return Array((*shape[:place], length, *shape[place + 1 :]), dtype)


def _dtype(ask: Ask, array: Array, x: Value, dx: Value) -> DType | None:
    if x is None:
        return dtype_of(ask, array.dtype) if type(dx) in (int, float) else None
    places = as_array(x)
    if len(known_rank(places)) not in (1, array.ndim):
        raise Unmodelled("axes that broadcast")
    return dtype_of(ask, array.dtype, places.dtype)


def _ask_trapezoid(*dtypes: DType) -> Any:
    return integrate.trapezoid(*(np.arange(3).astype(dtype) for dtype in dtypes))


def _ask_simpson(*dtypes: DType) -> Any:
    answers = [integrate.simpson(*(np.arange(n).astype(dtype) for dtype in dtypes)) for n in (2, 3, 4)]
    return answers[0] if all(answer.dtype == answers[0].dtype for answer in answers) else None


def _ask_cumulative(*dtypes: DType) -> Any:
    return integrate.cumulative_trapezoid(*(np.arange(3).astype(dtype) for dtype in dtypes))
