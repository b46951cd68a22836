"""Views with shapes and strides of any kind: as_strided, sliding_window_view.

Source: https://numpy.org/doc/stable/reference/routines.stride_tricks.html
"""

from __future__ import annotations

from ..values.arrays import Array, Strides, c_strides, view_of
from ..values.dims import Dim, Shape, SomeInt, add, subtract
from ..values.kinds import Sequence, Value
from .arguments import as_axis, as_dim, as_shape, is_scalar, known_rank
from .broadcasting import broadcast_shapes
from .layout import contiguous
from .literals import as_array
from .registry import Unmodelled, WouldRaise, rule


@rule("numpy.lib.stride_tricks.as_strided", determined=False)
def as_strided(
    x: Value, shape: Value = None, strides: Value = None, subok: Value = False, writeable: Value = True
) -> Array:
    """A view of the shape and the strides (bytes) that are given; its size may be more than its memory.

    Without strides, those of the array stay, unless it is in C order: then the new shape is too.
    """
    array = as_array(x)
    lengths = array.shape if shape is None else as_shape(_sequence(shape))
    steps = _kept_strides(array, lengths) if strides is None else _steps(strides)
    if lengths is not None and steps is not None and len(lengths) != len(steps):
        raise WouldRaise("as many strides as axes are needed")
    return view_of(array, lengths, steps)


def _kept_strides(array: Array, shape: Shape | None) -> Strides | None:
    in_c_order = contiguous(array, "C")
    if in_c_order is None or array.dtype is None or shape is None:
        return None
    return c_strides(shape, array.dtype.itemsize) if in_c_order else array.strides


def _sequence(value: Value) -> Value:
    if is_scalar(value):
        raise WouldRaise("a number where a sequence is needed")
    return value


def _steps(value: Value) -> Strides | None:
    items = value if isinstance(value, tuple) else value.items if isinstance(value, Sequence) else None
    if items is None:
        _sequence(value)
        return None
    steps = tuple(map(as_dim, items))
    return None if any(isinstance(step, SomeInt) for step in steps) else steps


@rule("numpy.lib.stride_tricks.sliding_window_view")
def sliding_window_view(
    x: Value, window_shape: Value, axis: Value = None, *, subok: Value = False, writeable: Value = False
) -> Array:
    """A view with every window of the array: its places, and then its own axes."""
    array = as_array(x)
    shape = known_rank(array)
    window = as_shape(window_shape)
    if window is None:
        raise Unmodelled("the rank of the window is not known")
    axes = tuple(range(len(shape))) if axis is None else _axes(axis, len(shape))
    if len(axes) != len(window):
        raise WouldRaise("one length for each axis is needed")
    places = list(shape)
    for place, length in zip(axes, window, strict=True):
        places[place] = _places(places[place], length)
    strides = None if array.strides is None else (*array.strides, *(array.strides[place] for place in axes))
    return view_of(array, (*places, *window), strides)


def _axes(value: Value, ndim: int) -> tuple[int, ...]:
    """One axis or several, which may repeat."""
    items = value if isinstance(value, tuple) else value.items if isinstance(value, Sequence) else (value,)
    if items is None:
        raise Unmodelled("the axes are not known")
    return tuple(as_axis(item, ndim) for item in items)


def _places(length: Dim, window: Dim) -> Dim:
    if isinstance(length, int) and isinstance(window, int) and window > length:
        raise WouldRaise("the window is larger than the axis")
    return add(subtract(length, window), 1)


@rule("numpy.broadcast_shapes")
def broadcast_shapes_function(*args: Value) -> Shape:
    """The common shape, a tuple of ints."""
    if not args:
        return ()
    common = broadcast_shapes(list(map(as_shape, args)))
    if common is None:
        raise Unmodelled("the rank is not known")
    return common
