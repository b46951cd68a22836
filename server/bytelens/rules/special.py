"""Functions that work element by element without being ufuncs, parts of complex numbers, and windows.

Sources: https://numpy.org/doc/stable/reference/routines.math.html#handling-complex-numbers,
https://numpy.org/doc/stable/reference/routines.window.html
"""

from __future__ import annotations

from functools import partial

import numpy as np

from ..values.arrays import Array, Scalar, new_array
from ..values.dims import Dim
from ..values.kinds import Sequence, Value
from .arguments import as_bool, as_dim, is_scalar
from .attributes import NUMBERS, attribute
from .examples import applied, asked_dtype
from .layout import like
from .literals import as_array
from .numpy_scalars import array_or_scalar, numpy_scalar
from .reducing import NumPyFunction, given_output
from .registry import Rule, Unmodelled, add_rule, rule


def of_each(function: NumPyFunction, x: Value) -> Value:
    """A function of one argument."""
    return applied(function, x)


def asked_of_each(function: NumPyFunction, x: Value, out: Value = None) -> Value:
    """A test of one argument."""
    given = given_output(out)
    return applied(function, x) if given is None else given


@rule("numpy.angle")
def angle(z: Value, deg: Value = False) -> Value:
    """The angle of each complex number."""
    return applied(np.angle, z, deg=as_bool(deg))


def part(name: str, val: Value) -> Value:
    """`numpy.real` and `numpy.imag`: the attribute; a list becomes an array first."""
    if isinstance(val, Array | Scalar):
        return attribute(val, name)
    if isinstance(val, bool | int | float | complex):
        return getattr(val, name)
    if not isinstance(val, tuple | Sequence):
        raise Unmodelled("an object's own attribute")
    array = as_array(val)
    if array.dtype is None or array.dtype.kind == "c":
        raise Unmodelled("a view of an array that nobody holds")
    return attribute(array, name)


@rule("numpy.real_if_close")
def real_if_close(a: Value, tol: Value = 100) -> Array:
    """The array itself, or a view of its real parts where the others are small."""
    if not isinstance(a, Array):
        raise Unmodelled("a view of an array that nobody holds")
    if a.dtype is not None and a.dtype.kind in NUMBERS and a.dtype.kind != "c":
        return a
    return Array(a.shape, None, None, a.buffer, certain=False, type=a.type)


@rule("numpy.nan_to_num")
def nan_to_num(x: Value, copy: Value = True, nan: Value = 0.0, posinf: Value = None, neginf: Value = None) -> Value:
    """A copy without NaNs and infinities; a scalar for an array without axes."""
    if copy is not True:
        raise Unmodelled("the argument itself is changed")
    array = as_array(x)
    if array.shape == ():
        return numpy_scalar(array.dtype)
    if array.shape is None:
        return array_or_scalar(array.dtype)
    return like(array, array.dtype, "K")


def window(name: str, M: Value) -> Array:
    """So many weights; none for a number below 1."""
    if isinstance(M, float | str) or (isinstance(M, Scalar) and isinstance(M.value, np.inexact)):
        raise Unmodelled("a window of a length that is no int")
    count = as_dim(M)
    length: Dim = max(count, 0) if isinstance(count, int) else count
    return new_array((length,), asked_dtype(_ONE_WEIGHT[name], np.dtype(float)))


@rule("numpy.kaiser")
def kaiser(M: Value, beta: Value) -> Array:
    """A Kaiser window."""
    if not is_scalar(beta) or isinstance(beta, complex | Scalar):
        raise Unmodelled("no Python number")
    return window("kaiser", M)


WINDOWS = ("bartlett", "blackman", "hamming", "hanning")
_ONE_WEIGHT: dict[str, NumPyFunction] = {name: lambda x, name=name: getattr(np, name)(x.size) for name in WINDOWS}
_ONE_WEIGHT["kaiser"] = lambda beta: np.kaiser(1, beta[0])

for _name in WINDOWS:
    add_rule(Rule(f"numpy.{_name}", partial(window, _name)))
for _name in ("i0", "sinc", "iscomplex", "isreal"):
    add_rule(Rule(f"numpy.{_name}", partial(of_each, getattr(np, _name))))
for _name in ("isneginf", "isposinf"):
    add_rule(Rule(f"numpy.{_name}", partial(asked_of_each, getattr(np, _name))))
for _name in ("real", "imag"):
    add_rule(Rule(f"numpy.{_name}", partial(part, _name)))
