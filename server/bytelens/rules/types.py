"""What there is to know of dtypes and of values: dtype, finfo, result_type, shape, ndim, size, and tests of a kind.

Source: https://numpy.org/doc/stable/reference/routines.dtype.html
"""

from __future__ import annotations

from functools import lru_cache, partial
from typing import Any

import numpy as np

from ..values.arrays import Array, DType, Scalar
from ..values.dims import Dim, Shape, SomeInt, Symbolic, product
from ..values.kinds import Mapping, Sequence, Typed, Value
from .arguments import as_axes, as_bool, as_dtype, as_int, concrete, is_scalar, known_rank
from .asking import asking
from .literals import as_array
from .registry import Rule, Unmodelled, add_rule, rule

Kind = Any


@rule("numpy.dtype")
def dtype(dtype: Value, align: Value = False, copy: Value = False) -> DType:
    """The dtype itself."""
    if isinstance(dtype, Mapping):
        dtype = _of_fields(dtype, as_bool(align))
    wanted = as_dtype(dtype)
    if wanted is None:
        raise Unmodelled("the dtype is not known")
    return np.dtype(concrete(dtype), align=True) if as_bool(align) and not isinstance(dtype, np.dtype) else wanted


def _of_fields(mapping: Mapping, align: bool) -> DType:
    if mapping.entries is None:
        raise Unmodelled("the fields are not known")
    with asking():
        specification: Any = {concrete(key): concrete(value) for key, value in mapping.entries}
        made: DType = np.dtype(specification, align=align)
    return made


@rule("numpy.dtype.newbyteorder")
def newbyteorder(self: DType, new_order: Value = "S", /) -> DType:
    """The dtype in another byte order."""
    if not isinstance(new_order, str):
        raise Unmodelled("the order is not known")
    with asking():
        return self.newbyteorder(new_order)  # type: ignore[arg-type]


def limits(kind: Any, dtype: Value) -> Any:
    """`np.finfo(dtype)` and `np.iinfo(dtype)`: the object itself, which holds constants."""
    wanted = dtype.dtype if isinstance(dtype, Scalar) else _dtype_of_number(dtype)
    if wanted is None:
        raise Unmodelled("the dtype is not known")
    return _asked_limits(kind, wanted)


def _dtype_of_number(value: Value) -> DType | None:
    if is_scalar(value):
        return as_array(value).dtype
    if isinstance(value, Array):
        raise Unmodelled("no dtype")
    return as_dtype(value)


@lru_cache(maxsize=64)
def _asked_limits(kind: Any, dtype: DType) -> Any:
    with asking():
        return kind(dtype)


@rule("numpy.result_type")
def result_type(*arrays_and_dtypes: Value) -> DType:
    """The dtype that operands promote to; Python numbers are weak."""
    operands = [_operand(value) for value in arrays_and_dtypes]
    with asking():
        return np.result_type(*operands)


def _operand(value: Value) -> Any:
    """A stand-in for an operand: its dtype, or a Python number of its type."""
    if isinstance(value, Array | Scalar):
        if value.dtype is None:
            raise Unmodelled("the dtype of an operand is not known")
        return value.dtype
    if isinstance(value, Symbolic | SomeInt):
        return 0
    if isinstance(value, Typed):
        if value.type not in (bool, int, float, complex):
            raise Unmodelled("no number")
        return value.type(0)
    return concrete(value)


@rule("numpy.common_type")
def common_type(*arrays: Value) -> type:
    """The inexact scalar type that arrays have in common."""
    dtypes = tuple(as_array(value).dtype for value in arrays)
    if any(dtype is None for dtype in dtypes):
        raise Unmodelled("a dtype is not known")
    with asking():
        found: type = np.common_type(*(np.zeros(0, dtype) for dtype in dtypes))
    return found


@rule("numpy.min_scalar_type")
def min_scalar_type(a: Value) -> DType:
    """The dtype of an array; of one number, the smallest that holds it."""
    if isinstance(a, Array) and a.shape != () and a.dtype is not None and a.shape is not None:
        return a.dtype
    with asking():
        return np.min_scalar_type(concrete(a))


@rule("numpy.shape")
def shape(a: Value) -> Shape:
    """The lengths of the axes."""
    return known_rank(as_array(a))


@rule("numpy.ndim")
def ndim(a: Value) -> int:
    """The number of axes."""
    return len(known_rank(as_array(a)))


@rule("numpy.size")
def size(a: Value, axis: Value = None) -> Dim:
    """The number of elements, or the length of an axis."""
    array = as_array(a)
    if axis is None:
        return array.size
    lengths = known_rank(array)
    if isinstance(axis, tuple | Sequence):
        return product(lengths[place] for place in as_axes(axis, len(lengths)))
    place = as_int(axis)
    if not -len(lengths) <= place < len(lengths):
        raise Unmodelled("no such axis")
    return lengths[place]


@rule("numpy.isscalar")
def isscalar(element: Value) -> bool:
    """True for numbers and strings, False for arrays and sequences."""
    if is_scalar(element) or isinstance(element, str | bytes):
        return True
    if isinstance(element, Array | tuple | Sequence | Mapping | range) or element is None:
        return False
    raise Unmodelled("another object")


def is_complex(expected: bool, x: Value) -> bool:
    """`np.iscomplexobj` and `np.isrealobj`, which look at the dtype alone."""
    dtype = x.dtype if isinstance(x, Scalar) else as_array(x).dtype
    if dtype is None:
        raise Unmodelled("the dtype is not known")
    return (dtype.kind == "c") is expected


def truth_of_arrays(a: Value, *arguments: Value, **keywords: Value) -> Typed:
    """Some bool."""
    as_array(a)
    return Typed(bool)


def text_of_array(a: Value, *arguments: Value, **keywords: Value) -> Typed:
    """Some str."""
    written = None if is_scalar(a) else as_array(a)
    if written is not None and (written.dtype is None or written.dtype.hasobject):
        raise Unmodelled("objects of the program may write themselves")
    if any(not _is_plain(value) for value in (*arguments, *keywords.values())):
        raise Unmodelled("a function of the program may write the elements")
    return Typed(str)


def _is_plain(value: Value) -> bool:
    return value is None or isinstance(value, str) or is_scalar(value)


add_rule(Rule("numpy.finfo", partial(limits, np.finfo)))
add_rule(Rule("numpy.iinfo", partial(limits, np.iinfo)))
add_rule(Rule("numpy.iscomplexobj", partial(is_complex, True)))
add_rule(Rule("numpy.isrealobj", partial(is_complex, False)))
for _name in ("may_share_memory", "shares_memory", "isfortran", "iterable"):
    add_rule(Rule(f"numpy.{_name}", truth_of_arrays))
for _name in ("array2string", "array_repr", "array_str", "format_float_positional", "format_float_scientific"):
    add_rule(Rule(f"numpy.{_name}", text_of_array))
for _name in ("base_repr", "binary_repr"):
    add_rule(Rule(f"numpy.{_name}", text_of_array))
