"""`a[key]` and `a[key] = value`. Source: https://numpy.org/doc/stable/user/basics.indexing.html"""

from __future__ import annotations

import numpy as np

from ...values.arrays import Array, Scalar
from ...values.dims import Dim, SomeInt, multiply, upper_bound
from ...values.kinds import Sequence, Slice, Value
from ..arguments import is_scalar
from ..registry import Unmodelled
from .operands import NUMBERS, as_array_of
from .registry import transient
from .sizes import held_by, total

_INTP = np.dtype(np.intp)


@transient("numpy.ndarray.__getitem__")
def subscript(result: Value, self: Value, key: Value) -> Dim:
    """A view needs nothing, a copy its bytes; lists become arrays, and masks of some axes become indices."""
    if not isinstance(self, Array):
        raise Unmodelled("no array")
    if isinstance(key, str):
        return held_by(result)
    if all(map(_is_basic, key if isinstance(key, tuple) else (key,))) and isinstance(result, Array):
        return 0
    return total(_of_key(self, key), held_by(result))


def _of_key(array: Array, key: Value) -> Dim:
    parts = key if isinstance(key, tuple) else (key,)
    alone = len(parts) == 1
    return total(*(_of_part(array, part, alone) for part in parts))


def _is_basic(part: Value) -> bool:
    return part is None or part is Ellipsis or isinstance(part, Slice) or _is_int(part)


def _of_part(array: Array, part: Value, alone: bool) -> Dim:
    if _is_basic(part):
        return 0
    if not isinstance(part, Array | Sequence):
        raise Unmodelled("what stands in the key is not known")
    index, own = as_array_of(part)
    if index.dtype is None or not index.shape:
        raise Unmodelled("an index without axes, or of unknown dtype")
    if index.dtype == np.dtype(bool):
        whole = alone and index.ndim == array.ndim
        return own if whole else total(own, _places(index))
    if index.dtype.kind not in "iu" or (own and index.dtype != _INTP):
        raise Unmodelled("an index that is cast first")
    return own


def _places(mask: Array) -> Dim:
    """At most the positions of all elements of a mask, one int for each of its axes."""
    assert mask.shape is not None
    return SomeInt(upper_bound(multiply(mask.size, _INTP.itemsize * len(mask.shape))))


def _is_int(value: Value) -> bool:
    if isinstance(value, Scalar):
        return value.dtype is not None and value.dtype.kind in "iu"
    return is_scalar(value) and not isinstance(value, bool | float | complex)


@transient("numpy.ndarray.__setitem__")
def assigned(result: Value, self: Value, key: Value, value: Value) -> Dim:
    """Elements of an array are cast on the way, a number becomes an array; ints alone set one element."""
    if not isinstance(self, Array) or self.dtype is None or self.dtype.kind not in NUMBERS or not self.shape:
        raise Unmodelled("no numbers")
    parts = key if isinstance(key, tuple) else (key,)
    if all(map(_is_int, parts)) and len(parts) == len(self.shape):
        if not is_scalar(value):
            raise Unmodelled("an array for one element")
        return 0
    index = _of_key(self, key)
    if isinstance(value, Array):
        _check_value(self, value)
        return index
    if not is_scalar(value) or (isinstance(value, Scalar) and value.dtype != self.dtype):
        raise Unmodelled("what is assigned becomes an array first")
    return total(index, self.dtype.itemsize)


def _check_value(target: Array, value: Array) -> None:
    if value.dtype != target.dtype or not value.shape:
        raise Unmodelled("elements may be cast first")
    if value.buffer is None or value.buffer == target.buffer or not value.certain or not target.certain:
        raise Unmodelled("memory that may overlap")
