"""What NumPy returns in place of an array without axes."""

from __future__ import annotations

from ..values.arrays import Array, DType, Scalar, new_array
from .registry import Unmodelled

SIZED_BY_VALUE = "SU"


def numpy_scalar(dtype: DType | None) -> Scalar:
    """The scalar that stands for one element of an array of `dtype`.

    NumPy scalars have the native byte order, and strings are as long as their text. Raises Unmodelled for
    an object, which is returned as itself.
    """
    if dtype is None:
        raise Unmodelled("an object or a NumPy scalar")
    if dtype.hasobject:
        raise Unmodelled("an element is a Python object")
    if dtype.kind in SIZED_BY_VALUE:
        return Scalar(None)
    return Scalar(dtype if dtype.kind == "V" else dtype.newbyteorder("="))


def array_or_scalar(dtype: DType | None) -> Array:
    """A new array of unknown rank, which may turn out to be a scalar."""
    differs = dtype is not None and (dtype.kind in SIZED_BY_VALUE or not dtype.isnative)
    return new_array(None, None if differs else dtype)
