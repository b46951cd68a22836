"""Dtypes of results, asked of SciPy itself with small samples, never written down."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from functools import lru_cache, partial
from typing import Any

import numpy as np

from ...values.arrays import Array, DType
from ...values.dims import Shape
from ...values.kinds import Value
from ..arguments import known_rank
from ..asking import asking
from ..registry import Unmodelled, WouldRaise, rule

Ask = Callable[..., Any]
_CHARACTERS = "?bBhHiIlLqQefdFD"

# SciPy is never called with the program's own arguments: that can take long, and some versions of it crash on arrays
# without elements, or let LAPACK complain on standard output, where nothing of ours may stand.
uncomputed = partial(rule, determined=False)


def dtype_of(ask: Ask, *dtypes: DType | None, item: int = 0) -> DType | None:
    """The dtype of (one item of) what `ask(*dtypes)` gives; None where a dtype is not known.

    `ask` is kept with its answer, so it must be a function that lives as long as the process. Raises Unmodelled for
    dtypes that SciPy refuses, or that it was not made for.
    """
    if any(dtype is None for dtype in dtypes):
        return None
    if any(dtype is not None and (dtype.char not in _CHARACTERS or not dtype.isnative) for dtype in dtypes):
        raise Unmodelled("none of the dtypes that SciPy is made for")
    return _answers(ask, dtypes)[item]


@lru_cache(maxsize=1024)
def _answers(ask: Ask, dtypes: tuple[DType, ...]) -> tuple[DType | None, ...]:
    try:
        with asking():
            answer = ask(*dtypes)
    except Unmodelled:
        raise
    except Exception as error:  # SciPy's compiled parts raise of every kind
        raise Unmodelled(str(error)) from error
    parts = answer if isinstance(answer, tuple) else (answer,)
    return tuple(part.dtype if isinstance(part, np.ndarray | np.generic) else None for part in parts)


@lru_cache(maxsize=256)
def _signature(function: Callable[..., Any]) -> inspect.Signature:
    return inspect.signature(function)


def bound(function: Callable[..., Any], arguments: tuple[Value, ...], keywords: dict[str, Value]) -> dict[str, Value]:
    """The arguments of a call by their names, with defaults. Raises WouldRaise where they do not fit."""
    try:
        call = _signature(function).bind(*arguments, **keywords)
    except TypeError as error:
        raise WouldRaise(str(error)) from error
    call.apply_defaults()
    return call.arguments


def needs_rank(array: Array, *ranks: int) -> Shape:
    """The shape of an array of one of some ranks. Raises Unmodelled for others, of which versions of SciPy differ."""
    shape = known_rank(array)
    if len(shape) not in ranks:
        raise Unmodelled(f"{len(shape)} axes")
    return shape


def refuse(*flags: Value) -> None:
    """Raise Unmodelled unless flags that let SciPy reuse the memory of its arguments are surely off."""
    if any(flag is not False for flag in flags):
        raise Unmodelled("the memory of an argument may be reused")
