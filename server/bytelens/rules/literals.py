"""What `np.array` makes of nested lists, tuples and scalars.

Source: https://numpy.org/doc/stable/user/basics.creation.html#converting-python-sequences-to-numpy-arrays
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ..values.arrays import Array, DType, Scalar, new_array
from ..values.dims import SOME_INT, Dim, Shape, SomeInt, Symbolic
from ..values.kinds import Sequence, Typed, Value
from .arguments import DEFAULT_INT, concrete
from .promotion import promoted
from .registry import Unmodelled, WouldRaise
from .structured import structured_shape

MOST_ITEMS_FOR_NUMPY = 10_000


@dataclass(frozen=True, slots=True)
class _Found:
    """The shape and dtype of a nested value; `dtype` None: unknown; False: no element has been seen."""

    shape: Shape
    dtype: DType | bool | None


def as_array(value: Value, dtype: DType | None = None) -> Array:
    """`np.asarray(value)`: an array as it is, anything else as a new array of the default or the given dtype.

    Raises Unmodelled for what is not known to be array_like, WouldRaise for ragged sequences.
    """
    if isinstance(value, Array):
        return value
    whole = _ask_numpy(value, dtype)
    if whole is not None:
        return whole
    if dtype is not None and dtype.names is not None:
        return new_array(structured_shape(value, dtype), dtype)
    if dtype is not None and (dtype.hasobject or dtype.subdtype is not None):
        raise Unmodelled("such elements may themselves be sequences")
    found = _discover(value)
    if dtype is None:
        dtype = np.dtype(float) if found.dtype is False else None if found.dtype is True else found.dtype
    elif dtype.kind in "SUVMmT" and (dtype.itemsize == 0 or dtype.kind in "Mm"):
        dtype = None
    return new_array(found.shape, dtype)


def _ask_numpy(value: Value, dtype: DType | None) -> Array | None:
    """The array that NumPy makes of a constant, if it is one and small."""
    try:
        constant = concrete(value)
    except Unmodelled:
        return None
    if isinstance(constant, type | np.dtype) or _holds_long_range(constant):
        return None
    try:
        with np.errstate(all="ignore"):
            made = np.array(constant, dtype=dtype)
    except (TypeError, ValueError, OverflowError) as error:
        raise WouldRaise(str(error)) from error
    return new_array(made.shape, made.dtype)


def _holds_long_range(constant: object) -> bool:
    if isinstance(constant, range):
        return len(constant) > MOST_ITEMS_FOR_NUMPY
    return isinstance(constant, tuple | list) and any(map(_holds_long_range, constant))


def _discover(value: Value) -> _Found:
    if isinstance(value, Array):
        if value.shape is None:
            raise Unmodelled("the rank of an element is not known")
        return _Found(value.shape, value.dtype)
    if isinstance(value, range):
        return _Found((len(value),), DEFAULT_INT)
    if isinstance(value, tuple):
        return _discover_items(value)
    if isinstance(value, Sequence) and value.kind in ("list", "range"):
        if value.items is not None:
            return _discover_items(value.items)
        inner = _discover(value.element)
        return _Found((value.length, *inner.shape), inner.dtype)
    return _Found((), _leaf_dtype(value))


def _leaf_dtype(value: Value) -> DType | None:
    if isinstance(value, Scalar):
        return value.dtype
    if isinstance(value, Symbolic | SomeInt):
        return DEFAULT_INT
    kind = value.type if isinstance(value, Typed) else type(value)
    if type(value) is int:
        return np.array(value).dtype
    if kind in (bool, int, float, complex):
        return np.dtype(kind)
    if kind in (str, bytes):
        return None
    raise Unmodelled(f"not known to be array_like: {kind.__name__}")


def _discover_items(items: tuple[Value, ...]) -> _Found:
    if not items:
        return _Found((0,), False)
    found = [_discover(item) for item in items]
    shape = found[0].shape
    dtype = found[0].dtype
    for other in found[1:]:
        shape = _same_shape(shape, other.shape)
        dtype = _both(dtype, other.dtype)
    return _Found((len(items), *shape), dtype)


def _same_shape(a: Shape, b: Shape) -> Shape:
    if len(a) != len(b):
        raise WouldRaise("the sequence is ragged")
    return tuple(map(_same_length, a, b))


def _same_length(a: Dim, b: Dim) -> Dim:
    if isinstance(a, int) and isinstance(b, int):
        if a != b:
            raise WouldRaise("the sequence is ragged")
        return a
    known = next((length for length in (a, b) if isinstance(length, int)), None)
    return known if known is not None else a if a == b else SOME_INT


def _both(a: DType | bool | None, b: DType | bool | None) -> DType | bool | None:
    if a is False or b is False:
        return b if a is False else a
    if a is None or b is None or isinstance(a, bool) or isinstance(b, bool):
        return None
    if {a.kind, b.kind} & set("SUMmOVT") and a != b:
        return None
    return promoted(a, b)
