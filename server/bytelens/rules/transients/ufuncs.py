"""Ufuncs, operators on arrays, and operators in place."""

from __future__ import annotations

import operator
from collections.abc import Callable
from functools import partial
from typing import Any

import numpy as np

from ...values.arrays import Array, Scalar
from ...values.dims import Dim
from ...values.kinds import Value
from ..arguments import is_scalar
from ..operators import UFUNCS
from ..registry import Unmodelled
from ..ufuncs import is_elementwise
from .elementwise import computed, of_scalars
from .gauge import peak_with
from .operands import read
from .registry import add_transient, transient
from .sizes import held, total

IN_PLACE: dict[Callable[..., Any], np.ufunc] = {
    getattr(operator, f"i{name}"): ufunc
    for name, ufunc in {
        "add": np.add, "sub": np.subtract, "mul": np.multiply, "truediv": np.true_divide, "floordiv": np.floor_divide,
        "mod": np.remainder, "and": np.bitwise_and, "or": np.bitwise_or, "xor": np.bitwise_xor,
        "lshift": np.left_shift, "rshift": np.right_shift,
    }.items()
}  # fmt: skip


def ufunc(function: np.ufunc, result: Value, *operands: Value, out: Value = None, where: Value = True) -> Dim:
    """`ufunc(a, b)`; outputs may also follow the operands."""
    if len(operands) > function.nin:
        operands, out = operands[: function.nin], operands[function.nin :]
    return computed(function, *operands, out=out, where=where)


def operated(operation: Callable[..., Any], function: np.ufunc, result: Value, *operands: Value) -> Dim:
    """`a + b`, `-a`. Numbers alone are computed without arrays, which is measured."""
    if all(map(is_scalar, operands)):
        return of_scalars(operation, *operands)
    left = operands[0]
    if operation in _COMPARISONS and isinstance(left, Scalar):
        array = Array((), left.dtype, ())
        return total(held((), left.dtype), computed(function, array, *operands[1:]))
    return computed(function, *operands)


_COMPARISONS = (operator.eq, operator.ne, operator.lt, operator.le, operator.gt, operator.ge)
"""On the left of these, a NumPy scalar makes an array of itself before it lets the other operand decide."""


def in_place(function: np.ufunc, result: Value, left: Value, right: Value) -> Dim:
    """`a += b` of an array."""
    if not isinstance(left, Array):
        raise Unmodelled("what is no array is replaced")
    return computed(function, left, right, out=left)


@transient("operator.pow")
def power(result: Value, left: Value, right: Value) -> Dim:
    """`a ** b`, for which NumPy takes a simpler ufunc where the exponent is one of a few numbers."""
    if all(map(is_scalar, (left, right))):
        return of_scalars(operator.pow, left, right)
    simpler = _simpler(left, right)
    return computed(np.power, left, right) if simpler is None else computed(simpler, left)


@transient("operator.ipow")
def power_in_place(result: Value, left: Value, right: Value) -> Dim:
    """`a **= b` of an array."""
    if not isinstance(left, Array):
        raise Unmodelled("what is no array is replaced")
    simpler = _simpler(left, right)
    return computed(np.power, left, right, out=left) if simpler is None else computed(simpler, left, out=left)


_SIMPLER: dict[float, np.ufunc] = {
    -1: np.reciprocal, 0: np.positive, 0.5: np.sqrt, 1: np.positive, 2: np.square,
}  # fmt: skip


def _simpler(left: Value, right: Value) -> np.ufunc | None:
    """The ufunc that this NumPy takes for a power; one that takes `np.power` makes an array of the exponent."""
    if isinstance(right, Array) and right.shape == ():
        raise Unmodelled("an exponent that is not known")
    if not isinstance(left, Array) or not is_scalar(right):
        return None
    if left.shape == ():
        raise Unmodelled("a base without axes")
    if not isinstance(right, int | float):
        raise Unmodelled("an exponent that is not known")
    simpler = _SIMPLER.get(right)
    if simpler is None:
        return None
    base = read(left).dtype
    few = peak_with(_small_power, base, right)
    plain = computed(np.power, Array((3,), base, (base.itemsize,)), right)
    return None if few == plain else simpler


def _small_power(dtype: Any, exponent: float) -> tuple[Any, tuple[Any, ...]]:
    return operator.pow, (np.ones(3, dtype), exponent)


def _register() -> None:
    for name in dir(np):
        function = getattr(np, name)
        if isinstance(function, np.ufunc) and is_elementwise(function):
            add_transient(f"numpy.{function.__name__}", partial(ufunc, function))
    for operation, function in UFUNCS.items():
        if is_elementwise(function) and operation is not operator.pow:
            add_transient(f"operator.{operation.__name__}", partial(operated, operation, function))
    for operation, function in IN_PLACE.items():
        add_transient(f"operator.{operation.__name__}", partial(in_place, function))


_register()
