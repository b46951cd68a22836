"""Attributes of arrays and NumPy scalars.

Source: https://numpy.org/doc/stable/reference/arrays.ndarray.html#array-attributes
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache, partial

import numpy as np

from ..values.arrays import Array, DType, Scalar, new_array, view_of
from ..values.kinds import Value
from .registry import Rule, Unmodelled, WouldRaise, add_rule

NUMBERS = "biufc"


def attribute(value: Array | Scalar, name: str) -> Value:
    """`value.name`. Raises Unmodelled for what is no modelled attribute, or is not known."""
    return _of_scalar(value, name) if isinstance(value, Scalar) else _of_array(value, name)


def _of_array(array: Array, name: str) -> Value:
    if name not in _ATTRIBUTES:
        raise Unmodelled(f"not a modelled attribute: {name}")
    found = _ATTRIBUTES[name](array)
    if found is None:
        raise Unmodelled(f"{name} is not known")
    return found


def _of_scalar(scalar: Scalar, name: str) -> Value:
    """A scalar answers as an array without axes would, with scalars in the place of arrays."""
    if name in ("T", "real") and (name == "T" or _is_real(scalar.dtype)):
        return scalar
    if name == "data":
        raise Unmodelled(name)
    found = _of_array(Array((), scalar.dtype, ()), name)
    return Scalar(found.dtype) if isinstance(found, Array) else found


def _is_real(dtype: DType | None) -> bool:
    return dtype is not None and dtype.kind in NUMBERS and dtype.kind != "c"


def _itemsize(array: Array) -> Value:
    return None if array.dtype is None else array.dtype.itemsize


def _strides(array: Array) -> Value:
    """Known where every axis is longer than 1; of others NumPy may report any stride."""
    if array.shape is None or array.strides is None:
        return None
    axes = zip(array.shape, array.strides, strict=True)
    known = all(isinstance(stride, int) and isinstance(length, int) and length > 1 for length, stride in axes)
    return array.strides if known else None


def _transposed(array: Array) -> Value:
    shape = None if array.shape is None else array.shape[::-1]
    return view_of(array, shape, None if array.strides is None else array.strides[::-1])


def _matrix_transposed(array: Array) -> Value:
    if array.shape is None:
        return view_of(array, None)
    if len(array.shape) < 2:
        raise WouldRaise("matrix transpose with ndim < 2 is undefined")
    *lead, rows, columns = array.shape
    strides = array.strides
    return view_of(
        array, (*lead, columns, rows), None if strides is None else (*strides[:-2], strides[-1], strides[-2])
    )


def _real(array: Array) -> Value:
    """The array itself unless it is complex, then a view of every other number."""
    return array if _is_real(array.dtype) else _view_of_part(array)


def _imag(array: Array) -> Value:
    """Zeros in a new array unless it is complex."""
    if _is_real(array.dtype):
        return new_array(array.shape, array.dtype, "C" if array.is_c_contiguous else None)
    return _view_of_part(array)


def _view_of_part(array: Array) -> Array:
    if array.dtype is None or array.dtype.kind != "c":
        raise Unmodelled("not known to be numbers")
    return view_of(array, array.shape, array.strides, _part_dtype(array.dtype))


@lru_cache(maxsize=64)
def _part_dtype(dtype: DType) -> DType:
    return np.empty(0, dtype).real.dtype


_ATTRIBUTES: dict[str, Callable[[Array], Value]] = {
    "shape": lambda array: array.shape,
    "ndim": lambda array: array.ndim,
    "size": lambda array: array.size,
    "nbytes": lambda array: array.nbytes,
    "itemsize": _itemsize,
    "dtype": lambda array: array.dtype,
    "strides": _strides,
    "T": _transposed,
    "mT": _matrix_transposed,
    "real": _real,
    "imag": _imag,
    "device": lambda _: "cpu",
}

_OF_ALL_CLASSES = frozenset({"device", "shape", "ndim", "size", "nbytes", "itemsize", "dtype", "strides"})

for _name in _ATTRIBUTES:
    add_rule(Rule(f"numpy.ndarray.{_name}", partial(attribute, name=_name), subclasses=_name in _OF_ALL_CLASSES))
    add_rule(Rule(f"numpy.generic.{_name}", partial(attribute, name=_name)))
