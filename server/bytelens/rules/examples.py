"""What NumPy returns for operands of given dtypes, asked of it with examples of one element."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from itertools import product
from typing import Any, TypeAlias

import numpy as np

from ..values.arrays import Array, DType, Scalar, new_array
from ..values.dims import Dim
from ..values.kinds import Typed, Value
from .arguments import is_scalar
from .asking import asking
from .attributes import NUMBERS
from .broadcasting import broadcast_shapes
from .layout import elementwise_order
from .literals import as_array
from .numpy_scalars import array_or_scalar, numpy_scalar
from .promotion import operand_type
from .registry import Unmodelled

Kind: TypeAlias = "DType | type | None"
"""The dtype of an array or NumPy scalar, the type of a Python number, which is weak, or None: not known."""

Lengths: TypeAlias = "tuple[int, ...]"
FEW: Lengths = (1, 2, 3, 4)
"""Lengths to try where a dtype may depend on the length; longer ones are like the last."""

STRINGS = "SU"
MODELLED = NUMBERS + STRINGS


def kind_of(value: Value) -> Kind:
    """What promotion sees of an argument. Raises Unmodelled for what is not known to be array_like."""
    if isinstance(value, bool) or (isinstance(value, Typed) and value.type is bool):
        return bool
    return operand_type(value) if is_scalar(value) else as_array(value).dtype


def asked_dtype(
    function: Callable[..., Any], *kinds: Kind, shape: tuple[int, ...] = (1,), **keywords: Any
) -> DType | None:
    """The dtype of the one result; None where an operand's is not known. See `asked_dtypes`."""
    return asked_dtypes(function, 1, *kinds, shape=shape, **keywords)[0]


def asked_dtypes(
    function: Callable[..., Any], count: int, *kinds: Kind, shape: tuple[int, ...] = (1,), **keywords: Any
) -> tuple[DType | None, ...]:
    """The dtypes of the first `count` results of a function, called with ones of that shape.

    Raises Unmodelled where NumPy refuses the operands, or returns something else.
    """
    if any(kind is None for kind in kinds):
        return (None,) * count
    results = _results(function, kinds, shape, tuple(sorted(keywords.items())))[:count]
    if len(results) < count or not all(isinstance(result, np.ndarray | np.generic) for result in results):
        raise Unmodelled("the result is a Python object")
    return tuple(result.dtype for result in results)


def applied(function: Callable[..., Any], *operands: Value, **keywords: Any) -> Value:
    """The result of a function that works element by element: operands broadcast, NumPy tells the dtype.

    Without axes it is an array or a scalar, as NumPy has it.
    """
    arrays = [as_array(operand) for operand in operands]
    kinds = tuple(map(kind_of, operands))
    shape = broadcast_shapes([array.shape for array in arrays])
    if shape is None:
        return array_or_scalar(asked_dtype(function, *kinds, **keywords))
    if shape == ():
        return without_axes(function, *kinds, **keywords)
    in_c_order = elementwise_order(arrays, shape) == "C"
    return new_array(shape, asked_dtype(function, *kinds, **keywords), "C" if in_c_order else None)


def without_axes(function: Callable[..., Any], *kinds: Kind, **keywords: Any) -> Array | Scalar:
    """The result for operands without axes: a scalar, or an array without axes. Raises Unmodelled for another."""
    if any(kind is None for kind in kinds):
        raise Unmodelled("an array or a scalar")
    (result, *_) = _results(function, kinds, (), tuple(sorted(keywords.items())))
    if isinstance(result, np.ndarray):
        return new_array(result.shape, result.dtype)
    if isinstance(result, np.generic):
        return numpy_scalar(result.dtype)
    raise Unmodelled("the result is a Python object")


@lru_cache(maxsize=2048)
def _results(
    function: Callable[..., Any], kinds: tuple[Kind, ...], shape: tuple[int, ...], keywords: tuple[tuple[str, Any], ...]
) -> tuple[Any, ...]:
    with asking():
        answer = function(*(_example(kind, shape) for kind in kinds), **dict(keywords))
    return tuple(answer) if isinstance(answer, tuple | list) else (answer,)


def _example(kind: Kind, shape: tuple[int, ...]) -> Any:
    if isinstance(kind, np.dtype):
        if kind.kind not in MODELLED:
            raise Unmodelled(f"operands of {kind}")
        return np.ones(shape, kind)
    assert kind is not None
    return kind(1)


def lengths_to_try(length: Dim, *, shorter: bool = False) -> Lengths:
    """What stands for a length: itself, unless it is not known; shorter: all up to it."""
    if not isinstance(length, int):
        return FEW
    most = min(length, FEW[-1])
    return tuple(range(1, most + 1)) if shorter else (most,)


def steady_dtypes(
    function: Callable[..., Any], count: int, *operands: tuple[Kind, Lengths], **keywords: Any
) -> tuple[DType | None, ...]:
    """The dtypes of the results; None where they differ between vectors of the lengths to try.

    operands: the kind of each, and its lengths.
    """
    if any(kind is None for kind, _ in operands):
        return (None,) * count
    return _steady(function, count, operands, tuple(sorted(keywords.items())))


@lru_cache(maxsize=2048)
def _steady(
    function: Callable[..., Any],
    count: int,
    operands: tuple[tuple[Kind, Lengths], ...],
    keywords: tuple[tuple[str, Any], ...],
) -> tuple[DType | None, ...]:
    seen: list[set[DType]] = [set() for _ in range(count)]
    for lengths in product(*(lengths for _, lengths in operands)):
        examples = [_example(kind, (length,)) for (kind, _), length in zip(operands, lengths, strict=True)]
        with asking():
            answer = function(*examples, **dict(keywords))
        results = answer if isinstance(answer, tuple) else (answer,)
        for dtypes, result in zip(seen, results, strict=True):
            dtypes.add(result.dtype)
    return tuple(dtypes.pop() if len(dtypes) == 1 else None for dtypes in seen)
