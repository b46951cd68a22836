"""Calls of scalar types: `np.float32(x)` makes a scalar of a number, and converts an array.

Source: https://numpy.org/doc/stable/reference/arrays.scalars.html#built-in-scalar-types
"""

from __future__ import annotations

from functools import lru_cache, partial
from typing import Any

import numpy as np

from ..values.arrays import Array, DType, Scalar
from ..values.kinds import Sequence, Typed, Value
from .arguments import is_scalar
from .asking import asking
from .conversion import converted
from .registry import Rule, Unmodelled, add_rule


def make(kind: Any, value: Value = 0, /) -> Value:
    """A scalar, its value where it is known; what has axes is converted as by `np.asarray`."""
    dtype: DType = np.dtype(kind)
    if isinstance(value, Array) and value.shape is None:
        raise Unmodelled("an array or a scalar")
    if isinstance(value, Sequence | tuple | range) or (isinstance(value, Array) and value.shape != ()):
        if isinstance(value, Array) and not _keeps_axes(kind) and not (isinstance(value.size, int) and value.size != 1):
            raise Unmodelled("an array, or a scalar of its only element")
        return converted(value, kind, None, None)
    if isinstance(value, Scalar) and value.value is not None:
        value = value.value
    if isinstance(value, bool | int | float | complex | str | np.generic):
        return _made(kind, value)
    if is_scalar(value) or isinstance(value, Array) or (isinstance(value, Typed) and value.type is str):
        return Scalar(dtype)
    raise Unmodelled("not known to be a number")


@lru_cache(maxsize=64)
def _keeps_axes(kind: Any) -> bool:
    """Whether an array of one element stays an array; with types that are Python's too, in newer versions only."""
    with asking():
        return isinstance(kind(np.zeros(1)), np.ndarray)


def _made(kind: Any, value: Any) -> Scalar:
    with asking():
        made = kind(value)
    if made.dtype != np.dtype(kind):
        raise Unmodelled("a scalar of another type")
    return Scalar(made.dtype, made)


for _code in np.typecodes["AllInteger"] + np.typecodes["AllFloat"] + "?":
    _kind = np.dtype(_code).type
    add_rule(Rule(f"numpy.{_kind.__name__}", partial(make, _kind)))
