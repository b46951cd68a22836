"""Abstract ndarrays and NumPy scalars."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any, TypeAlias

import numpy as np

from .dims import Dim, Shape, SomeInt, multiply, product

DType: TypeAlias = "np.dtype[Any]"
Strides: TypeAlias = Shape


@dataclass(frozen=True, eq=False)
class Contents:
    """The elements of a small array that the text of the program determines. The real array is never written to."""

    elements: np.ndarray[Any, Any]

    @cached_property
    def key(self) -> tuple[object, ...]:
        """Equal for equal elements, in which 0.0 differs from -0.0."""
        return self.elements.shape, self.elements.dtype.str, self.elements.tobytes()


@dataclass(frozen=True, slots=True)
class Array:
    """An abstract ndarray.

    shape: the length of each axis, or None where the rank is unknown; a result that turns out to have no axes
        is then a NumPy scalar.
    dtype: None where unknown.
    strides: bytes from one element to the next along each axis (the memory layout), or None where unknown.
    buffer: the id of the memory that it looks into; None for new memory that no one has allocated yet, which is
        how a rule says "a fresh copy".
    certain: False where it either looks into `buffer` or owns a copy, and no one can tell which.
    identity: the id of the array object; two names are aliases when theirs agree. 0: a new object.
    type: its class, ndarray or one of its subclasses.
    contents: its elements, where they are known and nothing has written to the memory since.
    """

    shape: Shape | None
    dtype: DType | None
    strides: Strides | None = None
    buffer: int | None = None
    certain: bool = True
    identity: int = 0
    type: type[np.ndarray[Any, Any]] = np.ndarray
    contents: Contents | None = None

    @property
    def ndim(self) -> int | None:
        """The number of axes, or None."""
        return None if self.shape is None else len(self.shape)

    @property
    def size(self) -> Dim:
        """The number of elements."""
        return SomeInt() if self.shape is None else product(self.shape)

    @property
    def nbytes(self) -> Dim:
        """The size in bytes as NumPy's `nbytes` reports it: elements times itemsize."""
        return SomeInt() if self.dtype is None else multiply(self.size, self.dtype.itemsize)

    @property
    def is_c_contiguous(self) -> bool:
        """True where the elements surely lie in C order without gaps."""
        return self._lies_as(c_strides)

    @property
    def is_f_contiguous(self) -> bool:
        """True where the elements surely lie in Fortran order without gaps."""
        return self._lies_as(f_strides)

    def _lies_as(self, layout: Any) -> bool:
        if self.shape is None or self.dtype is None or self.strides is None:
            return False
        wanted = layout(self.shape, self.dtype.itemsize)
        return wanted == self.strides or (
            wanted is not None
            and all(
                length == 1 or stride == want
                for length, stride, want in zip(self.shape, self.strides, wanted, strict=True)
            )
        )


@dataclass(frozen=True, slots=True)
class Scalar:
    """A NumPy scalar (`np.float64(1.5)`): immutable, not an array; `value` where it is known."""

    dtype: DType | None
    value: np.generic | None = None


def same_dtype(a: DType | None, b: DType | None) -> bool:
    """Equality of dtypes that may be unknown; `np.dtype("f8") == None` is True, since None means the default dtype."""
    return a is b if a is None or b is None else a == b


def c_strides(shape: Shape, itemsize: int) -> Strides | None:
    """The strides (bytes) of a new C-ordered array, or None where an axis is unknown."""
    strides: list[Dim] = []
    step: Dim = itemsize
    for length in reversed(shape):
        if isinstance(step, SomeInt):
            return None
        strides.append(step)
        step = multiply(step, length)
    strides.reverse()
    return tuple(strides)


def f_strides(shape: Shape, itemsize: int) -> Strides | None:
    """The strides (bytes) of a new Fortran-ordered array, or None where an axis is unknown."""
    mirrored = c_strides(shape[::-1], itemsize)
    return None if mirrored is None else mirrored[::-1]


def new_array(shape: Shape | None, dtype: DType | None, order: str | None = "C") -> Array:
    """An array in fresh memory. `order` is "C", "F", or None for a layout that is not known.

    In one dimension or none, both orders are the same.
    """
    if shape is None or dtype is None:
        return Array(shape, dtype)
    if order == "C" or len(shape) < 2:
        return Array(shape, dtype, c_strides(shape, dtype.itemsize))
    return Array(shape, dtype, f_strides(shape, dtype.itemsize) if order == "F" else None)


def view_of(array: Array, shape: Shape | None, strides: Strides | None = None, dtype: DType | None = None) -> Array:
    """A new array object that looks into the memory of `array`; the dtype stays unless one is given."""
    return Array(shape, dtype or array.dtype, strides, array.buffer, array.certain, 0, array.type)


def without_contents(array: Array) -> Array:
    """The same array, with nothing known of its elements."""
    kept = (array.shape, array.dtype, array.strides, array.buffer, array.certain, array.identity, array.type)
    return array if array.contents is None else Array(*kept)


def maybe_view_of(array: Array, shape: Shape | None, dtype: DType | None) -> Array:
    """An array that either looks into the memory of `array` or is a copy."""
    return Array(shape, dtype, None, array.buffer, certain=False, type=array.type)
