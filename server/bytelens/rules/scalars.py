"""What NumPy scalars do as arrays do, and what takes arrays to Python objects.

Source: https://numpy.org/doc/stable/reference/arrays.scalars.html#methods
"""

from __future__ import annotations

from functools import lru_cache

import numpy as np

from ..values.arrays import Array, DType, Scalar
from ..values.dims import SOME_INT
from ..values.kinds import Typed, Value
from .arguments import as_dtype
from .asking import asking
from .numpy_scalars import numpy_scalar
from .registry import Unmodelled, rule

PYTHON_NUMBERS = (bool, int, float, complex, str, bytes)


@rule("numpy.generic.item", "numpy.generic.tolist")
def item(self: Scalar, *args: Value) -> Value:
    """The Python object that a NumPy scalar stands for."""
    if self.value is not None:
        return _python_object(self.value.item())
    return _element(self.dtype)


@rule("numpy.ndarray.item")
def array_item(self: Array, *args: Value) -> Value:
    """One element as a Python object."""
    return _element(self.dtype)


@rule("numpy.ndarray.tolist")
def tolist(self: Array) -> Value:
    """Nested lists of Python objects: of an array without axes, the object itself."""
    if self.shape != ():
        raise Unmodelled("nested lists")
    return _element(self.dtype)


@rule("numpy.ndarray.fill", writes=True)
def fill(self: Array, value: Value) -> None:
    """Sets every element."""


@rule("numpy.generic.astype")
def astype(self: Scalar, dtype: Value, *args: Value, **keywords: Value) -> Scalar:
    """A scalar of another type; its value where that is known."""
    wanted = as_dtype(dtype, np.dtype(float))
    if wanted is None or wanted.itemsize == 0:
        raise Unmodelled("the dtype is not known")
    claim = numpy_scalar(wanted)
    if self.value is None or claim.dtype is None:
        return claim
    with asking():
        return Scalar(claim.dtype, self.value.astype(claim.dtype))


@rule("numpy.generic.copy", "numpy.generic.conj", "numpy.generic.conjugate")
def itself(self: Scalar, *args: Value) -> Scalar:
    """A scalar of the same type."""
    return Scalar(self.dtype)


@rule("numpy.generic.round")
def rounded(self: Scalar, decimals: Value = 0, out: Value = None) -> Scalar:
    """A scalar with fewer decimals."""
    if self.dtype is None or out is not None:
        raise Unmodelled("the type of the scalar is not known")
    return Scalar(_asked_round(self.dtype))


@lru_cache(maxsize=64)
def _asked_round(dtype: DType) -> DType:
    with asking():
        return np.dtype(type(np.zeros((), dtype)[()].round()))


def _element(dtype: DType | None) -> Value:
    if dtype is None or dtype.kind in "OMmV":
        raise Unmodelled("the type of the Python object depends on the value")
    element = type(np.zeros((), dtype).item())
    if element is int:
        return SOME_INT
    if element not in PYTHON_NUMBERS:
        raise Unmodelled("no Python number")
    return Typed(element)


def _python_object(value: object) -> Value:
    if type(value) in PYTHON_NUMBERS:
        return value
    raise Unmodelled("no Python number")
