"""The memory layout of arrays that follow others: order "K", contiguity, strides kept by a reshape.

Source: `PyArray_NewLikeArray` and `_attempt_nocopy_reshape` in NumPy's C sources, and
https://numpy.org/doc/stable/reference/generated/numpy.copy.html
"""

from __future__ import annotations

from collections.abc import Sequence as Many
from itertools import pairwise

from ..values.arrays import Array, DType, Strides, new_array
from ..values.dims import Dim, Shape
from ..values.kinds import Value
from .registry import Unmodelled, WouldRaise


def as_order(value: Value, allowed: str = "CF") -> str:
    """An order argument. Raises WouldRaise where it is not allowed, Unmodelled where it is not known."""
    if not isinstance(value, str):
        raise Unmodelled("the order is not known")
    if value.upper() not in tuple(allowed):
        raise WouldRaise(f"no order for this function: {value!r}")
    return value.upper()


def are_ints(dims: Shape | None) -> bool:
    """True where every length (or stride) is known."""
    return dims is not None and all(isinstance(dim, int) for dim in dims)


def contiguous(array: Array, order: str) -> bool | None:
    """Whether the elements lie in the order "C" or "F" without gaps; None where no one can tell."""
    if array.shape is not None and (array.size == 0 or all(length == 1 for length in array.shape)):
        return True
    if array.is_c_contiguous if order == "C" else array.is_f_contiguous:
        return True
    decided = are_ints(array.shape) and are_ints(array.strides) and array.dtype is not None
    return False if decided else None


def like(prototype: Array, dtype: DType | None, order: str, shape: Shape | None = None) -> Array:
    """A new array laid out as `empty_like` does it: in the order "C", "F", "A" or "K" of the prototype.

    shape: in place of the prototype's.
    """
    wanted = prototype.shape if shape is None else shape
    if order in ("A", "K") and wanted is not None:
        followed = _order_like(prototype, order, len(wanted))
        if followed == "K":
            return Array(wanted, dtype, _kept_strides(prototype, wanted, dtype))
        return new_array(wanted, dtype, followed)
    return new_array(wanted, dtype, order)


def _order_like(prototype: Array, order: str, ndim: int) -> str | None:
    if prototype.ndim is None or (order == "K" and prototype.ndim != ndim):
        return None if prototype.ndim is None else "C"
    c, f = contiguous(prototype, "C"), contiguous(prototype, "F")
    if c or prototype.ndim < 2:
        return "C"
    if order == "A":
        return "C" if f is False else "F" if f and c is False else None
    return "F" if f else "K"


def _kept_strides(prototype: Array, shape: Shape, dtype: DType | None) -> Strides | None:
    """The strides of a new array whose axes lie in memory as those of the prototype do, without gaps."""
    if prototype.strides is None or dtype is None or not are_ints(prototype.strides) or not are_ints(shape):
        return None
    if contiguous(prototype, "C") is None:
        return None
    steps: list[int] = [step for step in prototype.strides if isinstance(step, int)]
    strides: list[Dim] = [0] * len(shape)
    stride = dtype.itemsize
    for axis in sorted(range(len(shape)), key=lambda axis: (abs(steps[axis]), -axis)):
        strides[axis] = stride
        stride *= _int(shape[axis])
    return tuple(strides)


def elementwise_order(arrays: Many[Array], shape: Shape | None) -> str | None:
    """The layout of a new array that is computed element by element in order "K", where it is certain."""
    spread = [array for array in arrays if array.shape != ()]
    if all(array.is_c_contiguous or _steps_fall(array) for array in spread):
        return "C"
    if all(array.is_f_contiguous and array.shape == shape for array in spread):
        return "F"
    return None


def _steps_fall(array: Array) -> bool:
    """Whether each axis surely takes smaller steps than those before; axes of one element, or repeated, don't count."""
    if array.shape is None or array.strides is None or not are_ints(array.strides):
        return False
    steps = [abs(_int(step)) for length, step in zip(array.shape, array.strides, strict=True) if length != 1]
    return all(before > after for before, after in pairwise(step for step in steps if step != 0))


def reshaped_strides(array: Array, shape: Shape, order: str) -> Strides | None:
    """The strides of a view of `array` with another shape; None where only a copy can have that shape.

    Every length and stride must be known, and both shapes have the same number of elements, which is not 0.
    """
    assert array.shape is not None
    assert array.strides is not None
    old = [(_int(n), _int(s)) for n, s in zip(array.shape, array.strides, strict=True) if n != 1]
    new = [_int(length) for length in shape]
    strides: list[int] = [0] * len(new)
    done, taken = 0, 0
    while done < len(new) and taken < len(old):
        new_end, old_end = _matching_groups(new, done, [n for n, _ in old], taken)
        group = old[taken:old_end]
        if not _is_one_run(group, order):
            return None
        _fill(strides, new, range(done, new_end), group[-1][1] if order == "C" else group[0][1], order)
        done, taken = new_end, old_end
    return tuple(strides)


def _matching_groups(new: list[int], start: int, old: list[int], begin: int) -> tuple[int, int]:
    """The ends of the shortest runs of new and old axes that hold the same number of elements."""
    new_end, old_end = start + 1, begin + 1
    wanted, given = new[start], old[begin]
    while wanted != given:
        if wanted < given:
            wanted *= new[new_end]
            new_end += 1
        else:
            given *= old[old_end]
            old_end += 1
    return new_end, old_end


def _is_one_run(group: list[tuple[int, int]], order: str) -> bool:
    """True where several old axes can be walked as one."""
    if order == "C":
        return all(outer[1] == inner[0] * inner[1] for outer, inner in pairwise(group))
    return all(inner[1] == outer[0] * outer[1] for outer, inner in pairwise(group))


def _fill(strides: list[int], lengths: list[int], axes: range, first: int, order: str) -> None:
    stride = first
    for axis in reversed(axes) if order == "C" else axes:
        strides[axis] = stride
        stride *= lengths[axis]


def _int(dim: Dim) -> int:
    assert isinstance(dim, int)
    return dim
