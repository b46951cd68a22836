"""`math`: functions of several numbers. Source: https://docs.python.org/3/library/math.html"""

from __future__ import annotations

import math
from typing import Any

from ...values.dims import SOME_INT, SomeInt, Symbolic, multiply
from ...values.kinds import Typed, Value
from ..iterated import iterated
from ..registry import Unmodelled, WouldRaise, rule

LARGEST = 1_000
_NUMBERS = (int, float)


@rule("math.prod")
def prod(iterable: Value, /, *, start: Value = 1) -> Value:
    """The product of constants, or of lengths."""
    items = iterated(iterable).items
    if items is None:
        raise Unmodelled("the items are not known")
    numbers = (start, *items)
    if all(isinstance(number, int | Symbolic | SomeInt) for number in numbers):
        total: Any = 1
        for number in numbers:
            total = multiply(total, number)  # type: ignore[arg-type]
        return total
    if all(isinstance(number, _NUMBERS) for number in numbers):
        return math.prod(numbers)  # type: ignore[arg-type]
    raise Unmodelled("not numbers")


@rule("math.factorial")
def factorial(n: Value, /) -> Value:
    """The product of the first ints."""
    return _small(math.factorial, n)


@rule("math.comb")
def comb(n: Value, k: Value, /) -> Value:
    """How many ways there are to choose."""
    return _small(math.comb, n, k)


@rule("math.perm")
def perm(n: Value, *k: Value) -> Value:
    """How many ways there are to choose in order."""
    return _small(math.perm, n, *k)


def _small(function: Any, *numbers: Value) -> Value:
    if all(isinstance(number, int) and number <= LARGEST for number in numbers):
        try:
            return function(*numbers)
        except (ValueError, TypeError) as error:
            raise WouldRaise(str(error)) from error
    if all(isinstance(number, int | Symbolic | SomeInt) for number in numbers):
        return SOME_INT
    if any(isinstance(number, Typed) for number in numbers):
        raise Unmodelled("not known to be ints")
    raise Unmodelled("not ints")
