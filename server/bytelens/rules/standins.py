"""What NumPy itself does with small stand-ins of the arguments: which class and which dtype results have.

Classes decide these by code of their own (`__array_wrap__`, `__array_priority__`, methods that they override), which
no table can follow from one NumPy to the next. A stand-in has the class, the dtype and the rank of an argument, with
axes of length 1. Source: https://numpy.org/doc/stable/user/basics.subclassing.html
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np

from ..values.arrays import Array, DType, Scalar
from ..values.dims import SomeInt, Symbolic
from ..values.kinds import Sequence, Slice, Typed, Value
from .arguments import concrete, is_scalar
from .asking import asking
from .registry import Unmodelled

MOST_AXES_ASKED = 8


@dataclass(frozen=True, slots=True)
class StandIn:
    """What a small real array is made of; axes: how many."""

    kind: type[np.ndarray[Any, Any]]
    dtype: DType
    axes: int


@dataclass(frozen=True, slots=True)
class _Number:
    """A constant; 1, 1.0 and True are three."""

    kind: type
    value: Any


@dataclass(frozen=True, slots=True)
class Found:
    """What NumPy returned: a class of arrays or scalars, its dtype if it is certain, and its rank."""

    kind: type
    dtype: DType | None
    axes: int


def found(function: Callable[..., Any], arguments: tuple[Value, ...], keywords: dict[str, Value]) -> tuple[Found, ...]:
    """What each result of `function` is: one, or those of a tuple. Raises Unmodelled where it is not certain.

    Not for functions that allocate as much as a number says.

    Masked arrays are tried with a mask and without: the class must be the same, the dtype is unknown where it differs.
    """
    described = tuple(map(_described, arguments))
    named = tuple((name, _described(value)) for name, value in keywords.items())
    return _asked(function, described, named)


def _described(value: Value) -> Any:
    """A hashable description of an argument."""
    if isinstance(value, Array):
        if value.shape is None or value.dtype is None or len(value.shape) > MOST_AXES_ASKED:
            raise Unmodelled("the rank or dtype is not known")
        return StandIn(value.type, value.dtype, len(value.shape))
    if isinstance(value, Scalar):
        if value.dtype is None or value.dtype.kind == "V":
            raise Unmodelled("the dtype is not known, or a structure")
        return _number(np.ones((), value.dtype)[()] if value.value is None else value.value)
    if isinstance(value, Symbolic | SomeInt):
        return _number(1)
    if isinstance(value, Typed) and is_scalar(value):
        return _number(value.type(1))
    if isinstance(value, Sequence) and value.items is not None:
        return list, *map(_described, value.items)
    if isinstance(value, tuple):
        return tuple, *map(_described, value)
    if isinstance(value, Slice):
        raise Unmodelled("a slice")
    return _constant(value)


def _number(value: Any) -> _Number:
    return _Number(type(value), value)


def _constant(value: Value) -> Any:
    known = concrete(value)
    if isinstance(known, range):
        raise Unmodelled("too large for asking")
    return _number(known)


@lru_cache(maxsize=4096)
def _asked(
    function: Callable[..., Any], arguments: tuple[Any, ...], keywords: tuple[tuple[str, Any], ...]
) -> tuple[Found, ...]:
    variants = [_called(function, arguments, keywords, masked) for masked in (False, True)]
    first, second = variants
    if len(first) != len(second):
        raise Unmodelled("the number of results differs")
    return tuple(map(_both, first, second))


def _both(one: Found, other: Found) -> Found:
    if one.kind is not other.kind or one.axes != other.axes:
        raise Unmodelled("the class depends on the mask")
    return Found(one.kind, one.dtype if one.dtype == other.dtype else None, one.axes)


def _called(
    function: Callable[..., Any], arguments: tuple[Any, ...], keywords: tuple[tuple[str, Any], ...], masked: bool
) -> tuple[Found, ...]:
    with asking():
        real = [_real(argument, masked) for argument in arguments]
        try:
            result = function(*real, **{name: _real(value, masked) for name, value in keywords})
        except (AttributeError, IndexError, np.linalg.LinAlgError) as error:
            raise Unmodelled(str(error)) from error
    return tuple(map(_of, result)) if isinstance(result, tuple) else (_of(result),)


def _real(described: Any, masked: bool) -> Any:
    if isinstance(described, StandIn):
        return _stand_in(described, masked)
    if isinstance(described, _Number):
        return described.value
    if isinstance(described, tuple):
        kind, *items = described
        return kind([_real(item, masked) for item in items])
    return described


def _stand_in(wanted: StandIn, masked: bool) -> np.ndarray[Any, Any]:
    elements = np.ones((1,) * wanted.axes, wanted.dtype)
    if issubclass(wanted.kind, np.ma.MaskedArray):
        return np.ma.array(elements, mask=np.zeros(elements.shape, bool) if masked else np.ma.nomask)
    return elements.view(wanted.kind)


def _of(result: Any) -> Found:
    if not isinstance(result, np.ndarray | np.generic) or isinstance(result, type(np.ma.masked)):
        raise Unmodelled("the result is no array")
    return Found(type(result), result.dtype, result.ndim)
