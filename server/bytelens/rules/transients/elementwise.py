"""What ufuncs need: operands made arrays, casts of small ones, the outputs.

NumPy casts operands without axes, and those of one axis up to the size of its buffer, as a whole; larger ones go
through buffers that its allocator for array data knows nothing of.
Source: https://numpy.org/doc/stable/reference/ufuncs.html (`np.setbufsize`), and measurements.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

import numpy as np

from ...values.arrays import Array, DType, Scalar
from ...values.dims import Dim, SomeInt
from ...values.kinds import Typed, Value
from ..arguments import is_scalar
from ..broadcasting import broadcast_shapes
from ..registry import Unmodelled
from .gauge import peak_with
from .operands import Operand, fits, is_aligned, read
from .sizes import at_least, bounded, held, highest, total


@dataclass(frozen=True, slots=True)
class _Call:
    """A call of a ufunc. small: how operands of one axis and unknown length are taken."""

    ufunc: np.ufunc
    operands: tuple[Operand, ...]
    loop: tuple[DType, ...]
    outputs: tuple[Value, ...]
    masked: bool
    small: bool


def computed(ufunc: np.ufunc, *values: Value, out: Value = None, where: Value = True) -> Dim:
    """The peak of `ufunc(*values, out=out, where=where)`. Raises Unmodelled."""
    if all(is_scalar(value) for value in values) and out is None and where is True:
        measured, most = of_scalars(ufunc, *values), _as_arrays(ufunc)
        return SomeInt(most) if isinstance(measured, int) and measured < most else measured
    operands = tuple(map(read, values))
    outputs = _outputs(ufunc, out)
    _check(operands, outputs)
    loop = _loop(ufunc, operands)
    masked = _is_mask(where)
    ways = (True,) if all(map(_has_known_length, operands)) else (True, False)
    return bounded(*(_peak(_Call(ufunc, operands, loop, outputs, masked, small)) for small in ways))


def _has_known_length(operand: Operand) -> bool:
    return len(operand.shape) != 1 or isinstance(operand.shape[0], int)


def of_scalars(function: Any, *values: Value) -> Dim:
    """The peak of a call with numbers alone, measured: it depends on their types only."""
    return peak_with(_with_ones, function, *map(type_of, values))


def _as_arrays(ufunc: np.ufunc) -> int:
    """The most that a ufunc needs for numbers: its first call goes by arrays, cast and not; later ones may not."""
    return (2 * ufunc.nin + ufunc.nout) * np.dtype(np.clongdouble).itemsize


def _with_ones(function: Any, *types: Any) -> tuple[Any, tuple[Any, ...]]:
    return function, tuple(number(kind, 1) for kind in types)


def type_of(value: Value) -> Any:
    """The Python type of a number, or the dtype of a NumPy scalar. Raises Unmodelled for other scalars."""
    if isinstance(value, Scalar):
        if value.dtype is None or value.dtype.kind not in "biufc":
            raise Unmodelled("no number")
        return value.dtype
    if isinstance(value, Typed):
        return value.type
    return type(value) if isinstance(value, bool | float | complex | np.generic) else int


def number(kind: Any, value: int) -> Any:
    """A number of a type that `type_of` tells."""
    return kind(value) if isinstance(kind, type) else np.full((), value, kind)[()]


def _outputs(ufunc: np.ufunc, out: Value) -> tuple[Value, ...]:
    given = out if isinstance(out, tuple) else (out,) + (None,) * (ufunc.nout - 1)
    if len(given) != ufunc.nout or not all(value is None or isinstance(value, Array) for value in given):
        raise Unmodelled("an output is not known to be an array")
    return given


def _check(operands: tuple[Operand, ...], outputs: tuple[Value, ...]) -> None:
    arrays = [operand.array for operand in operands if operand.array is not None]
    given = [value for value in outputs if isinstance(value, Array)]
    if not all(map(is_aligned, (*arrays, *given))):
        raise Unmodelled("elements may not be aligned")
    if any(output.dtype is None or output.dtype.kind not in "biufc" for output in given):
        raise Unmodelled("an output that is no numbers")
    for output in given:
        for other in (*arrays, *(value for value in given if value is not output)):
            if output.buffer is None or (other.buffer == output.buffer and not _same(output, other)):
                raise Unmodelled("an output that may share memory with an operand")


def _same(output: Array, other: Array) -> bool:
    return bool(output.identity) and output.identity == other.identity and output.certain


def _is_mask(where: Value) -> bool:
    if where is True:
        return False
    if isinstance(where, Array) and where.dtype == np.dtype(bool):
        return True
    raise Unmodelled("a mask that is no array of bools")


def _loop(ufunc: np.ufunc, operands: tuple[Operand, ...]) -> tuple[DType, ...]:
    kinds = tuple(operand.weak or operand.dtype for operand in operands)
    if all(operand.weak for operand in operands):
        kinds = tuple(operand.dtype for operand in operands)
    loop = resolved(ufunc, kinds)
    if ufunc.__name__.startswith("logical") and any(operand.weak for operand in operands):
        raise Unmodelled("a number that may be made a bool in two steps")
    for operand, dtype in zip(operands, loop, strict=False):
        known = isinstance(operand.value, int)
        if operand.weak is int and not (known and fits(operand.value, dtype)) and (known or dtype.itemsize < 8):
            raise Unmodelled("an int that may not fit")
    return loop


@lru_cache(maxsize=4096)
def resolved(ufunc: np.ufunc, kinds: tuple[Any, ...]) -> tuple[DType, ...]:
    """The dtypes of the loop that NumPy takes, operands then outputs. Raises Unmodelled for what is no numbers."""
    try:
        loop: tuple[DType, ...] = ufunc.resolve_dtypes((*kinds, *(None,) * ufunc.nout))
    except (TypeError, ValueError) as error:
        raise Unmodelled(str(error)) from error
    if any(dtype.kind not in "biufc" for dtype in loop):
        raise Unmodelled("no numbers")
    return loop


def _peak(call: _Call) -> Dim:
    """Conversions, weak numbers given their dtype, casts, then the outputs beside what is still there."""
    moments: list[Dim] = []
    operands = list(call.operands)
    for place, at, size in _conversions(call):
        moments.append(total(*(operand.own for operand in operands), size))
        operands[place] = replace(operands[place], own=size, dtype=at)
    kept: list[Dim] = [operand.own for operand in operands]
    if not call.masked:
        for place, operand in enumerate(operands):
            wanted = call.loop[place]
            if operand.dtype == wanted:
                continue
            if not _is_cast_whole(operand, call.small):
                break
            size = held(operand.shape, wanted)
            moments.append(total(*kept, size))
            kept[place] = size
            operands[place] = replace(operand, dtype=wanted, own=size)
    kept += [
        held((), wanted)
        for operand, wanted in zip(operands, call.loop, strict=False)
        if operand.shape == () and operand.dtype != wanted
    ]
    return highest(*moments, total(*kept, *_allocated(call)))


def _conversions(call: _Call) -> Iterator[tuple[int, DType, Dim]]:
    """Python numbers that are made anew in the dtype of the loop; ints always, in some versions of NumPy."""
    if len(call.operands) < 2 or all(operand.weak for operand in call.operands):
        return
    for place, operand in enumerate(call.operands):
        wanted = call.loop[place]
        again = operand.weak is int and _makes_ints_anew()
        if operand.weak is not None and (again or operand.dtype != wanted):
            yield place, wanted, held((), wanted)


def _makes_ints_anew() -> bool:
    beside = np.dtype(int)
    return peak_with(_empty_and_one, beside) == 2 * beside.itemsize


def _empty_and_one(dtype: DType) -> tuple[Any, tuple[Any, ...]]:
    return np.add, (np.zeros(0, dtype), 1)


def _is_cast_whole(operand: Operand, small: bool) -> bool:
    if len(operand.shape) != 1:
        return operand.shape == ()
    beyond = at_least(operand.shape[0], np.getbufsize() + 1)
    return small if beyond is None else not beyond


def _allocated(call: _Call) -> list[Dim]:
    shape = broadcast_shapes([operand.shape for operand in call.operands])
    dtypes = call.loop[call.ufunc.nin :]
    return [held(shape, dtype) for dtype, given in zip(dtypes, call.outputs, strict=True) if given is None]
