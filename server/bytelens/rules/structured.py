"""Structured dtypes: what arrays of them are made of, and the fields of their elements.

Fields of arrays are subscripts (`indexing`). Source: https://numpy.org/doc/stable/user/basics.rec.html
"""

from __future__ import annotations

import numpy as np

from ..values.arrays import Array, DType, Scalar
from ..values.dims import Shape, SomeInt
from ..values.kinds import Sequence, Value
from .arguments import concrete
from .asking import asking
from .numpy_scalars import numpy_scalar
from .registry import Unmodelled, WouldRaise, rule


def structured_shape(value: Value, dtype: DType) -> Shape:
    """The shape of an array of structures: lists make axes, tuples are elements.

    Raises WouldRaise for a tuple that has not one item for each field.
    """
    if isinstance(value, tuple):
        if len(value) != len(dtype.names or ()):
            raise WouldRaise("a tuple for a structure needs one item for each field")
        return ()
    if isinstance(value, Scalar):
        return ()
    if isinstance(value, Array) and value.shape is not None and value.dtype == dtype:
        return value.shape
    if not isinstance(value, Sequence) or value.kind not in ("list", "range"):
        raise Unmodelled("not known to be a structure")
    if value.items is None:
        return (value.length, *structured_shape(value.element, dtype))
    inner = {structured_shape(item, dtype) for item in value.items}
    if len(inner) > 1 or any(isinstance(length, SomeInt) for shape in inner for length in shape):
        raise Unmodelled("items of several shapes")
    return (len(value.items), *(inner.pop() if inner else ()))


@rule("numpy.void.__getitem__")
def field_of_scalar(self: Scalar, key: Value) -> Value:
    """One field of a structure: a scalar, or an array that looks into the array which the structure is part of."""
    if self.dtype is None or self.dtype.names is None:
        raise Unmodelled("no structure")
    names = self.dtype.names
    if isinstance(key, int) and not isinstance(key, bool) and -len(names) <= key < len(names):
        key = names[key]
    wanted = concrete(key)
    if not isinstance(wanted, str | list):
        raise Unmodelled("no name of a field")
    try:
        with asking():
            part = np.empty((), self.dtype)[wanted]
    except (IndexError, KeyError) as error:
        raise WouldRaise(str(error)) from error
    if part.shape:
        return Array(part.shape, part.dtype, part.strides, certain=False)
    return numpy_scalar(part.dtype)
