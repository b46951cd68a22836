"""Bytes of array data, as NumPy's allocator counts them, and the highest of several moments.

Source: https://numpy.org/doc/stable/reference/c-api/data_memory.html; an array without elements allocates one byte.
"""

from __future__ import annotations

from functools import reduce

from ...values.arrays import Array, DType, Scalar
from ...values.dims import Dim, Shape, SomeInt, Symbolic, add, multiply, product, substitute, subtract, upper_bound
from ...values.dims import symbol as named
from ...values.kinds import Sequence, Value
from ..registry import Unmodelled


def held(shape: Shape | None, dtype: DType | None) -> Dim:
    """The bytes that a new array allocates. Raises Unmodelled where its rank or dtype is not known.

    A formula holds where no length is 0.
    """
    if shape is None or dtype is None:
        raise Unmodelled("the rank or dtype is not known")
    if dtype.itemsize == 0 or dtype.subdtype is not None:
        raise Unmodelled("a dtype without a size, or with a shape")
    size = multiply(product(shape), dtype.itemsize)
    return SomeInt(1) if size == SomeInt(0) else 1 if size == 0 else size


def held_by(result: Value) -> Dim:
    """The bytes that the new arrays in a result hold; views, arguments, and what is no array hold none.

    What is a view or a copy holds at most those of the copy.
    """
    if isinstance(result, Array):
        if not result.certain:
            return SomeInt(upper_bound(held(result.shape, result.dtype)))
        return held(result.shape, result.dtype) if result.buffer is None and not result.identity else 0
    if isinstance(result, tuple):
        return total(*map(held_by, result))
    if isinstance(result, Sequence) and result.items is not None:
        return total(*map(held_by, result.items))
    if isinstance(result, Scalar | int | float | complex | Symbolic | SomeInt) or result is None:
        return 0
    raise Unmodelled("the result is not known")


def made(result: Value) -> Dim:
    """The bytes of a result before NumPy makes a scalar of one without axes."""
    if isinstance(result, Scalar):
        return held((), result.dtype)
    if isinstance(result, tuple):
        return total(*map(made, result))
    return held_by(result)


def total(*sizes: Dim) -> Dim:
    """The sum of sizes, all of which are there at the same moment."""
    there = [size for size in sizes if size != 0] or [0]
    return reduce(add, there)


def highest(*moments: Dim) -> Dim:
    """The most of several moments. Raises Unmodelled where they cannot be compared."""
    nothing: Dim = 0
    return reduce(_higher, dict.fromkeys(moments), nothing)


def bounded(*moments: Dim) -> Dim:
    """What is certain to be no more than the highest of some moments, one of which it is; that one if all agree."""
    if len(set(moments)) == 1:
        return moments[0]
    return SomeInt(upper_bound(highest(*moments)))


def at_least(dim: Dim, least: int) -> bool | None:
    """Whether a size is `least` or more; None where that depends on what is not known."""
    if isinstance(dim, int):
        return dim >= least
    most = upper_bound(dim)
    if isinstance(dim, SomeInt):
        return False if isinstance(most, int) and most < least else None
    return True if _is_never_negative(subtract(dim, least)) else None


def _higher(a: Dim, b: Dim) -> Dim:
    if isinstance(a, int) and isinstance(b, int):
        return max(a, b)
    if a == 0:
        return b
    if isinstance(a, SomeInt) or isinstance(b, SomeInt):
        left, right = upper_bound(a), upper_bound(b)
        if left is None or right is None:
            raise Unmodelled("a size without bound")
        return SomeInt(upper_bound(_higher(left, right)))
    if _is_never_negative(subtract(a, b)):
        return a
    if _is_never_negative(subtract(b, a)):
        return b
    raise Unmodelled(f"{a} or {b}")


def _is_never_negative(dim: Dim) -> bool:
    """Whether a formula is 0 or more for all lengths from 1 up."""
    if isinstance(dim, int):
        return dim >= 0
    if not isinstance(dim, Symbolic):
        return False
    names = {name for monomial, _ in dim.terms for name, _ in monomial}
    beyond = substitute(dim, {name: add(named(name), 1) for name in names})
    if isinstance(beyond, int):
        return beyond >= 0
    return isinstance(beyond, Symbolic) and all(factor >= 0 for _, factor in beyond.terms)
