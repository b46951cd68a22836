"""`array[key]`: https://numpy.org/doc/stable/user/basics.indexing.html"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ..values.arrays import Array, DType, Scalar, Strides, new_array, view_of
from ..values.dims import Dim, Shape, SomeInt, Symbolic, multiply, upper_bound
from ..values.kinds import Sequence, Slice, Value
from .advanced_indexing import Picks, advanced, picks_of
from .arguments import as_dim, concrete
from .numpy_scalars import numpy_scalar
from .registry import Unmodelled, WouldRaise, rule
from .slicing import slice_length, slice_step


@dataclass(frozen=True, slots=True)
class _At:
    """One int of a key.

    copies: it came as a 0-d array; NumPy then copies what basic indexing would view.
    """

    position: Dim
    copies: bool = False


@rule("numpy.ndarray.__getitem__", subclasses=True)
def subscript(array: Array, key: Value) -> Value:
    """`array[key]`: a view for slices and ints, a scalar for one int per axis, a copy for arrays and masks.

    Index arrays may be of any class, but `array` of no other than ndarray. Raises Unmodelled, and WouldRaise for an
    int, a field or a mask that does not fit the array.
    """
    if array.type is not np.ndarray:
        raise Unmodelled("a subclass of ndarray")
    if isinstance(key, str) or _is_names(key):
        return _fields(array, key)
    parts = tuple(_part(item) for item in (key if isinstance(key, tuple) else (key,)))
    if array.shape is None:
        return _of_unknown_rank(array, parts)
    whole = _spelt_out(parts, len(array.shape))
    if any(isinstance(part, Picks) for part in whole):
        return _with_arrays(array, array.shape, whole)
    if all(isinstance(part, _At) for part in whole):
        _basic(array.shape, array.strides, whole)
        return numpy_scalar(array.dtype)
    shape, strides = _basic(array.shape, array.strides, whole)
    if any(isinstance(part, _At) and part.copies for part in whole):
        return new_array(shape, array.dtype, "C" if len(shape) < 2 else None)
    return view_of(array, shape, strides)


def _part(item: Value) -> Value:
    """One item of a key: an int as `_At`, an index array or a mask as `Picks`, the rest as it is."""
    if item is None or item is Ellipsis or isinstance(item, Slice):
        return item
    if isinstance(item, bool | Sequence | tuple | range):
        return picks_of(item)
    if isinstance(item, Scalar | Array):
        return _of_number(item)
    if isinstance(item, int | Symbolic | SomeInt):
        return _At(item)
    if isinstance(item, float | complex | str | bytes):
        raise WouldRaise(f"no index: {item!r}")
    raise Unmodelled("an index is not known")


def _of_number(item: Scalar | Array) -> _At | Picks:
    if isinstance(item, Array) and (item.shape is None or item.dtype is None):
        raise Unmodelled("the rank or dtype of an index array is not known")
    if isinstance(item, Array) and item.shape != ():
        return picks_of(item)
    if item.dtype is None:
        raise Unmodelled("the dtype of an index is not known")
    if item.dtype.kind == "b":
        return picks_of(item)
    if item.dtype.kind not in "iu":
        raise WouldRaise(f"no index: {item.dtype}")
    return _At(as_dim(item), copies=isinstance(item, Array))


def _spelt_out(parts: tuple[Value, ...], ndim: int) -> tuple[Value, ...]:
    """The parts of a key with one for each axis; those that the key leaves out get slices.

    An ellipsis stays in the key, since it keeps index arrays apart even where it stands for no axis.
    """
    used = sum(_consumed(part) for part in parts)
    ellipses = sum(part is Ellipsis for part in parts)
    if ellipses > 1:
        raise WouldRaise("an index can only have a single ellipsis")
    if used > ndim:
        raise WouldRaise(f"too many indices: {used} for {ndim} dimensions")
    fill = (Slice(),) * (ndim - used)
    if not ellipses:
        return (*parts, *fill)
    place = next(number for number, part in enumerate(parts) if part is Ellipsis)
    return (*parts[: place + 1], *fill, *parts[place + 1 :])


def _consumed(part: Value) -> int:
    """The number of axes that one part of a key takes up."""
    if isinstance(part, Picks):
        return part.consumes
    return int(isinstance(part, _At | Slice))


def _basic(shape: Shape, strides: Strides | None, parts: tuple[Value, ...]) -> tuple[Shape, Strides | None]:
    """The shape and strides (bytes) of a view through ints, slices, new axes and an ellipsis."""
    axis = 0
    lengths: list[Dim] = []
    steps: list[Dim] = []
    for part in parts:
        if part is None:
            lengths.append(1)
            steps.append(0)
        elif isinstance(part, _At):
            _check_within(part.position, shape[axis])
            axis += 1
        elif isinstance(part, Slice):
            lengths.append(slice_length(part, shape[axis]))
            if strides is not None:
                steps.append(_stride(part, strides[axis]))
            axis += 1
    known = strides is not None and not any(isinstance(step, SomeInt) for step in steps)
    return tuple(lengths), tuple(steps) if known else None


def _stride(part: Slice, stride: Dim) -> Dim:
    step = slice_step(part)
    return SomeInt() if isinstance(step, SomeInt) else multiply(stride, step)


def _check_within(position: Dim, length: Dim) -> None:
    longest = upper_bound(length)
    if isinstance(position, int) and isinstance(longest, int) and not -longest <= position < longest:
        raise WouldRaise(f"index {position} is out of bounds for an axis of {longest}")


def _with_arrays(array: Array, shape: Shape, parts: tuple[Value, ...]) -> Array:
    """A copy: the index arrays, together with the ints, make their axes; slices keep theirs.

    Those axes stand where the arrays stood if these are all adjacent, else first.
    """
    groups: list[Picks | None] = []
    rest: list[Dim] = []
    place: int | None = None
    axis = 0
    for part in parts:
        if isinstance(part, _At | Picks):
            picks = picks_of(part.position) if isinstance(part, _At) else part
            if groups and groups[-1] is None and any(groups):
                place = 0
            elif not any(groups):
                place = len(rest)
            groups.append(picks)
            picks.check(shape[axis : axis + picks.consumes])
        else:
            groups.append(None)
            rest += _basic(shape[axis : axis + 1], None, (part,))[0]
        axis += _consumed(part)
    return advanced(array, [picks for picks in groups if picks is not None], tuple(rest), place or 0)


def _of_unknown_rank(array: Array, parts: tuple[Value, ...]) -> Value:
    if any(isinstance(part, Picks) for part in parts):
        return new_array(None, array.dtype)
    if all(isinstance(part, _At) for part in parts) or any(isinstance(part, _At) and part.copies for part in parts):
        raise Unmodelled("an array or a scalar")
    return view_of(array, None)


def _is_names(key: Value) -> bool:
    items = key.items if isinstance(key, Sequence) else None
    return bool(items) and all(isinstance(item, str) for item in items or ())


def _fields(array: Array, key: Value) -> Array:
    """A view of one field of a structured array, or of several."""
    if array.dtype is None:
        raise Unmodelled("the dtype is not known")
    inner = _field(array.dtype, concrete(key))
    shape = None if array.shape is None else array.shape + inner.shape
    strides = None if array.strides is None else array.strides + inner.strides
    return view_of(array, shape, strides, inner.dtype)


def _field(dtype: DType, names: str | list[str]) -> np.ndarray[tuple[int, ...], DType]:
    try:
        return np.empty((), dtype)[names]
    except (IndexError, KeyError, ValueError) as error:
        raise WouldRaise(str(error)) from error
