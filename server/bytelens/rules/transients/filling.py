"""Arrays that are filled: the result, and what is made an array to fill it with.

Source: https://numpy.org/doc/stable/reference/routines.array-creation.html
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from ...values.arrays import Array, DType
from ...values.dims import Dim, SomeInt, subtract, upper_bound
from ...values.kinds import Value
from ..arguments import as_bool, is_scalar
from ..registry import Unmodelled
from .elementwise import number, type_of
from .gauge import peak_with
from .operands import NUMBERS
from .registry import transient
from .sizes import held, held_by, total

FEW = 3


@transient("numpy.ones")
def ones(result: Value, shape: Value, dtype: Value = None, order: Value = "C", *, device: Value = None) -> Dim:
    """The 1 becomes an array."""
    return total(held_by(result), _beside(np.ones, _dtype_of(result)))


@transient("numpy.full")
def full(result: Value, shape: Value, fill_value: Value, dtype: Value = None, order: Value = "C") -> Dim:
    """A number becomes an array."""
    like_fill = dtype is None
    return total(held_by(result), _beside_fill(_full_of_its_own if like_fill else _full, result, fill_value))


@transient("numpy.full_like")
def full_like(
    result: Value, a: Value, fill_value: Value, dtype: Value = None, order: Value = "K", subok: Value = True
) -> Dim:
    """A number becomes an array."""
    if not isinstance(a, Array):
        raise Unmodelled("the prototype becomes an array first")
    return total(held_by(result), _beside_fill(_full_like, result, fill_value))


@transient("numpy.zeros_like")
def zeros_like(
    result: Value, a: Value, dtype: Value = None, order: Value = "K", subok: Value = True, shape: Value = None
) -> Dim:
    """The 0 becomes an array."""
    if not isinstance(a, Array):
        raise Unmodelled("the prototype becomes an array first")
    return total(held_by(result), _beside(_zeros_like, _dtype_of(result)))


@transient("numpy.ones_like")
def ones_like(
    result: Value, a: Value, dtype: Value = None, order: Value = "K", subok: Value = True, shape: Value = None
) -> Dim:
    """The 1 becomes an array."""
    if not isinstance(a, Array):
        raise Unmodelled("the prototype becomes an array first")
    return total(held_by(result), _beside(_ones_like, _dtype_of(result)))


@transient("numpy.eye", "numpy.identity")
def eye(result: Value, N: Value, M: Value = None, k: Value = 0, dtype: Value = float, order: Value = "C") -> Dim:
    """The 1 becomes an array, unless there is no place for it."""
    if not isinstance(result, Array) or k != 0 or result.size == 0:
        raise Unmodelled("a diagonal that may be outside")
    return total(held_by(result), _beside(_eye, _dtype_of(result)))


@transient("numpy.linspace")
def linspace(
    result: Value, start: Value, stop: Value, num: Value = 50, endpoint: Value = True, retstep: Value = False,
    dtype: Value = None, axis: Value = 0,
) -> Dim:  # fmt: skip
    """Steps are computed in place; one or two elements take ways of their own."""
    if not is_scalar(start) or not is_scalar(stop) or as_bool(retstep) or dtype is not None:
        raise Unmodelled("arrays, or a step")
    if not isinstance(result, Array) or result.dtype != np.dtype(float) or result.shape is None:
        raise Unmodelled("complex numbers")
    extra = peak_with(_linspace, type_of(start), type_of(stop), as_bool(endpoint))
    peak = total(held_by(result), extra - FEW * result.dtype.itemsize)
    length = result.shape[0]
    if (isinstance(length, int) and length < FEW) or start == stop:
        raise Unmodelled("too few elements, or no step")
    certain = isinstance(length, int) and isinstance(start, int | float) and isinstance(stop, int | float)
    return peak if certain else SomeInt(upper_bound(total(peak, held_by(result), extra)))


def _linspace(start: Any, stop: Any, endpoint: bool) -> tuple[Any, tuple[Any, ...]]:
    return np.linspace, (number(start, 0), number(stop, 1), FEW, endpoint)


def _beside(function: Callable[..., Any], dtype: DType) -> int:
    """What is needed beside a result of few elements."""
    return peak_with(_few, function, dtype) - _size_of_few(function, dtype)


def _beside_fill(function: Callable[..., Any], result: Value, fill: Value) -> Dim:
    if not is_scalar(fill):
        raise Unmodelled("arrays that are broadcast, or no numbers")
    dtype = _dtype_of(result)
    return subtract(peak_with(_few_filled, function, dtype, type_of(fill)), held((FEW,), dtype))


def _few(function: Callable[..., Any], dtype: DType) -> tuple[Any, tuple[Any, ...]]:
    return function, (FEW, dtype)


def _few_filled(function: Callable[..., Any], dtype: DType, kind: Any) -> tuple[Any, tuple[Any, ...]]:
    return function, (dtype, number(kind, 1), np.zeros(FEW, dtype))


def _size_of_few(function: Callable[..., Any], dtype: DType) -> int:
    return dtype.itemsize * (FEW * FEW if function is _eye else FEW)


def _full(dtype: DType, fill: Any, prototype: Any) -> Any:
    return np.full(FEW, fill, dtype)


def _full_of_its_own(dtype: DType, fill: Any, prototype: Any) -> Any:
    return np.full(FEW, fill)


def _full_like(dtype: DType, fill: Any, prototype: Any) -> Any:
    return np.full_like(prototype, fill)


_PROTOTYPES: dict[DType, Any] = {}


def _prototype(dtype: DType) -> Any:
    return _PROTOTYPES.setdefault(dtype, np.zeros(FEW, dtype))


def _zeros_like(count: int, dtype: DType) -> Any:
    return np.zeros_like(_prototype(dtype))


def _ones_like(count: int, dtype: DType) -> Any:
    return np.ones_like(_prototype(dtype))


def _eye(count: int, dtype: DType) -> Any:
    return np.eye(count, dtype=dtype)


def _dtype_of(result: Value) -> DType:
    dtype, shape = (result.dtype, result.shape) if isinstance(result, Array) else (None, None)
    if dtype is None or dtype.kind not in NUMBERS or shape == ():
        raise Unmodelled("no numbers, or one without axes, which is filled in another way")
    return dtype
