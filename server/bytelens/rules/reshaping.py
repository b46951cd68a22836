"""Changing the shape: reshape, ravel, flatten, resize.

Source: https://numpy.org/doc/stable/reference/routines.array-manipulation.html#changing-array-shape
"""

from __future__ import annotations

from ..values.arrays import Array, c_strides, f_strides, maybe_view_of, new_array, view_of
from ..values.dims import SOME_INT, Dim, Shape, SomeInt, divide, product, upper_bound
from ..values.kinds import Value
from .arguments import as_dim, as_shape
from .layout import are_ints, as_order, contiguous, like, reshaped_strides
from .literals import as_array
from .registry import Unmodelled, WouldRaise, rule


@rule("numpy.reshape")
def reshape(
    a: Value,
    /,
    shape: Value = None,
    order: Value = "C",
    *,
    newshape: Value = None,
    copy: Value = None,
) -> Array:
    """The same elements in another shape: a view where NumPy can, else a copy."""
    return reshaped(as_array(a), newshape if shape is None else shape, order, copy)


@rule("numpy.ndarray.reshape")
def reshape_method(self: Array, *shape: Value, order: Value = "C", copy: Value = None) -> Array:
    """`a.reshape(2, 3)` or `a.reshape((2, 3))`."""
    return reshaped(self, shape[0] if len(shape) == 1 else shape, order, copy)


def reshaped(array: Array, shape: Value, order: Value = "C", copy: Value = None) -> Array:
    """An array of the same elements in another shape.

    copy: True always, None if needed, False never. Raises WouldRaise where the sizes differ.
    """
    laid_out = _settled(array, as_order(order, "CFA"))
    if not (copy is None or isinstance(copy, bool)):
        raise Unmodelled("it is not known whether it must be a copy")
    wanted = _requested(shape)
    if wanted is None:
        return maybe_view_of(array, None, array.dtype)
    lengths = _resolved(array, wanted)
    viewed = None if copy else _as_view(array, lengths, laid_out)
    if viewed is not None:
        return viewed
    if copy is False and laid_out is not None and _is_decided(array, lengths):
        raise WouldRaise("a copy is needed and not allowed")
    if copy or (laid_out is not None and _is_decided(array, lengths)):
        return new_array(lengths, array.dtype, laid_out)
    return maybe_view_of(array, lengths, array.dtype)


def _requested(shape: Value) -> Shape | None:
    """The shape as it is written: one length may be -1 (or any negative number)."""
    if isinstance(shape, Dim) and not isinstance(shape, bool):
        return (_length(shape),)
    if isinstance(shape, tuple):
        return tuple(map(_length, shape))
    items = getattr(shape, "items", None)
    if isinstance(items, tuple):
        return tuple(map(_length, items))
    return None if shape is None or as_shape(shape) is None else (_length(shape),)


def _length(value: Value) -> Dim:
    length = as_dim(value)
    return max(-1, length) if isinstance(length, int) else length


def _settled(array: Array, order: str) -> str | None:
    """ "A" means Fortran order for an array that is in no other."""
    if order != "A":
        return order
    c, f = contiguous(array, "C"), contiguous(array, "F")
    if c or f is False:
        return "C"
    return "F" if f and c is False else None


def _resolved(array: Array, wanted: Shape) -> Shape:
    """The lengths, with the one that is -1 or not known computed from the others."""
    size = array.size
    if sum(1 for length in wanted if length == -1) > 1:
        raise WouldRaise("only one length can be -1")
    unknown = [axis for axis, length in enumerate(wanted) if not isinstance(length, int) or length == -1]
    if not unknown:
        if isinstance(size, int) and product(wanted) != size:
            raise WouldRaise(f"{size} elements do not have the shape {wanted}")
        return wanted
    computed = next((axis for axis in unknown if wanted[axis] == -1), unknown[0] if len(unknown) == 1 else None)
    if computed is None:
        return tuple(_bounded(length, size) for length in wanted)
    others = product(length for axis, length in enumerate(wanted) if axis != computed)
    length = _quotient(size, others, wanted[computed])
    return tuple(length if axis == computed else _bounded(n, size) for axis, n in enumerate(wanted))


def _quotient(size: Dim, others: Dim, written: Dim) -> Dim:
    """The length of one axis; `written` is used where the division is not decidable, unless it is -1."""
    if others == 0:
        if written == -1:
            raise WouldRaise("-1 beside a length of 0")
        return written
    if isinstance(size, int) and isinstance(others, int) and size % others:
        raise WouldRaise(f"{size} elements do not divide by {others}")
    quotient = divide(size, others)
    if not isinstance(quotient, SomeInt):
        return quotient
    if not isinstance(written, int):
        return _bounded(written, size)
    bound = upper_bound(size)
    smaller = divide(bound, others) if isinstance(bound, int) and isinstance(others, int) else bound
    return SOME_INT if smaller is None or isinstance(smaller, SomeInt) else SomeInt(smaller)


def _bounded(length: Dim, size: Dim) -> Dim:
    """An axis of unknown length, which may even be written as -1, has at most all elements."""
    if not isinstance(length, SomeInt):
        return length
    return SomeInt(upper_bound(size)) if isinstance(size, int) and size > 0 else SOME_INT


def _as_view(array: Array, shape: Shape, order: str | None) -> Array | None:
    """The view that NumPy surely makes, or None."""
    if array.shape == shape and not any(isinstance(length, SomeInt) for length in shape):
        return view_of(array, shape, array.strides)
    if order is None or array.shape is None:
        return None
    if contiguous(array, order):
        make = c_strides if order == "C" else f_strides
        return view_of(array, shape, None if array.dtype is None else make(shape, array.dtype.itemsize))
    if not _is_decided(array, shape):
        return None
    strides = reshaped_strides(array, shape, order)
    return None if strides is None else view_of(array, shape, strides)


def _is_decided(array: Array, shape: Shape) -> bool:
    """True where enough is known to tell a view from a copy."""
    known = are_ints(array.shape) and are_ints(array.strides) and are_ints(shape)
    return known and array.size != 0


@rule("numpy.ravel")
def ravel(a: Value, order: Value = "C") -> Array:
    """One axis: a view where the elements lie in that order, else a copy."""
    return _ravelled(as_array(a), as_order(order, "CFAK"))


@rule("numpy.ndarray.ravel")
def ravel_method(self: Array, order: Value = "C") -> Array:
    """As `np.ravel`."""
    return _ravelled(self, as_order(order, "CFAK"))


def _ravelled(array: Array, order: str) -> Array:
    shape = (array.size,)
    step = None if array.dtype is None else (array.dtype.itemsize,)
    c, f = contiguous(array, "C"), contiguous(array, "F")
    if order == "K":
        fits = True if c or f else None if c is None or f is None else _has_no_gaps(array)
    elif order == "A":
        fits = True if c or f else None if c is None or f is None else False
    else:
        fits = c if order == "C" else f
    if fits is None:
        return maybe_view_of(array, shape, array.dtype)
    return view_of(array, shape, step) if fits else new_array(shape, array.dtype)


def _has_no_gaps(array: Array) -> bool:
    """True where some order of the axes walks the elements one after the other, forwards."""
    if array.strides is None or array.shape is None:
        return False
    tight = like(array, array.dtype, "K").strides
    return tight is not None and all(
        length == 1 or own == stride for length, own, stride in zip(array.shape, array.strides, tight, strict=True)
    )


@rule("numpy.ndarray.flatten")
def flatten(self: Array, order: Value = "C") -> Array:
    """One axis, always a copy."""
    as_order(order, "CFAK")
    return new_array((self.size,), self.dtype)


@rule("numpy.resize")
def resize(a: Value, new_shape: Value) -> Array:
    """A new array of any size, filled with repetitions."""
    return new_array(as_shape(new_shape), as_array(a).dtype)
