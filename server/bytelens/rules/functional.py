"""Functions of the program that NumPy calls: along axes, element by element, as ufuncs.

Source: https://numpy.org/doc/stable/reference/routines.functional.html
"""

from __future__ import annotations

from typing import Any

import numpy as np

from ..values.arrays import Array, DType, Scalar, new_array, same_dtype, view_of
from ..values.joining import options
from ..values.kinds import UNKNOWN, Made, Sequence, Unknown, Value
from .arguments import as_axes, as_axis, as_dtype, as_int, known_rank
from .broadcasting import broadcast_shapes
from .literals import as_array
from .manipulation import with_new_axes
from .numpy_scalars import numpy_scalar
from .registry import Context, Unmodelled, WouldRaise, rule

OBJECT: DType = np.dtype(object)
PLAIN_KINDS = "biufc"


@rule("numpy.apply_along_axis", contextual=True)
def apply_along_axis(context: Context, func1d: Value, axis: Value, arr: Value, *args: Value, **kwargs: Value) -> Array:
    """What the function returns for each vector along an axis, in the place of that axis."""
    if kwargs:
        raise Unmodelled("keywords of the function")
    array = as_array(arr)
    shape = known_rank(array)
    place = as_axis(axis, len(shape))
    vector = view_of(array, (shape[place],), None if array.strides is None else (array.strides[place],))
    result = context.call(func1d, vector, *args)
    if isinstance(result, Unknown):
        raise Unmodelled("what the function returns")
    made = as_array(result)
    if made.type is not np.ndarray:
        raise Unmodelled("a subclass of ndarray")
    return Array((*shape[:place], *known_rank(made), *shape[place + 1 :]), made.dtype)


@rule("numpy.apply_over_axes", contextual=True)
def apply_over_axes(context: Context, func: Value, a: Value, axes: Value) -> Array:
    """What the function returns for one axis after the other; axes that it takes away stay, with length 1."""
    array = as_array(a)
    ndim = len(known_rank(array))
    for axis in as_axes(axes, ndim):
        result = context.call(func, array, axis)
        if not isinstance(result, Array | Scalar):
            raise Unmodelled("what the function returns")
        made = as_array(result)
        missing = ndim - len(known_rank(made))
        if missing not in (0, 1):
            raise WouldRaise("the function returns an array of another rank")
        array = with_new_axes(made, (axis,)) if missing else made
    return array


@rule("numpy.vectorize")
def vectorize(
    pyfunc: Value,
    otypes: Value = None,
    doc: Value = None,
    excluded: Value = None,
    cache: Value = False,
    signature: Value = None,
) -> Made:
    """A function that calls `pyfunc` for every element."""
    if excluded is not None or signature is not None:
        raise Unmodelled("arguments that are not taken apart")
    return Made(np.vectorize, (pyfunc, _output_types(otypes)))


def _output_types(otypes: Value) -> tuple[DType | None, ...] | None:
    if otypes is None:
        return None
    items = otypes.items if isinstance(otypes, Sequence) else tuple(otypes) if isinstance(otypes, str) else otypes
    if not isinstance(items, tuple):
        raise Unmodelled("the dtypes are not known")
    return tuple(map(_plain, map(as_dtype, items)))


def _plain(dtype: DType | None) -> DType | None:
    """A dtype that its character tells; of others NumPy's versions keep more or less."""
    known = dtype is not None and dtype.kind in PLAIN_KINDS + "O" and dtype == np.dtype(dtype.char)
    return dtype if known else None


@rule("numpy.vectorize.__call__", contextual=True)
def call_vectorized(context: Context, vectorized: Made, *args: Value) -> Value:
    """New arrays of the shape to which the arguments broadcast, whose dtype is that of the first result."""
    pyfunc, otypes = vectorized.given
    arrays = [as_array(value) for value in args]
    if not arrays:
        raise WouldRaise("no arguments to take apart")
    shape = broadcast_shapes([array.shape for array in arrays])
    result = context.call(pyfunc, *(_element(array.dtype) for array in arrays))
    dtypes = otypes if isinstance(otypes, tuple) else _dtypes(result)
    made = tuple(new_array(shape, dtype, None) for dtype in dtypes)
    return made[0] if len(made) == 1 else made


def _element(dtype: DType | None) -> Value:
    """What the function gets first, by which the dtype is decided; later it gets Python's objects."""
    return UNKNOWN if dtype is None or dtype.kind not in PLAIN_KINDS else numpy_scalar(dtype)


def _dtypes(result: Value) -> tuple[DType | None, ...]:
    """The dtypes of what a function returns; a tuple makes several arrays, and what is not known may be one."""
    if isinstance(result, tuple):
        return tuple(map(_dtype, result))
    found = options(result)
    if any(isinstance(option, Unknown | Sequence | tuple) for option in found):
        raise Unmodelled("what the function returns")
    dtypes = list(map(_dtype, found))
    return (dtypes[0] if all(same_dtype(dtype, dtypes[0]) for dtype in dtypes) else None,)


def _dtype(result: Value) -> DType | None:
    try:
        dtype = as_array(result).dtype
    except Unmodelled:
        return None
    return None if dtype is None or dtype.kind not in PLAIN_KINDS else np.dtype(dtype.char)


@rule("numpy.frompyfunc")
def frompyfunc(func: Value, /, nin: Value, nout: Value, *, identity: Value = None) -> Made:
    """A ufunc that calls `func` for every element."""
    return Made(np.frompyfunc, (func, as_int(nin), as_int(nout)))


@rule("numpy.frompyfunc.__call__", contextual=True)
def call_frompyfunc(context: Context, made: Made, *args: Value, **keywords: Value) -> Value:
    """New arrays of objects; without axes, what the function returns."""
    function, nin, nout = made.given
    if keywords or len(args) != nin or not isinstance(nout, int):
        raise Unmodelled("an output, or other keywords")
    shape = broadcast_shapes([as_array(value).shape for value in args])
    result = context.call(function, *(UNKNOWN for _ in args))
    if shape is None:
        raise Unmodelled("the rank is not known")
    if not shape:
        return result
    arrays = tuple(new_array(shape, OBJECT, None) for _ in range(nout))
    return arrays[0] if nout == 1 else arrays


@rule("numpy.broadcast")
def broadcast(*args: Value) -> Made:
    """An object that knows the common shape of its arguments."""
    shape = broadcast_shapes([as_array(value).shape for value in args]) if args else ()
    if shape is None:
        raise Unmodelled("the rank is not known")
    return Made(np.broadcast, (shape, len(args)))


def _shape_of(made: Made) -> Any:
    return made.given[0]


@rule("numpy.broadcast.shape")
def broadcast_shape(self: Made) -> Value:
    """The common shape."""
    return self.given[0]


@rule("numpy.broadcast.size")
def broadcast_size(self: Made) -> Value:
    """The number of elements of the common shape."""
    return Array(_shape_of(self), None).size


@rule("numpy.broadcast.ndim", "numpy.broadcast.nd")
def broadcast_ndim(self: Made) -> Value:
    """The number of axes of the common shape."""
    return len(_shape_of(self))
