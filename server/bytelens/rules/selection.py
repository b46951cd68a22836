"""Choosing elements by indices or conditions: take, choose, compress, select and their like.

Source: https://numpy.org/doc/stable/reference/routines.indexing.html#indexing-like-operations
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import numpy as np

from ..values.arrays import Array, DType, new_array, view_of
from ..values.dims import Dim, Shape, SomeInt, add, product, upper_bound
from ..values.kinds import Sequence, Value
from .arguments import as_axes, as_axis, as_dim, concrete, known_rank
from .asking import asking
from .broadcasting import broadcast_shapes
from .creation import diagonal_length
from .literals import as_array
from .numpy_scalars import numpy_scalar
from .promotion import operand_type
from .reducing import given_output
from .registry import Context, Unmodelled, WouldRaise, rule

Kind = Any


@rule("numpy.take", "numpy.ndarray.take")
def take(a: Value, indices: Value, axis: Value = None, out: Value = None, mode: Value = "raise") -> Value:
    """The elements, or sub-arrays along an axis, at some indices; a scalar for one index into a vector."""
    given = given_output(out)
    if given is not None:
        return given
    array, places = as_array(a), as_array(indices)
    if axis is None:
        lead: Shape = ()
        rest: Shape = ()
    else:
        shape = known_rank(array) or (1,)
        place = as_axis(axis, len(shape))
        lead, rest = shape[:place], shape[place + 1 :]
    if places.shape is None:
        raise Unmodelled("the rank of the indices is not known")
    result = (*lead, *places.shape, *rest)
    return new_array(result, array.dtype) if result else numpy_scalar(array.dtype)


@rule("numpy.take_along_axis")
def take_along_axis(arr: Value, indices: Value, axis: Value = -1) -> Array:
    """Elements along an axis, at indices of their own for every other place; these broadcast."""
    array, places = as_array(arr), as_array(indices)
    shape = known_rank(places)
    if axis is None:
        if len(shape) != 1:
            raise WouldRaise("indices into a flattened array have one axis")
        return new_array(shape, array.dtype)
    own = known_rank(array)
    if len(own) != len(shape) or not own:
        raise WouldRaise("as many axes as the array has are needed")
    along = as_axis(axis, len(own))
    common = broadcast_shapes([shape, (*own[:along], 1, *own[along + 1 :])])
    return new_array(common, array.dtype, None)


@rule("numpy.choose", "numpy.ndarray.choose")
def choose(a: Value, choices: Value, out: Value = None, mode: Value = "raise") -> Value:
    """At each place the element of the choice that the index names; everything broadcasts."""
    given = given_output(out)
    if given is not None:
        return given
    shapes = [as_array(a).shape]
    if isinstance(choices, Array):
        shapes.append(known_rank(choices)[1:])
        dtype = choices.dtype
    else:
        items = _items(choices)
        shapes += [as_array(item).shape for item in items]
        dtype = _common_dtype(items, _asked_choice)
    result = broadcast_shapes(shapes)
    if result is None:
        raise Unmodelled("the rank is not known")
    return new_array(result, dtype, None) if result else numpy_scalar(dtype)


@rule("numpy.select")
def select(condlist: Value, choicelist: Value, default: Value = 0) -> Array:
    """At each place the element of the first choice whose condition holds."""
    conditions, choices = _items(condlist), (*_items(choicelist), default)
    if not conditions or len(conditions) + 1 != len(choices):
        raise WouldRaise("one choice for each condition is needed")
    dtype = _common_dtype(choices, _asked_selection)
    result = broadcast_shapes([as_array(value).shape for value in (*conditions, *choices)])
    return new_array(result, dtype)


def _items(value: Value) -> tuple[Value, ...]:
    items = value if isinstance(value, tuple) else value.items if isinstance(value, Sequence) else None
    if items is None:
        raise Unmodelled("the choices are not known")
    return items


def _common_dtype(choices: tuple[Value, ...], ask: Any) -> DType | None:
    kinds = tuple(map(_kind, choices))
    return None if any(kind is None for kind in kinds) else ask(kinds)


def _kind(value: Value) -> Kind:
    """What decides the common dtype: the dtype, or the type of a Python number; None where it is not known."""
    try:
        return operand_type(value)
    except Unmodelled:
        return as_array(value).dtype


def _sample(kind: Kind) -> Any:
    return np.zeros(1, kind) if isinstance(kind, np.dtype) else kind(0)


@lru_cache(maxsize=512)
def _asked_choice(kinds: tuple[Kind, ...]) -> DType:
    with asking():
        chosen: Any = np.choose(np.zeros(1, int), [_sample(kind) for kind in kinds])
    dtype: DType = chosen.dtype
    return dtype


@lru_cache(maxsize=512)
def _asked_selection(kinds: tuple[Kind, ...]) -> DType:
    # What np.select asks itself. NumPy 2.0 then refuses to cast some Python ints, but not beside arrays without axes.
    with asking():
        dtype: DType = np.result_type(*map(_sample, kinds))
    return dtype


@rule("numpy.compress")
def compress(condition: Value, a: Value, axis: Value = None, out: Value = None) -> Array:
    """The elements, or sub-arrays along an axis, for which a condition holds: as many as are true."""
    given = given_output(out)
    if given is not None:
        return given
    count, array = _true_count(condition), as_array(a)
    if axis is None:
        return new_array((count,), array.dtype)
    shape = known_rank(array) or (1,)
    place = as_axis(axis, len(shape))
    return new_array((*shape[:place], count, *shape[place + 1 :]), array.dtype)


@rule("numpy.ndarray.compress")
def compress_method(self: Array, condition: Value, axis: Value = None, out: Value = None) -> Array:
    """As the function."""
    return compress(condition, self, axis, out)


@rule("numpy.extract")
def extract(condition: Value, arr: Value) -> Array:
    """The elements of the flattened array for which the condition holds."""
    return new_array((_true_count(condition),), as_array(arr).dtype)


def _true_count(condition: Value) -> Dim:
    """How many elements of a condition are true; at most all of them."""
    try:
        return int(np.count_nonzero(np.asarray(concrete(condition))))
    except Unmodelled:
        return SomeInt(upper_bound(product(known_rank(as_array(condition)))))


@rule("numpy.diagonal", "numpy.ndarray.diagonal")
def diagonal(a: Value, offset: Value = 0, axis1: Value = 0, axis2: Value = 1) -> Array:
    """A view of the diagonals of two axes, along a last axis."""
    array = as_array(a)
    shape = known_rank(array)
    if len(shape) < 2:
        raise WouldRaise("diagonals need two axes")
    first, second = as_axes((axis1, axis2), len(shape))
    rest = [axis for axis in range(len(shape)) if axis not in (first, second)]
    length = diagonal_length(shape[first], shape[second], as_dim(offset))
    strides = array.strides
    if strides is not None:
        strides = (*(strides[axis] for axis in rest), add(strides[first], strides[second]))
    return view_of(array, (*(shape[axis] for axis in rest), length), strides)


@rule("numpy.piecewise", contextual=True)
def piecewise(context: Context, x: Value, condlist: Value, funclist: Value, *args: Value, **kw: Value) -> Array:
    """A new array like `x`, whatever the functions return; each gets the elements for which its condition holds."""
    array = as_array(x)
    given = Array(None if array.shape is None else (SomeInt(upper_bound(array.size)),), array.dtype)
    for function in _items(funclist):
        if not isinstance(function, Array | int | float | complex | str):
            context.call(function, given, *args, *kw.values())
    return new_array(array.shape, array.dtype, "C" if array.is_c_contiguous else None)
