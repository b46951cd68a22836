"""Copies that NumPy makes inside of arrays that do not lie as it needs them."""

from __future__ import annotations

from ...values.arrays import Array, DType, new_array
from ...values.dims import Dim, Shape, SomeInt, upper_bound
from .sizes import held

_SOMEWHERE = -1


def fresh(shape: Shape | None, dtype: DType | None) -> Array:
    """A new C-ordered array inside a call, whose memory nothing else looks into."""
    made = new_array(shape, dtype)
    return Array(shape, dtype, made.strides, _SOMEWHERE, True, _SOMEWHERE)


def lies_in_order(array: Array, order: str = "C") -> bool | None:
    """Whether elements lie in the order "C", "F" or "either" without gaps; None where that is not known."""
    if (order != "F" and array.is_c_contiguous) or (order != "C" and array.is_f_contiguous):
        return True
    if array.shape is None or array.strides is None:
        return None
    if array.size == 0:
        return True
    known = all(isinstance(length, int) for length in (*array.shape, *array.strides))
    return False if known else None


def copy_unless(fits: bool | None, array: Array) -> Dim:
    """Nothing where `array` can be used as it is, else the bytes of a copy, or at most these."""
    if fits:
        return 0
    copy = held(array.shape, array.dtype)
    return copy if fits is False else SomeInt(upper_bound(copy))


def may_be_read_only(array: Array) -> bool:
    """Whether it may look into memory that nobody may write to; what owns its memory is taken to be writable."""
    return not array.certain or 0 in (array.strides or ()) or array.buffer not in (None, array.identity)


def copied_to_write(array: Array) -> Dim:
    """The bytes of a copy that is made also of an array in C order, unless one may write to it."""
    size = copied(array)
    return SomeInt(upper_bound(held(array.shape, array.dtype))) if size == 0 and may_be_read_only(array) else size


def copied(array: Array, order: str = "C") -> Dim:
    """The bytes of a copy in another order, made only of an array that does not lie so."""
    return copy_unless(lies_in_order(array, order), array)
