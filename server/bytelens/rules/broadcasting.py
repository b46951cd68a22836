"""Broadcasting of shapes that may hold symbols and unknown lengths.

Source: https://numpy.org/doc/stable/user/basics.broadcasting.html
"""

from __future__ import annotations

from collections.abc import Sequence as Many

from ..values.dims import SOME_INT, Dim, Shape, SomeInt, upper_bound
from ..values.joining import largest
from .registry import WouldRaise


def broadcast_shapes(shapes: Many[Shape | None]) -> Shape | None:
    """The shape that operands broadcast to, or None where the rank of one is unknown.

    Raises WouldRaise where known lengths do not fit.
    """
    first, *others = shapes
    result = first
    for shape in others:
        if result is None or shape is None:
            return None
        result = _pair(result, shape)
    return result


def _pair(a: Shape, b: Shape) -> Shape:
    if a == b and not any(isinstance(length, SomeInt) for length in a):
        return a
    if len(a) < len(b):
        a, b = b, a
    lead = len(a) - len(b)
    return a[:lead] + tuple(map(broadcast_dims, a[lead:], b))


def broadcast_dims(a: Dim, b: Dim) -> Dim:
    """The common length of two axes.

    A constant other than 1 wins over an unknown length: were that neither the constant nor 1, NumPy would raise.
    """
    if a == 1:
        return b
    if b == 1:
        return a
    if isinstance(a, int) and isinstance(b, int):
        if a != b:
            raise WouldRaise(f"lengths {a} and {b} do not broadcast")
        return a
    if isinstance(a, int):
        return a
    if isinstance(b, int):
        return b
    if a == b and not isinstance(a, SomeInt):
        return a
    bounds = (upper_bound(a), upper_bound(b))
    return SOME_INT if None in bounds else SomeInt(largest(bounds))
