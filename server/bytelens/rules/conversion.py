"""Arrays from what exists already: array, asarray, copy, astype.

Source: https://numpy.org/doc/stable/reference/routines.array-creation.html#from-existing-data
"""

from __future__ import annotations

from functools import lru_cache

import numpy as np

from ..values.arrays import Array, DType, maybe_view_of, new_array, view_of
from ..values.dims import SOME_INT, Dim, SomeInt, upper_bound
from ..values.kinds import Sequence, Value
from .arguments import as_bool, as_dtype, as_int, as_length
from .layout import as_order, contiguous, like
from .literals import as_array
from .registry import Unmodelled, WouldRaise, rule


@rule("numpy.array")
def array(
    object: Value,
    dtype: Value = None,
    *,
    copy: Value = True,
    order: Value = "K",
    subok: Value = False,
    ndmin: Value = 0,
    like: Value = None,
) -> Array:
    """A new array by default; with `copy=None` an array that fits as it is comes back itself."""
    _refuse_like(like)
    return _at_least(converted(object, dtype, copy, order), as_int(ndmin))


@rule("numpy.asarray", "numpy.asanyarray")
def asarray(
    a: Value,
    dtype: Value = None,
    order: Value = None,
    *,
    device: Value = None,
    copy: Value = None,
    like: Value = None,
) -> Array:
    """An array that fits comes back itself, anything else is copied."""
    _refuse_like(like)
    return converted(a, dtype, copy, order)


@rule("numpy.ascontiguousarray")
def ascontiguousarray(a: Value, dtype: Value = None, *, like: Value = None) -> Array:
    """In C order, with one axis at least."""
    _refuse_like(like)
    return _at_least(converted(a, dtype, None, "C"), 1)


@rule("numpy.asfortranarray")
def asfortranarray(a: Value, dtype: Value = None, *, like: Value = None) -> Array:
    """In Fortran order, with one axis at least."""
    _refuse_like(like)
    return _at_least(converted(a, dtype, None, "F"), 1)


@rule("numpy.asarray_chkfinite")
def asarray_chkfinite(a: Value, dtype: Value = None, order: Value = None) -> Array:
    """As `asarray`; raises for nan and infinity."""
    return converted(a, dtype, None, order)


@rule("numpy.copy")
def copy(a: Value, order: Value = "K", subok: Value = False) -> Array:
    """A new array with the same elements, in the layout of the old one."""
    return converted(a, None, True, order)


@rule("numpy.ndarray.copy", "numpy.ndarray.__copy__")
def copy_method(self: Array, order: Value = "C") -> Array:
    """A new array with the same elements, in C order (unlike `np.copy`)."""
    return like(self, self.dtype, as_order(order, "CFAK"))


@rule("numpy.ndarray.__deepcopy__")
def deepcopy(self: Array, memo: Value = None) -> Array:
    """A new array in the same layout."""
    return like(self, self.dtype, "K")


@rule("numpy.ndarray.astype")
def astype(
    self: Array,
    dtype: Value,
    order: Value = "K",
    casting: Value = "unsafe",
    subok: Value = True,
    copy: Value = True,
) -> Array:
    """A new array of another dtype; with `copy=False` the array itself where it fits already."""
    wanted = cast_dtype(self.dtype, as_dtype(dtype))
    laid_out = as_order(order, "CFAK")
    if as_bool(copy):
        return like(self, wanted, laid_out)
    fits = _both(_is_same(self.dtype, wanted), _has_order(self, laid_out))
    if fits is None:
        return maybe_view_of(self, self.shape, wanted)
    return self if fits else like(self, wanted, laid_out)


@rule("numpy.astype")
def astype_function(x: Value, dtype: Value, /, *, copy: Value = True, device: Value = None) -> Array:
    """As the method, for arrays only."""
    if not isinstance(x, Array):
        raise Unmodelled("astype takes arrays")
    return astype(x, dtype, copy=copy)


@rule("numpy.fromiter")
def fromiter(iter: Value, dtype: Value, count: Value = -1, *, like: Value = None) -> Array:
    """One axis, as long as `count` says, or else as the iterable is."""
    _refuse_like(like)
    wanted = as_dtype(dtype)
    if wanted is not None and (wanted.itemsize == 0 or wanted.subdtype is not None):
        raise Unmodelled("a dtype without a size")
    return new_array((_number_of_items(iter) if count == -1 else as_length(count),), wanted)


def _number_of_items(iterable: Value) -> Dim:
    if isinstance(iterable, Array) and iterable.shape:
        return iterable.shape[0]
    if isinstance(iterable, tuple | range | str | bytes):
        return len(iterable)
    return iterable.count if isinstance(iterable, Sequence) else SOME_INT


@rule("numpy.fromstring")
def fromstring(string: Value, dtype: Value = float, count: Value = -1, *, sep: Value, like: Value = None) -> Array:
    """One axis with the numbers in a text; no more than `count`."""
    _refuse_like(like)
    if not isinstance(sep, str) or not sep:
        raise Unmodelled("no separator, or one that is not known: the bytes as they are")
    return new_array((SOME_INT if count == -1 else SomeInt(upper_bound(as_length(count))),), as_dtype(dtype))


@rule("numpy.require")
def require(a: Value, dtype: Value = None, requirements: Value = None, *, like: Value = None) -> Array:
    """An array that fits comes back itself; what has other properties than are required is copied."""
    _refuse_like(like)
    made = converted(a, dtype, None, None)
    if requirements is None or requirements == ():
        return made
    return maybe_view_of(made, made.shape, made.dtype)


def converted(value: Value, dtype: Value, copy: Value, order: Value) -> Array:
    """What `np.array` makes of a value with one axis or none less than `ndmin` asks for.

    copy: True always, None if needed, False never. Raises WouldRaise where a copy is needed and not allowed.
    """
    laid_out = "K" if order is None else as_order(order, "CFAK")
    always = copy is not None and as_bool(copy)
    if isinstance(value, Array):
        return _of_array(value, dtype, always, copy is not None, laid_out)
    if copy is not None and not always:
        raise WouldRaise("a sequence cannot be an array without a copy")
    return _of_sequence(value, dtype, laid_out)


def _of_sequence(value: Value, dtype: Value, order: str) -> Array:
    wanted = None if dtype is None else as_dtype(dtype)
    if dtype is not None and wanted is None:
        return Array(None, None)  # a structured dtype makes one element of a tuple
    made = as_array(value, wanted)
    return new_array(made.shape, made.dtype, "F" if order == "F" else "C")


def _of_array(value: Array, dtype: Value, always: bool, never: bool, order: str) -> Array:
    wanted = value.dtype if dtype is None else cast_dtype(value.dtype, as_dtype(dtype))
    cast = dtype is not None and not _is_same(value.dtype, wanted)
    if always:
        return _copied(value, wanted, order, cast)
    same = True if dtype is None else _is_same(value.dtype, wanted)
    fits = _both(same, True if order == "A" else _has_order(value, order))
    if fits is False:
        if never:
            raise WouldRaise("a copy is needed and not allowed")
        return _copied(value, wanted, order, cast)
    if fits and (dtype is None or _is_one_object(value.dtype, wanted)):
        return value
    return maybe_view_of(value, value.shape, wanted)


def _copied(value: Array, dtype: DType | None, order: str, cast: bool) -> Array:
    """A copy. What order "A" means with a cast, for an array that is not contiguous, is not documented."""
    if cast and order == "A" and not (contiguous(value, "C") or contiguous(value, "F")):
        return Array(value.shape, dtype)
    return like(value, dtype, order)


def _is_one_object(a: DType | None, b: DType | None) -> bool:
    """NumPy returns the array itself where the dtypes are one object, a view where they are merely equal."""
    return a is not None and b is not None and a.isbuiltin == b.isbuiltin == 1 and a.num == b.num


def _at_least(array: Array, ndmin: int) -> Array:
    """With axes of length 1 put before the others until there are `ndmin`."""
    if array.shape is None:
        if ndmin == 0:
            return array
        raise Unmodelled("the rank is not known")
    missing = ndmin - len(array.shape)
    if missing <= 0:
        return array
    strides = None if array.strides is None else (0,) * missing + array.strides
    return view_of(array, (1,) * missing + array.shape, strides)


def _has_order(array: Array, order: str) -> bool | None:
    if order == "K":
        return True
    if order in ("C", "F"):
        return contiguous(array, order)
    either = (contiguous(array, "C"), contiguous(array, "F"))
    return True if True in either else None if None in either else False


def _is_same(a: DType | None, b: DType | None) -> bool | None:
    return None if a is None or b is None else a == b


def _both(a: bool | None, b: bool | None) -> bool | None:
    if a is False or b is False:
        return False
    return None if a is None or b is None else True


def cast_dtype(source: DType | None, target: DType | None) -> DType | None:
    """The dtype of `source` cast to `target`: "U" and "M8" take their size or unit from the source."""
    if target is None or target.subdtype is not None:
        return None
    if target.kind not in "SUVMm" or (target.itemsize and target not in _UNITLESS):
        return target
    if source is None or source.kind not in "biufcSUMm" or (source.kind in "SU" and target.kind not in "SU"):
        return None
    return _asked_dtype(source, target)


@lru_cache(maxsize=1024)
def _asked_dtype(source: DType, target: DType) -> DType | None:
    try:
        return np.zeros(0, source).astype(target).dtype
    except (TypeError, ValueError):
        return None


_UNITLESS = (np.dtype("M8"), np.dtype("m8"))


def _refuse_like(like: Value) -> None:
    if like is not None and not isinstance(like, Array):
        raise Unmodelled("like= may make another kind of array")
