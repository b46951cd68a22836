"""Calls of scalar types: `np.float32(x)` makes a scalar of a number, and converts an array.

Source: https://numpy.org/doc/stable/reference/arrays.scalars.html#built-in-scalar-types
"""

from __future__ import annotations

from functools import lru_cache, partial
from typing import Any

import numpy as np

from ..values.arrays import Array, DType, Scalar
from ..values.kinds import Sequence, Typed, Value
from .arguments import as_dtype, as_int, is_scalar
from .asking import asking
from .conversion import converted
from .registry import Rule, Unmodelled, add_rule, rule


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


def make_text(kind: Any, value: Value = "", /) -> Scalar:
    """`np.str_(value)` and `np.bytes_(value)`: as long as the text."""
    if not isinstance(value, str | bytes) or isinstance(value, str) is not (kind is np.str_):
        raise Unmodelled("a text that is not known")
    made = kind(value)
    return Scalar(made.dtype, made)


@rule("numpy.void")
def void(length_or_data: Value, /, dtype: Value = None) -> Scalar:
    """So many bytes, or the bytes that are given; with a dtype of fields, one record."""
    if dtype is not None:
        wanted = as_dtype(dtype)
        if wanted is None or wanted.names is None or not isinstance(length_or_data, tuple):
            raise Unmodelled("not known to be a record")
        return Scalar(wanted)
    length = len(length_or_data) if isinstance(length_or_data, bytes) else as_int(length_or_data)
    if length < 1:
        raise Unmodelled("no bytes")
    return Scalar(np.dtype(f"V{length}"))


def _made(kind: Any, value: Any) -> Scalar:
    with asking():
        made = kind(value)
    if made.dtype != np.dtype(kind):
        raise Unmodelled("a scalar of another type")
    return Scalar(made.dtype, made)


for _code in np.typecodes["AllInteger"] + np.typecodes["AllFloat"] + "?":
    _kind = np.dtype(_code).type
    add_rule(Rule(f"numpy.{_kind.__name__}", partial(make, _kind)))
for _kind in (np.str_, np.bytes_):
    add_rule(Rule(f"numpy.{_kind.__name__}", partial(make_text, _kind)))
