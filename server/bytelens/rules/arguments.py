"""Reading the arguments of NumPy's functions: shapes, dtypes, axes, and what can be made an array."""

from __future__ import annotations

import operator
from typing import Any

import numpy as np

from ..values.arrays import Array, DType, Scalar
from ..values.dims import SOME_INT, Dim, Shape, SomeInt, Symbolic
from ..values.kinds import Parameter, Sequence, Typed, Unknown, Value
from .registry import Unmodelled, WouldRaise

DEFAULT_INT: DType = np.dtype(int)
DEFAULT_FLOAT: DType = np.dtype(float)
MOST_AXES = 64
_NUMBERS = frozenset({bool, int, float, complex, Scalar, Symbolic, SomeInt})
_CONSTANTS = (bool, int, float, complex, str, bytes, range, type, np.dtype)


def as_dim(value: Value) -> Dim:
    """An integer argument. Raises WouldRaise for what is surely no int."""
    if isinstance(value, Symbolic | SomeInt):
        return value
    if isinstance(value, Scalar):
        value = SOME_INT if value.value is None else value.value
    if isinstance(value, Parameter):
        return value.dim
    if isinstance(value, Unknown):
        return SOME_INT
    if isinstance(value, Array) and value.shape == ():
        value = SOME_INT if value.contents is None else value.contents.elements
    if isinstance(value, SomeInt):
        return value
    try:
        return int(operator.index(value))  # type: ignore[arg-type]
    except TypeError as error:
        surely_none = value is None or isinstance(value, str | bytes | float | complex)
        raise (WouldRaise if surely_none else Unmodelled)(f"not an int: {value!r}") from error


def as_int(value: Value) -> int:
    """An integer argument whose value must be known. Raises Unmodelled where it isn't."""
    dim = as_dim(value)
    if isinstance(dim, int):
        return dim
    raise Unmodelled(f"an int is not known: {dim}")


def as_length(value: Value) -> Dim:
    """A length argument. Raises WouldRaise where it is negative."""
    dim = as_dim(value)
    if isinstance(dim, int) and dim < 0:
        raise WouldRaise("negative dimensions are not allowed")
    return dim


def as_shape(value: Value) -> Shape | None:
    """A shape argument: an int or a sequence of ints; None where not even the rank is known.

    Most functions refuse bools, as they do None in some versions: Unmodelled.
    """
    if isinstance(value, bool | np.bool) or (isinstance(value, tuple) and any(isinstance(n, bool) for n in value)):
        raise Unmodelled("a bool is no length")
    if value is None:
        raise Unmodelled("NumPy's versions differ in what they make of None")
    if isinstance(value, tuple):
        return tuple(map(as_length, value))
    if isinstance(value, range) and len(value) > MOST_AXES:
        raise WouldRaise(f"more than {MOST_AXES} axes")
    if isinstance(value, Sequence | range):
        items = value.items if isinstance(value, Sequence) else tuple(value)
        return None if items is None else tuple(map(as_length, items))
    if isinstance(value, Array) and value.shape is not None and len(value.shape) == 1:
        if value.contents is not None:
            return tuple(map(as_length, value.contents.elements))
        count = value.shape[0]
        return (SOME_INT,) * count if isinstance(count, int) and count <= MOST_AXES else None
    unknown = isinstance(value, Unknown) and not isinstance(value, Parameter)
    if unknown or (isinstance(value, Array) and value.shape != ()):
        return None
    return (as_length(value),)


def as_dtype(value: Value, default: DType | None = DEFAULT_FLOAT) -> DType | None:
    """A dtype argument; `default` for None; None where it is not known. WouldRaise for what is none."""
    if value is None:
        return default
    if isinstance(value, np.dtype):
        return value
    try:
        dtype: DType = np.dtype(concrete(value))
    except Unmodelled:
        return None
    except (TypeError, ValueError) as error:
        raise WouldRaise(str(error)) from error
    return dtype


def as_bool(value: Value) -> bool:
    """A flag that must be known. Raises Unmodelled where it isn't."""
    if isinstance(value, bool | int | np.bool) or value is None:
        return bool(value)
    raise Unmodelled("a flag is not known")


def as_axis(value: Value, ndim: int) -> int:
    """One axis, counted from 0. Raises WouldRaise where the array has no such axis."""
    axis = as_int(value)
    if not -ndim <= axis < ndim:
        raise WouldRaise(f"axis {axis} is out of bounds for {ndim} dimensions")
    return axis % ndim


def as_axes(value: Value, ndim: int) -> tuple[int, ...]:
    """One axis or several, counted from 0; all for None. Raises WouldRaise for repeated ones."""
    if value is None:
        return tuple(range(ndim))
    items = value if isinstance(value, tuple) else value.items if isinstance(value, Sequence) else (value,)
    if items is None:
        raise Unmodelled("the axes are not known")
    axes = tuple(as_axis(item, ndim) for item in items)
    if len(set(axes)) != len(axes):
        raise WouldRaise("repeated axis")
    return axes


def concrete(value: Value) -> Any:
    """The Python object itself, with lists for sequences. Raises Unmodelled where part of it is not known."""
    if isinstance(value, tuple):
        return tuple(map(concrete, value))
    if isinstance(value, Sequence):
        if value.items is None:
            raise Unmodelled("the items are not known")
        return list(map(concrete, value.items))
    if isinstance(value, Scalar) and value.value is not None:
        return value.value
    if value is None or isinstance(value, _CONSTANTS):
        return value
    raise Unmodelled(f"not a constant: {value!r}")


def known_rank(array: Array) -> Shape:
    """The shape of an array. Raises Unmodelled where not even its rank is known."""
    if array.shape is None:
        raise Unmodelled("the rank is not known")
    return array.shape


def is_scalar(value: Value) -> bool:
    """True for Python and NumPy numbers, known or not."""
    if type(value) is Typed:
        return value.type in (bool, int, float, complex)
    return type(value) in _NUMBERS or isinstance(value, int | float | complex)
