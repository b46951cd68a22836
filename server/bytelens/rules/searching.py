"""Choosing elements by a condition: https://numpy.org/doc/stable/reference/routines.sort.html#searching"""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import numpy as np

from ..values.arrays import Array, DType, new_array
from ..values.dims import SomeInt, upper_bound
from ..values.kinds import Value
from .arguments import known_rank
from .broadcasting import broadcast_shapes
from .layout import elementwise_order
from .literals import as_array
from .promotion import operand_type
from .registry import Unmodelled, WouldRaise, rule

INDEX: DType = np.dtype(np.intp)
_MISSING: Any = object()


@rule("numpy.where")
def where(condition: Value, x: Value = _MISSING, y: Value = _MISSING, /) -> Value:
    """Elements of `x` where the condition holds, else of `y`: a new array, even without axes."""
    if x is _MISSING and y is _MISSING:
        return nonzero(condition)
    if x is _MISSING or y is _MISSING:
        raise WouldRaise("both x and y are needed, or neither")
    arrays = [as_array(value) for value in (condition, x, y)]
    shape = broadcast_shapes([array.shape for array in arrays])
    order = elementwise_order(arrays, shape)
    return new_array(shape, _chosen_dtype((x, arrays[1]), (y, arrays[2])), order)


def _chosen_dtype(*choices: tuple[Value, Array]) -> DType | None:
    """The promoted dtype; Python numbers are weak."""
    kinds = []
    for value, array in choices:
        try:
            kind = operand_type(value)
        except Unmodelled:
            kind = array.dtype
        if kind is None:
            return None
        kinds.append(kind)
    return _asked_dtype(*kinds)


@lru_cache(maxsize=1024)
def _asked_dtype(x: Any, y: Any) -> DType:
    choices = [np.zeros(0, kind) if isinstance(kind, np.dtype) else kind(0) for kind in (x, y)]
    try:
        return np.where(np.zeros(0, bool), *choices).dtype
    except TypeError as error:
        raise WouldRaise(str(error)) from error


@rule("numpy.nonzero", "numpy.ndarray.nonzero")
def nonzero(a: Value) -> tuple[Array, ...]:
    """The indices of what is not zero, one array for each axis; at most as many as there are elements.

    Those of several axes look into one array of pairs, triples, ..., which nobody else holds.
    """
    array = as_array(a)
    shape = known_rank(array)
    if not shape:
        raise Unmodelled("an array without axes")
    found = SomeInt(upper_bound(array.size))
    return (Array((found,), INDEX, certain=len(shape) == 1),) * len(shape)


@rule("numpy.flatnonzero")
def flatnonzero(a: Value) -> Array:
    """The flat indices of what is not zero."""
    return Array((SomeInt(upper_bound(as_array(a).size)),), INDEX)


@rule("numpy.argwhere")
def argwhere(a: Value) -> Array:
    """The indices of what is not zero, one row for each."""
    array = as_array(a)
    shape = known_rank(array)
    if not shape:
        raise Unmodelled("an array without axes")
    return Array((SomeInt(upper_bound(array.size)), len(shape)), INDEX)
