"""Fits, roots and minima: https://docs.scipy.org/doc/scipy/reference/optimize.html

The program's own functions are called back: whatever these reach counts as changed, hence `writes`.
"""

from __future__ import annotations

from functools import partial
from typing import Any

import numpy as np
from scipy import optimize

from ...values.arrays import Array
from ...values.dims import SOME_INT
from ...values.kinds import Sequence, Typed, Value
from ..literals import as_array
from ..registry import Unmodelled
from .callbacks import positional_parameters, refuse_changeable
from .samples import dtype_of, needs_rank, uncomputed

_FLOAT = np.dtype(float)
_calls_back = partial(uncomputed, writes=True)


@_calls_back("scipy.optimize.curve_fit")
def curve_fit(
    f: Value,
    xdata: Value,
    ydata: Value,
    p0: Value = None,
    sigma: Value = None,
    absolute_sigma: Value = False,
    check_finite: Value = None,
    bounds: Value = None,
    method: Value = None,
    *,
    maxfev: Value = None,
) -> Value:
    """The parameters that fit best, and how they vary together.

    There are as many as `p0` has, else as the function has after the first.
    """
    if not isinstance(xdata, Sequence | range):  # of these, the function gets copies
        refuse_changeable(xdata)
    count = positional_parameters(f) - 1 if p0 is None else as_array(p0).size
    if isinstance(count, int) and count < 1:
        raise Unmodelled("nothing to fit")
    return Array((count,), _FLOAT), Array((count, count), _FLOAT)


@_calls_back("scipy.optimize.leastsq")
def leastsq(func: Value, x0: Value, args: Value = (), *, maxfev: Value = 0) -> Value:
    """The place of the least sum of squares, and how the search ended."""
    refuse_changeable(args)
    return Array((as_array(x0).size,), _FLOAT), SOME_INT


@_calls_back("scipy.optimize.fsolve")
def fsolve(func: Value, x0: Value, args: Value = (), *, xtol: Value = None, maxfev: Value = 0) -> Value:
    """The place of a root, for each of the variables in `x0`."""
    refuse_changeable(args)
    return Array((as_array(x0).size,), _FLOAT)


@_calls_back("scipy.optimize.fmin")
def fmin(func: Value, x0: Value, args: Value = (), *, disp: Value = True) -> Value:
    """The place of a minimum, for each of the variables in `x0`."""
    refuse_changeable(args)
    start = as_array(x0)
    double = start.dtype is not None and (start.dtype.kind in "biu" or start.dtype == _FLOAT)
    return Array((start.size,), _FLOAT if double else None)


@_calls_back(*(f"scipy.optimize.{_name}" for _name in ("brentq", "brenth", "bisect", "ridder")))
def root(f: Value, a: Value, b: Value, args: Value = (), *, xtol: Value = None, rtol: Value = None) -> Value:
    """A root between two numbers."""
    refuse_changeable(args)
    return Typed(float)


@uncomputed("scipy.optimize.linear_sum_assignment")
def linear_sum_assignment(cost_matrix: Value, maximize: Value = False) -> Value:
    """Rows, and the column that each is assigned to: as many as the shorter side of the matrix."""
    n, m = needs_rank(as_array(cost_matrix), 2)
    pairs = min(n, m) if isinstance(n, int) and isinstance(m, int) else SOME_INT
    dtype = dtype_of(_ask_assignment)
    return Array((pairs,), dtype), Array((pairs,), dtype)


def _ask_assignment() -> Any:
    return optimize.linear_sum_assignment(np.eye(2))
