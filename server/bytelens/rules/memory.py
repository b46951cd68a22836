"""The memory of arrays under other types: view, getfield, byteswap, frombuffer, the constructor ndarray.

Source: https://numpy.org/doc/stable/reference/arrays.ndarray.html#array-methods
"""

from __future__ import annotations

from typing import Any

import numpy as np

from ..values.arrays import Array, DType, Strides, c_strides, f_strides, maybe_view_of, new_array, view_of
from ..values.dims import SOME_INT, Dim, Shape, SomeInt, divide, multiply, subtract
from ..values.kinds import Sequence, Typed, Value
from .arguments import as_bool, as_dim, as_dtype, as_shape
from .layout import as_order, like
from .registry import Unmodelled, WouldRaise, rule

ABSENT: Any = object()
"""The default of a parameter for which None is an argument like others."""


@rule("numpy.ndarray.view")
def view(self: Array, dtype: Value = ABSENT, type: Value = ABSENT) -> Array:
    """The same memory; another dtype of another itemsize changes the last axis, in which the array is contiguous."""
    if isinstance(dtype, _TYPE) and issubclass(dtype, np.ndarray):
        dtype, type = ABSENT, dtype
    if type is not ABSENT and type is not np.ndarray:
        raise Unmodelled("a view as a subclass")
    if dtype is ABSENT:
        return view_of(self, self.shape, self.strides)
    wanted = as_dtype(dtype)
    if wanted is None or self.dtype is None:
        return Array(_with_last(self.shape, SOME_INT), wanted, None, self.buffer, self.certain)
    if wanted.subdtype is not None or wanted.itemsize == 0 or wanted.hasobject or self.dtype.hasobject:
        raise Unmodelled("a dtype without a size, with a shape, or with objects")
    if wanted.itemsize == self.dtype.itemsize:
        return view_of(self, self.shape, self.strides, wanted)
    return _resized(self, self.dtype.itemsize, wanted)


_TYPE = type


def _with_last(shape: Shape | None, length: Dim) -> Shape | None:
    return (*shape[:-1], length) if shape else shape


def _resized(array: Array, old: int, dtype: DType) -> Array:
    """A view whose last axis holds the same bytes in elements of another size."""
    new, shape = dtype.itemsize, array.shape
    if shape is None:
        return view_of(array, None, None, dtype)
    if not shape:
        raise WouldRaise("an array without axes has no axis to change")
    _check_last_axis(array, shape, old)
    if (old % new if new < old else 0) or old == 0:
        raise WouldRaise("the itemsize is no multiple")
    nbytes = multiply(shape[-1], old)
    if isinstance(nbytes, int) and nbytes % new:
        raise WouldRaise("the last axis is no multiple of the itemsize")
    length = multiply(shape[-1], old // new) if new < old else divide(nbytes, new)
    strides = None if array.strides is None else (*array.strides[:-1], new)
    return view_of(array, (*shape[:-1], length), strides, dtype)


def _check_last_axis(array: Array, shape: Shape, itemsize: int) -> None:
    stride = None if array.strides is None else array.strides[-1]
    plain = isinstance(stride, int) and all(isinstance(length, int) for length in shape)
    if plain and array.size != 0 and shape[-1] != 1 and stride != itemsize:
        raise WouldRaise("the last axis is not contiguous")


@rule("numpy.ndarray.getfield")
def getfield(self: Array, dtype: Value, offset: Value = 0) -> Array:
    """A view of a part of every element."""
    wanted = as_dtype(dtype)
    if wanted is None or wanted.subdtype is not None or wanted.itemsize == 0 or wanted.hasobject:
        raise Unmodelled("a dtype without a size, with a shape, or with objects")
    return view_of(self, self.shape, self.strides, wanted)


@rule("numpy.ndarray.byteswap", writes=True)
def byteswap(self: Array, inplace: Value = False) -> Array:
    """A copy with the bytes of every element in the other order, or the array itself."""
    return self if as_bool(inplace) else like(self, self.dtype, "A")


@rule("numpy.ndarray.tobytes", "numpy.ndarray.dumps")
def tobytes(self: Array, order: Value = "C") -> Typed:
    """The elements as a bytes object."""
    return Typed(bytes)


@rule("numpy.ndarray.setflags")
def setflags(self: Array, write: Value = None, align: Value = None, uic: Value = None) -> None:
    """Says what may be done with the memory."""


@rule("numpy.frombuffer")
def frombuffer(
    buffer: Value, dtype: Value = float, count: Value = -1, offset: Value = 0, *, like: Value = None
) -> Array:
    """A vector that looks into the memory of another object: all of it after `offset` bytes, or `count` elements."""
    wanted = as_dtype(dtype)
    if like is not None or wanted is None or wanted.itemsize == 0 or wanted.subdtype is not None:
        raise Unmodelled("the dtype is not known")
    length = _elements(buffer, wanted.itemsize, as_dim(count), as_dim(offset))
    if not isinstance(buffer, Array):
        return Array((length,), wanted, certain=False)
    return view_of(buffer, (length,), (wanted.itemsize,), wanted)


def _elements(buffer: Value, itemsize: int, count: Dim, offset: Dim) -> Dim:
    if isinstance(count, int) and count >= 0:
        return count
    if not isinstance(count, int):
        return SOME_INT
    if isinstance(buffer, bytes):
        nbytes: Dim = len(buffer)
    else:
        nbytes = buffer.nbytes if isinstance(buffer, Array) else SOME_INT
    left = subtract(nbytes, offset)
    if isinstance(left, int) and (left % itemsize or left < 0):
        raise WouldRaise("the buffer size must be a multiple of the element size")
    return divide(left, itemsize)


@rule("numpy.ndarray", determined=False)
def ndarray(
    shape: Value,
    dtype: Value = float,
    buffer: Value = None,
    offset: Value = 0,
    strides: Value = None,
    order: Value = None,
) -> Array:
    """A new array, or one that looks into the memory of `buffer`."""
    lengths, wanted = as_shape(shape), as_dtype(dtype)
    if wanted is None or wanted.subdtype is not None or wanted.itemsize == 0:
        raise Unmodelled("a dtype without a size, or with a shape")
    laid_out = "C" if order is None else as_order(order)
    if buffer is None and strides is None:
        return new_array(lengths, wanted, laid_out)
    if buffer is not None and not isinstance(buffer, Array):
        return Array(lengths, wanted, certain=False)
    steps = _strides(lengths, wanted, strides, laid_out)
    return Array(lengths, wanted, steps) if buffer is None else view_of(buffer, lengths, steps, wanted)


def _strides(shape: Shape | None, dtype: DType, strides: Value, order: str) -> Strides | None:
    if shape is None:
        return None
    if strides is None:
        return (c_strides if order == "C" else f_strides)(shape, dtype.itemsize)
    items = strides if isinstance(strides, tuple) else strides.items if isinstance(strides, Sequence) else None
    steps = None if items is None else tuple(map(as_dim, items))
    return None if steps is None or any(isinstance(step, SomeInt) for step in steps) else steps


@rule("numpy.ndarray.to_device")
def to_device(self: Array, device: Value, /, *, stream: Value = None) -> Array:
    """The array itself: there is one device."""
    return self


@rule("numpy.from_dlpack")
def from_dlpack(x: Value, /, *, device: Value = None, copy: Value = None) -> Array:
    """The memory of another array, or a copy of it."""
    if not isinstance(x, Array):
        raise Unmodelled("an array of another library")
    if copy is None or copy is False:
        return view_of(x, x.shape, x.strides)
    return Array(x.shape, x.dtype, None) if copy is True else maybe_view_of(x, x.shape, x.dtype)
