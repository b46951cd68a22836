"""Arrays of floating-point numbers of another element type than NumPy would give them.

What is new in memory gets the assumed type, whatever made it; what looks into memory that was there has the type that
this memory has. See docs/decisions/0018-assumptions.md.
"""

from __future__ import annotations

from functools import lru_cache

import numpy as np

from ..rules.arguments import as_dtype
from ..rules.registry import Unmodelled
from ..values.arrays import Array, Contents, DType, c_strides, f_strides
from ..values.dims import SOME_INT, Dim, subtract
from ..values.kinds import Value

KEEPING = frozenset(
    {"numpy.array", "numpy.asarray", "numpy.asanyarray", "numpy.asarray_chkfinite", "numpy.ndarray.astype"}
    | {"numpy.ascontiguousarray", "numpy.asfortranarray", "numpy.require"}
)
"""Rules that give their argument itself where it has the dtype that is asked for, which is the second argument."""


@lru_cache(maxsize=256)
def in_precision(dtype: DType, assumed: DType) -> DType:
    """The type that stands for a dtype: of complex numbers, the one that NumPy pairs with the assumed one."""
    if dtype.kind == "f":
        return assumed
    return np.result_type(assumed, np.complex64) if dtype.kind == "c" else dtype


def array_in_precision(array: Array, assumed: DType) -> Array:
    """A new array in the type that is assumed. A file that is mapped into memory has the type that it has."""
    if array.dtype is None or array.type is np.memmap:
        return array
    dtype = in_precision(array.dtype, assumed)
    if dtype == array.dtype:
        return array
    strides = None
    if array.shape is not None and array.is_c_contiguous:
        strides = c_strides(array.shape, dtype.itemsize)
    elif array.shape is not None and array.is_f_contiguous:
        strides = f_strides(array.shape, dtype.itemsize)
    contents = None
    if array.contents is not None and array.type is np.ndarray:
        elements = array.contents.elements.astype(dtype)
        elements.flags.writeable = False
        contents = Contents(elements)
    return Array(array.shape, dtype, strides, array.buffer, array.certain, array.identity, array.type, contents)


def needed_in_precision(peak: Dim | None, said: Value, assumed: DType) -> Dim | None:
    """What a call needs whose result a rule has said: less by as much as the result is smaller in that type.

    What it needs besides, it needs for the types that it gets. None where that is not known.
    """
    if peak is None:
        return None
    for part in said if isinstance(said, tuple) else (said,):
        if isinstance(part, Array) and part.buffer is None:
            peak = subtract(peak, subtract(part.nbytes, array_in_precision(part, assumed).nbytes))
    return None if peak == SOME_INT else peak


def arguments_in_precision(
    arguments: tuple[Value, ...], keywords: dict[str, Value], assumed: DType
) -> tuple[tuple[Value, ...], dict[str, Value]]:
    """The arguments of one of the rules above, with the type that is assumed in the place of the dtype."""
    if len(arguments) > 1:
        arguments = (arguments[0], _asked_for(arguments[1], assumed), *arguments[2:])
    if "dtype" in keywords:
        keywords = {**keywords, "dtype": _asked_for(keywords["dtype"], assumed)}
    return arguments, keywords


def _asked_for(value: Value, assumed: DType) -> Value:
    try:
        dtype = as_dtype(value, None)
    except Unmodelled:
        return value
    if dtype is None or dtype.kind not in "fc":
        return value
    return in_precision(dtype, assumed)
