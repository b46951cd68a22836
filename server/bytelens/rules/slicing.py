"""How many elements a slice takes of an axis, and the step between them.

Source: https://docs.python.org/3/reference/datamodel.html#slice.indices
"""

from __future__ import annotations

from typing import TypeGuard

from ..values.dims import SOME_INT, Dim, SomeInt, divide, multiply, subtract, upper_bound
from ..values.kinds import Slice, Unknown, Value
from .arguments import as_dim
from .registry import WouldRaise

ANY_LENGTH = 2**62


def slice_length(key: Slice, length: Dim) -> Dim:
    """The number of elements of `axis[key]`, an axis of `length` elements.

    Exact where it is the same for every value of what is not known, else bounded. Raises WouldRaise for
    a step of 0 and for bounds that are no ints.
    """
    start, stop, step = _bound(key.start), _bound(key.stop), slice_step(key)
    if not isinstance(step, int):
        return SomeInt(upper_bound(length))
    if isinstance(length, int) and _is_constant(start) and _is_constant(stop):
        return len(range(*slice(start, stop, step).indices(length)))
    taken = _provable(start, stop, step, length)
    return _at_most(start, stop, step, length) if taken is None else _divided(taken, abs(step))


def slice_step(key: Slice) -> Dim:
    """The step of a slice, 1 by default. Raises WouldRaise for 0."""
    step = _bound(key.step)
    if step is None:
        return 1
    if isinstance(step, int) and step == 0:
        raise WouldRaise("slice step cannot be zero")
    return step


def _bound(value: Value) -> Dim | None:
    """One part of a slice; an unknown one may be None too, which no caller tells from an unknown int."""
    if value is None:
        return None
    return SOME_INT if isinstance(value, Unknown) else as_dim(value)


def _is_constant(bound: Dim | None) -> TypeGuard[int | None]:
    return bound is None or isinstance(bound, int)


def _provable(start: Dim | None, stop: Dim | None, step: int, length: Dim) -> Dim | None:
    """The number of elements from `start` to `stop` where it is certain; None where it isn't."""
    if start is None and stop is None:
        return length
    if step < 0:
        return None
    if (start is None or start == 0) and stop is not None and _is_within(stop, length):
        return stop
    if start is not None and stop is None and _is_within(start, length):
        return subtract(length, start)
    return None


def _is_within(bound: Dim, length: Dim) -> bool:
    """True where `0 <= bound <= length` surely holds: the length, never negative, is a multiple of it."""
    if isinstance(bound, SomeInt) or isinstance(length, SomeInt) or isinstance(bound, int):
        return isinstance(bound, int) and bound == 0
    if bound == length:
        return True
    factor = divide(length, bound)
    return isinstance(factor, int) and factor > 0 and multiply(factor, bound) == length


def _at_most(start: Dim | None, stop: Dim | None, step: int, length: Dim) -> Dim:
    """A bound: `[:3]`, `[2:5]` and `[-3:]` take 3 elements at most, whatever the axis.

    A missing bound takes no fewer elements than any other. With both bounds counted from the same end, a
    longer axis gives no fewer elements than a shorter one, so that the longest axis tells.
    """
    first = start if isinstance(start, int) else None
    last = stop if isinstance(stop, int) else None
    if first is not None and last is not None and (first < 0) != (last < 0):
        first = None
    longest = upper_bound(length)
    probe = longest if isinstance(longest, int) else ANY_LENGTH
    count = len(range(*slice(first, last, step).indices(probe)))
    if count == 0:
        return 0
    return SomeInt(count if isinstance(longest, int) or count < ANY_LENGTH // abs(step) // 2 else longest)


def _divided(length: Dim, step: int) -> Dim:
    """How many elements a step leaves: `length / step`, rounded up."""
    if step == 1:
        return length
    if isinstance(length, int):
        return -(-length // step)
    if isinstance(length, SomeInt):
        bound = length.at_most
        return SomeInt(-(-bound // step) if isinstance(bound, int) else bound)
    exact = divide(length, step)
    return SomeInt(length) if isinstance(exact, SomeInt) else exact
