"""Discrete Fourier transforms: https://numpy.org/doc/stable/reference/routines.fft.html"""

from __future__ import annotations

from functools import partial

import numpy as np

from ..values.arrays import Array, c_strides, new_array
from ..values.dims import Dim, Shape, SomeInt, add, divide, multiply, subtract
from ..values.kinds import Sequence, Value
from .arguments import as_axes, as_axis, as_dim, is_scalar, known_rank
from .examples import asked_dtype, kind_of
from .literals import as_array
from .reducing import NumPyFunction, given_output
from .registry import Rule, Unmodelled, WouldRaise, add_rule, resolve, rule

HALVED = frozenset({"rfft", "ihfft", "rfftn"})
DOUBLED = frozenset({"irfft", "hfft", "irfftn"})


def along_one_axis(
    name: str, a: Value, n: Value = None, axis: Value = -1, norm: Value = None, out: Value = None
) -> Array:
    """A transform along one axis, of `n` points or as many as there are."""
    if out is not None and name == "hfft":
        raise Unmodelled("an output that NumPy may ignore")
    given = given_output(out)
    if given is not None:
        return given
    array = as_array(a)
    shape = known_rank(array)
    place = as_axis(axis, len(shape))
    points = _points(name, shape[place]) if n is None else as_dim(n)
    return _transformed(name, array, {place: _enough(points)}, place)


def along_several_axes(
    name: str, a: Value, s: Value = None, axes: Value = None, norm: Value = None, out: Value = None
) -> Array:
    """A transform along several axes, all by default; those for real numbers halve or double the last one."""
    given = given_output(out)
    if given is not None:
        return given
    array = as_array(a)
    shape = known_rank(array)
    sizes = None if s is None else _items(s)
    if axes is not None:
        places = as_axes(tuple(_items(axes)), len(shape))
    else:
        places = as_axes(None if sizes is None else tuple(range(-len(sizes), 0)), len(shape))
    if not places:
        raise Unmodelled("a transform along no axis")
    lengths = {place: shape[place] for place in places}
    if sizes is None:
        lengths[places[-1]] = _points(name, shape[places[-1]])
    elif len(sizes) != len(places):
        raise WouldRaise("shape and axes have different lengths")
    else:
        lengths = {place: _size(size, shape[place]) for place, size in zip(places, sizes, strict=True)}
    return _transformed(name, array, {place: _enough(length) for place, length in lengths.items()}, places[-1])


def along_two_axes(
    name: str, a: Value, s: Value = None, axes: Value = (-2, -1), norm: Value = None, out: Value = None
) -> Array:
    """A transform along the last two axes, or along others."""
    return along_several_axes(name, a, s, axes, norm, out)


def _transformed(name: str, array: Array, points: dict[int, Dim], last: int) -> Array:
    lengths = list(known_rank(array))
    for place, length in points.items():
        lengths[place] = length
    if name in HALVED:
        lengths[last] = _half(lengths[last])
    function: NumPyFunction = resolve(f"numpy.fft.{name}")  # type: ignore[assignment]
    dtype = asked_dtype(function, array.dtype, shape=(2,) * len(points))
    return new_array(tuple(lengths), dtype, "C" if _in_c_order(array) else None)


def _in_c_order(array: Array) -> bool:
    """Whether strides never grow, so that a new array of another length follows them in C order."""
    if array.shape is None or array.dtype is None or array.strides is None:
        return False
    return array.strides == c_strides(array.shape, array.dtype.itemsize)


def _points(name: str, length: Dim) -> Dim:
    return multiply(2, subtract(length, 1)) if name in DOUBLED else length


def _half(points: Dim) -> Dim:
    """`points // 2 + 1`, which is no more than `points`."""
    if isinstance(points, SomeInt):
        return points if points.at_most is None else _bound(_half(points.at_most))
    half = divide(points, 2)
    return SomeInt(points) if isinstance(half, SomeInt) else add(half, 1)


def _bound(dim: Dim) -> SomeInt:
    return dim if isinstance(dim, SomeInt) else SomeInt(dim)


def _enough(points: Dim) -> Dim:
    if isinstance(points, int) and points < 1:
        raise WouldRaise("a transform needs a point")
    return points


def _size(size: Value, length: Dim) -> Dim:
    if size is None:
        raise Unmodelled("what None stands for depends on the transform")
    return length if size == -1 and not isinstance(size, bool) else as_dim(size)


def _items(value: Value) -> tuple[Value, ...]:
    items = value.items if isinstance(value, Sequence) else value
    if isinstance(value, Array) and value.contents is not None:
        items = tuple(value.contents.elements.ravel().tolist())
    if not isinstance(items, tuple):
        raise Unmodelled("axes or lengths are not known")
    return items


@rule("numpy.fft.fftshift", "numpy.fft.ifftshift")
def fftshift(x: Value, axes: Value = None) -> Array:
    """A new array with the halves swapped."""
    array = as_array(x)
    shape: Shape = known_rank(array)
    for axis in () if axes is None else axes if isinstance(axes, tuple) else (axes,):
        as_axis(axis, len(shape))
    return new_array(shape, array.dtype, "C" if _in_c_order(array) else None)


def frequencies(name: str, n: Value, d: Value = 1.0, device: Value = None) -> Array:
    """The frequencies of the points of a transform, as many as `n` or half of them."""
    count = as_dim(n)
    if isinstance(count, int) and count < 1:
        raise Unmodelled("no points")
    if not is_scalar(d):
        raise Unmodelled("a spacing that is no number")
    dtype = asked_dtype(getattr(np.fft, name), int, kind_of(d))
    return new_array((_frequency_count(count) if name == "rfftfreq" else count,), dtype)


def _frequency_count(points: Dim) -> Dim:
    """As `_half`, where there may be no points at all: they have one frequency."""
    half = _half(points)
    return _bound(add(half.at_most, 1)) if isinstance(half, SomeInt) and half.at_most is not None else half


for _name in ("fft", "ifft", "rfft", "irfft", "hfft", "ihfft"):
    add_rule(Rule(f"numpy.fft.{_name}", partial(along_one_axis, _name)))
for _name in ("fftn", "ifftn", "rfftn", "irfftn"):
    add_rule(Rule(f"numpy.fft.{_name}", partial(along_several_axes, _name)))
for _name in ("fft2", "ifft2", "rfft2", "irfft2"):
    add_rule(Rule(f"numpy.fft.{_name}", partial(along_two_axes, _name.replace("2", "n"))))
for _name in ("fftfreq", "rfftfreq"):
    add_rule(Rule(f"numpy.fft.{_name}", partial(frequencies, _name)))
