"""Result dtypes, asked of the NumPy that we run under (NEP 50), never written down here."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import numpy as np

from ..values.arrays import Array, DType, Scalar
from ..values.dims import SomeInt, Symbolic
from ..values.kinds import Typed, Value
from .registry import Unmodelled, WouldRaise

WEAK_SCALARS = (int, float, complex)


def operand_type(value: Value) -> DType | type | None:
    """What promotion sees of a ufunc's operand: a dtype, or the Python type of a weak scalar.

    None where the dtype of an array is unknown. Raises Unmodelled for what is no numeric operand.
    """
    if isinstance(value, Array | Scalar):
        return value.dtype
    if isinstance(value, bool):
        return np.dtype(bool)
    if isinstance(value, Symbolic | SomeInt):
        return int
    kind = value.type if isinstance(value, Typed) else type(value)
    if kind is bool:
        return np.dtype(bool)
    if kind in WEAK_SCALARS:
        return kind
    raise Unmodelled(f"no operand of a ufunc: {kind.__name__}")


@lru_cache(maxsize=4096)
def ufunc_dtypes(
    ufunc: np.ufunc,
    operands: tuple[DType | type, ...],
    dtype: DType | None = None,
    casting: str = "same_kind",
) -> tuple[DType, ...]:
    """The output dtypes of a ufunc. Raises WouldRaise where NumPy has no loop for the operands.

    With a dtype asked for, it raises Unmodelled: casts of weak scalars differ between versions of NumPy.

    Python scalars are weak only beside arrays or NumPy scalars; alone they have their type's default dtype.
    """
    if all(isinstance(operand, type) for operand in operands):
        operands = tuple(np.dtype(operand) for operand in operands)
    keywords: dict[str, Any] = {"casting": casting}
    if dtype is not None:
        keywords["signature"] = (None,) * ufunc.nin + (dtype,) * ufunc.nout
    try:
        resolved = ufunc.resolve_dtypes((*operands, *(None,) * ufunc.nout), **keywords)
    except (TypeError, ValueError) as error:
        raise (WouldRaise if dtype is None else Unmodelled)(str(error)) from error
    return tuple(resolved[ufunc.nin :])


@lru_cache(maxsize=4096)
def promoted(*dtypes: DType) -> DType:
    """`np.result_type` of dtypes. Raises WouldRaise where they have none in common."""
    try:
        return np.result_type(*dtypes)
    except TypeError as error:
        raise WouldRaise(str(error)) from error


def common_dtype(dtypes: Any) -> DType | None:
    """The promoted dtype of several that may be unknown: None if one of them is."""
    known = tuple(dtypes)
    return None if any(dtype is None for dtype in known) else promoted(*known)
