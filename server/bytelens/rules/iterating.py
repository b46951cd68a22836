"""What iterating over arrays yields: ndindex, ndenumerate, nditer, `a.flat`.

Source: https://numpy.org/doc/stable/reference/routines.indexing.html#iterating-over-arrays
"""

from __future__ import annotations

from ..values.arrays import Array, DType, Scalar, new_array, view_of
from ..values.dims import SOME_INT, product
from ..values.kinds import UNKNOWN, Sequence, Slice, Value
from .arguments import as_shape, known_rank
from .broadcasting import broadcast_shapes
from .indexing import subscript
from .literals import as_array
from .numpy_scalars import numpy_scalar
from .registry import Unmodelled, WouldRaise, rule
from .reshaping import ravel

INDEX_FLAGS = frozenset({"multi_index", "c_index", "f_index", "refs_ok", "zerosize_ok"})


@rule("numpy.ndindex")
def ndindex(*shape: Value) -> Sequence:
    """The coordinates of every cell, as tuples of ints."""
    lengths = as_shape(shape[0] if len(shape) == 1 and isinstance(shape[0], tuple) else shape)
    if lengths is None:
        raise Unmodelled("the number of axes is not known")
    return Sequence(None, (SOME_INT,) * len(lengths), product(lengths), "iterator")


@rule("numpy.ndenumerate")
def ndenumerate(arr: Value) -> Sequence:
    """The coordinates of every element beside it."""
    array = as_array(arr)
    place = (SOME_INT,) * len(known_rank(array))
    return Sequence(None, (place, _element(array.dtype)), array.size, "iterator")


def _element(dtype: DType | None) -> Value:
    try:
        return numpy_scalar(dtype)
    except Unmodelled:
        return UNKNOWN


@rule("numpy.nditer", writes=True)
def nditer(op: Value, flags: Value = None, op_flags: Value = None) -> Sequence:
    """Views without axes of every element, of one array or of several that broadcast."""
    if not _are_index_flags(flags):
        raise Unmodelled("flags that change what is iterated over")
    if isinstance(op, Array):
        return Sequence(None, view_of(op, (), ()), op.size, "iterator")
    operands = op if isinstance(op, tuple) else op.items if isinstance(op, Sequence) else None
    if operands is None or len(operands) < 2 or not all(isinstance(operand, Array) for operand in operands):
        raise Unmodelled("operands that are not known to be arrays")
    arrays = tuple(map(as_array, operands))
    shape = broadcast_shapes([array.shape for array in arrays])
    if shape is None:
        raise Unmodelled("the rank is not known")
    views = tuple(view_of(array, (), ()) for array in arrays)
    return Sequence(None, views, product(shape), "iterator")


def _are_index_flags(flags: Value) -> bool:
    if flags is None:
        return True
    items = flags if isinstance(flags, tuple) else flags.items if isinstance(flags, Sequence) else None
    return items is not None and all(isinstance(item, str) and item in INDEX_FLAGS for item in items)


def flat_items(array: Array) -> Sequence:
    """What iterating over `array.flat` yields."""
    return Sequence(None, _element(array.dtype), array.size, "iterator")


def flat_subscript(array: Array, key: Value) -> Value:
    """`array.flat[key]`: a scalar for an int, else a copy."""
    if isinstance(key, tuple) or key is None:
        raise Unmodelled("not an index of one axis")
    if key is Ellipsis:
        key = Slice()
    found = subscript(ravel(array), key)
    if isinstance(found, Scalar):
        return found
    if not isinstance(found, Array) or found.ndim != 1:
        raise WouldRaise("flat iterators have one axis")
    return new_array(found.shape, array.dtype)
