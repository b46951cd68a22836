"""Values that have nothing to do with arrays, nor with code of the program, and those that are but numbers."""

from __future__ import annotations

import numpy as np

from ...values.arrays import Array, Scalar
from ...values.dims import SomeInt, Symbolic
from ...values.kinds import Mapping, Method, Ref, Sequence, Slice, Typed, Unknown, Value
from ..forms import ABSENT, Bound, parts
from ..scopes import Class, Function

OF_PROGRAM = (Function, Class, Bound)
_NOT_PLAIN = (Array, Scalar, Unknown, Ref, Method, *OF_PROGRAM)
_NUMBERS = (bool, int, float, complex, str, bytes, set)


def is_plain(value: Value, deepest: int = 6) -> bool:
    """Whether a value has nothing to do with arrays, nor with code of the program."""
    if value is ABSENT or isinstance(value, _NOT_PLAIN) or deepest == 0:
        return False
    if isinstance(value, SomeInt | Symbolic | Typed):
        return not isinstance(value, Typed) or value.type in _NUMBERS
    inner = parts(value)
    if isinstance(value, Slice):
        inner = (value.start, value.stop, value.step)
    return all(is_plain(part, deepest - 1) for part in inner)


def is_known(held: Sequence | Mapping) -> bool:
    """Whether all that a list or dict holds is known, so that what it lets go of is."""
    return (held.entries if isinstance(held, Mapping) else held.items) is not None


def is_of_numbers(value: Value) -> bool:
    """Whether a value is an array of numbers."""
    return (
        isinstance(value, Array)
        and value.type is np.ndarray
        and value.dtype is not None
        and value.dtype.kind in "biufc"
    )


def is_number(value: Value) -> bool:
    """Whether a value is a number, NumPy's as well, or has nothing to do with arrays; its text takes none."""
    if isinstance(value, Scalar):
        return value.dtype is not None and value.dtype.kind in "biuf" and value.dtype != np.dtype(np.longdouble)
    return is_plain(value)
