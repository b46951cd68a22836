"""What every reduction has in common: which axes go, and which dtype NumPy gives the result."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Any, TypeAlias

import numpy as np

from ..values.arrays import Array, DType, Scalar, new_array
from ..values.dims import Shape
from ..values.kinds import Unknown, Value
from .arguments import as_axes, as_bool, as_dtype, as_int
from .asking import asking
from .numpy_scalars import numpy_scalar
from .registry import Unmodelled, WouldRaise

NumPyFunction: TypeAlias = Callable[..., Any]
MODELLED_KINDS = "biufcmM"
"""Of strings the result depends on the text, of objects on the objects."""


def reduced(
    array: Array, axis: Value, keepdims: Value, dtype: Callable[[bool], DType | None], order: str | None = "K"
) -> Array | Scalar:
    """A new array, or a scalar, without the axes that are reduced.

    dtype: tells the dtype of the result; its argument is whether that is a scalar.
    Raises WouldRaise where the array has no such axis.
    """
    keep = as_bool(keepdims)
    if array.shape is None:
        whole = axis is None and not keep
        return numpy_scalar(dtype(True)) if whole else new_array(None, dtype(False))
    shape = without_axes(array.shape, reduced_axes(axis, len(array.shape)), keep)
    if shape == ():
        return numpy_scalar(dtype(True))
    return new_array(shape, dtype(False), layout_of(array) if order == "K" else order)


def reduced_axes(axis: Value, ndim: int) -> tuple[int, ...]:
    """The axes that a reduction takes away; an array without axes passes for one with one."""
    if isinstance(axis, Unknown):
        raise Unmodelled("the axis is not known")
    if ndim == 0 and axis is not None and not isinstance(axis, tuple):
        if not -1 <= as_int(axis) <= 0:
            raise WouldRaise("no such axis")
        return ()
    return as_axes(axis, ndim)


def without_axes(shape: Shape, axes: tuple[int, ...], keep: bool) -> Shape:
    """A shape without some axes, or with 1 in their place."""
    if keep:
        return tuple(1 if axis in axes else length for axis, length in enumerate(shape))
    return tuple(length for axis, length in enumerate(shape) if axis not in axes)


def layout_of(array: Array) -> str | None:
    """The layout of a new array that follows that of `array`, as `order="K"` does."""
    if array.is_c_contiguous:
        return "C"
    return "F" if array.is_f_contiguous else None


def given_output(out: Value) -> Array | None:
    """The array passed as `out`. Raises Unmodelled for what is not known to be one."""
    if out is None or isinstance(out, Array):
        return out
    if isinstance(out, tuple) and len(out) == 1:
        return given_output(out[0])
    raise Unmodelled("the output is not known to be an array")


def dtype_given(dtype: Value) -> DType | None:
    """A dtype argument that is None or known. Raises Unmodelled where it isn't known."""
    found = as_dtype(dtype, None)
    if found is None and dtype is not None:
        raise Unmodelled("the dtype is not known")
    return found


def dtype_of_reduction(function: NumPyFunction, array: Array, dtype: Value = None) -> Callable[[bool], DType | None]:
    """What tells the dtype that NumPy's `function` gives; None where that of the array is not known.

    dtype: the argument of that name.
    """
    operand, given = array.dtype, dtype_given(dtype)
    keywords = () if given is None else (("dtype", given),)
    return lambda whole: None if operand is None else asked(function, operand, whole, keywords)


@lru_cache(maxsize=4096)
def asked(function: NumPyFunction, operand: DType, whole: bool, keywords: tuple[tuple[str, Any], ...] = ()) -> DType:
    """The dtype of `function(array, axis, **keywords)`, asked of NumPy with an array of one element.

    whole: all axes go. Raises Unmodelled where NumPy refuses the dtype.
    """
    if operand.kind not in MODELLED_KINDS:
        raise Unmodelled(f"a reduction of {operand}")
    with asking():
        answer = function(np.zeros((1, 1), operand), axis=None if whole else 0, **dict(keywords))
    if not isinstance(answer, np.ndarray | np.generic):
        raise Unmodelled("the result is a Python object")
    return answer.dtype
