"""The shorter and the longer of two lengths, and bounds, where lengths may be formulas or unknown."""

from __future__ import annotations

from ..values.dims import Dim, SomeInt, add, upper_bound


def at_most(length: Dim) -> SomeInt:
    """Some length that is no more than another."""
    return SomeInt(upper_bound(length))


def shorter(a: Dim, b: Dim) -> Dim:
    """The smaller of two lengths, or what it is at most."""
    if isinstance(a, int) and isinstance(b, int):
        return min(a, b)
    if a == b and not isinstance(a, SomeInt):
        return a
    bounds = [bound for bound in map(upper_bound, (a, b)) if bound is not None]
    numbers = [bound for bound in bounds if isinstance(bound, int)]
    return SomeInt(min(numbers) if numbers else next(iter(bounds), None))


def longer(a: Dim, b: Dim) -> Dim:
    """The larger of two lengths, or what it is at most: both together, where nobody knows which it is."""
    if isinstance(a, int) and isinstance(b, int):
        return max(a, b)
    if a == b and not isinstance(a, SomeInt):
        return a
    first, second = upper_bound(a), upper_bound(b)
    if isinstance(first, int) and isinstance(second, int):
        return SomeInt(max(first, second))
    return at_most(add(a, b))
