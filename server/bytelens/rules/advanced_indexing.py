"""Index arrays and masks: https://numpy.org/doc/stable/user/basics.indexing.html#advanced-indexing"""

from __future__ import annotations

from collections.abc import Sequence as Many
from dataclasses import dataclass

import numpy as np

from ..values.arrays import Array, new_array
from ..values.dims import Shape, SomeInt, product, upper_bound
from ..values.kinds import Value
from .arguments import concrete
from .broadcasting import broadcast_shapes
from .literals import as_array
from .registry import Unmodelled, WouldRaise


@dataclass(frozen=True, slots=True)
class Picks:
    """One index array, or one mask.

    shape: what it brings to the broadcast; a mask brings one axis, the number of its true elements.
    consumes: the number of axes of the array that it takes up.
    mask: the shape of the mask, None for an index array.
    in_c_order: True where its elements surely lie in C order.
    """

    shape: Shape
    consumes: int = 1
    mask: Shape | None = None
    in_c_order: bool = True

    def check(self, axes: Shape) -> None:
        """Raise WouldRaise where a mask does not fit the axes that it stands for."""
        for length, axis in zip(self.mask or (), axes, strict=False):
            if isinstance(length, int) and isinstance(axis, int) and length != axis:
                raise WouldRaise(f"a mask of {length} does not fit an axis of {axis}")


def picks_of(value: Value) -> Picks:
    """What an array, a nested sequence, a bool or an int picks.

    Raises Unmodelled where its rank or dtype is unknown, WouldRaise where it is no index.
    """
    array = as_array(value)
    if array.shape is None or array.dtype is None:
        raise Unmodelled("the rank or dtype of an index is not known")
    if array.dtype.kind == "b":
        return Picks((_true_elements(value, array.shape),), len(array.shape), array.shape)
    is_empty_list = not isinstance(value, Array) and 0 in array.shape
    if array.dtype.kind not in "iu" and not is_empty_list:
        raise WouldRaise(f"no index: {array.dtype}")
    return Picks(array.shape, in_c_order=len(array.shape) < 2 or array.is_c_contiguous)


def advanced(array: Array, picks: Many[Picks], rest: Shape, place: int) -> Array:
    """The copy that index arrays make: their common axes at `place` among the axes that slices left."""
    common = broadcast_shapes([each.shape for each in picks])
    assert common is not None
    shape = (*rest[:place], *common, *rest[place:])
    plain = place == 0 and array.is_c_contiguous and all(each.in_c_order for each in picks)
    return new_array(shape, array.dtype, "C" if plain else None)


def _true_elements(value: Value, shape: Shape) -> int | SomeInt:
    try:
        return int(np.count_nonzero(np.asarray(concrete(value))))
    except Unmodelled:
        return SomeInt(upper_bound(product(shape)))
