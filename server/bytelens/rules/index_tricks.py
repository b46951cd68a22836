"""Objects that are subscripted to make arrays and keys: mgrid, ogrid, r_, c_, s_, index_exp.

Source: https://numpy.org/doc/stable/reference/routines.indexing.html#generating-index-arrays
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import lru_cache, partial
from typing import Any

import numpy as np

from ..values.arrays import Array, DType, new_array
from ..values.dims import SOME_INT, Dim, Shape, SomeInt, Symbolic
from ..values.kinds import Sequence, Slice, Typed, Unknown, Value
from .arguments import concrete, is_scalar, known_rank
from .asking import asking
from .joining import Parts, joined
from .literals import as_array
from .manipulation import permuted, with_new_axes
from .promotion import operand_type
from .ranges import arange, linspace
from .registry import Rule, Unmodelled, WouldRaise, add_rule, rule

INT64 = range(-(2**63), 2**63)
Kind = Any
"""What decides a dtype: a dtype, or the Python type of a weak scalar; None where it is not known."""


@dataclass(frozen=True, slots=True)
class _Span:
    """One slice of a grid: its number of points, and the kinds of start, stop and step.

    A single point is not spaced, which may leave it another dtype.
    """

    length: Dim
    kinds: tuple[Kind, Kind, Kind]

    def sample(self, points: int) -> tuple[Kind, Kind, Kind, int]:
        """What NumPy is asked for: one point, or three; as many as `points` where that is not known."""
        known = isinstance(self.length, int)
        return (*self.kinds, points if not known else 1 if self.length == 1 else 3)


def grid(sparse: bool, key: Value) -> Value:
    """`np.mgrid[key]`: an array with a first axis for the slices; of `ogrid`, a tuple of thin arrays.

    One slice that is not in a tuple is a range. The number of points is the step where that is complex.
    """
    if isinstance(key, Slice):
        return _range(sparse, key)
    if not isinstance(key, tuple) or not key:
        raise Unmodelled("no slices")
    spans = tuple(_span(sparse, part) for part in key)
    lengths = tuple(span.length for span in spans)
    dtypes = _dtypes(sparse, spans)
    if not sparse:
        return new_array((len(spans), *lengths), dtypes[0])
    return tuple(new_array(_thin(lengths, axis), dtype) for axis, dtype in enumerate(dtypes))


def _thin(lengths: Shape, axis: int) -> Shape:
    return tuple(length if place == axis else 1 for place, length in enumerate(lengths))


def _span(sparse: bool, key: Value) -> _Span:
    if not isinstance(key, Slice) or key.stop is None:
        raise Unmodelled("no slice with an end")
    start, step = 0 if key.start is None else key.start, 1 if key.step is None else key.step
    kinds = (_kind(start), _kind(key.stop), _kind(step))
    return _Span(_points(sparse, start, key.stop, step), kinds)


def _kind(value: Value) -> Kind:
    if isinstance(value, Unknown) or (type(value) is int and value not in INT64):
        return None
    if not is_scalar(value):
        raise Unmodelled("no number")
    return operand_type(value)


def _is_complex(step: Value) -> bool | None:
    kind = _kind(step)
    return None if kind is None else kind is complex or (isinstance(kind, np.dtype) and kind.kind == "c")


def _points(sparse: bool, start: Value, stop: Value, step: Value) -> Dim:
    """How many points a slice has; thin arrays may have none, a full grid is refused for less."""
    of_number = _is_complex(step)
    if of_number is None:
        return SOME_INT
    if of_number:
        return _count(step)
    try:
        values = tuple(map(concrete, (start, stop, step)))
    except Unmodelled:
        numbers = all(isinstance(value, int | Symbolic | SomeInt) for value in (start, stop, step))
        return known_rank(arange(start, stop, step))[0] if numbers else SOME_INT
    with asking():
        length = _steps(*values)
    if length < 0 and not sparse:
        raise WouldRaise("a negative number of points")
    return max(length, 0)


def _steps(start: Any, stop: Any, step: Any) -> int:
    try:
        steps: int = math.ceil((stop - start) / step)
        return steps
    except ZeroDivisionError as error:
        raise WouldRaise(str(error)) from error


def _count(step: Value) -> Dim:
    """The number of points that a complex step asks for."""
    try:
        return int(abs(concrete(step)))
    except (Unmodelled, OverflowError, ValueError):
        return SOME_INT


def _range(sparse: bool, key: Slice) -> Array:
    """`np.mgrid[start:stop:step]`."""
    start, step = 0 if key.start is None else key.start, 1 if key.step is None else key.step
    if key.stop is None:
        raise Unmodelled("no end")
    of_number = _is_complex(step)
    if of_number is None:
        return Array((SOME_INT,), None)
    if not of_number:
        return arange(start, key.stop, step)
    span = _Span(_count(step), (_kind(start), _kind(key.stop), _kind(step)))
    return new_array((span.length,), _dtypes(sparse, (span,), single=True)[0])


def _dtypes(sparse: bool, spans: tuple[_Span, ...], *, single: bool = False) -> tuple[DType | None, ...]:
    """The dtype of the grid, or of each thin array."""
    if any(kind is None for span in spans for kind in span.kinds):
        return (None,) * len(spans)
    one, more = (_asked_dtypes(sparse, tuple(span.sample(least) for span in spans), single) for least in (1, 3))
    return tuple(a if a == b else None for a, b in zip(one, more, strict=True))


@lru_cache(maxsize=256)
def _asked_dtypes(sparse: bool, samples: tuple[tuple[Kind, Kind, Kind, int], ...], single: bool) -> tuple[DType, ...]:
    slices = tuple(slice(_number(a, 0), _number(b, 1), _number(by, points)) for a, b, by, points in samples)
    with asking():
        made: Any = (np.ogrid if sparse else np.mgrid)[slices[0] if single else slices]
    return tuple(array.dtype for array in made) if sparse and not single else (made.dtype,)


def _number(kind: Kind, value: int) -> Any:
    return kind.type(value) if isinstance(kind, np.dtype) else kind(value)


@dataclass(frozen=True, slots=True)
class _Layout:
    """How `r_` and its like put arrays together: along which axis, with how many axes, where vectors lie in them."""

    axis: int
    ndmin: int
    place: int


R = _Layout(0, 1, -1)
C = _Layout(-1, 2, 0)


def concatenated(layout: _Layout, key: Value) -> Array:
    """`np.r_[key]`: slices as ranges, numbers and arrays, one after the other.

    A string at the start may change the layout: "axis,ndmin,place". Raises Unmodelled for "r" and "c" (matrices).
    """
    items = key if isinstance(key, tuple) else (key,)
    if items and isinstance(items[0], str):
        layout, items = _directed(layout, items[0]), items[1:]
    if not items:
        raise WouldRaise("there is nothing to join")
    parts = [_part(layout, item) for item in items]
    kinds = [_promoted_kind(item, part) for item, part in zip(items, parts, strict=True)]
    dtype = None if any(kind is None for kind in kinds) else _result_type(tuple(kinds))
    made = joined(Parts(tuple(parts)), layout.axis, None, dtype)
    cast = dtype is None or any(part.dtype != dtype for part in parts)
    return Array(made.shape, dtype) if cast and made.ndim != 1 else made


def _directed(layout: _Layout, text: str) -> _Layout:
    try:
        numbers = [int(part) for part in text.split(",")]
    except ValueError as error:
        raise Unmodelled("a matrix") from error
    if len(numbers) > 3:
        raise WouldRaise("unknown special directive")
    ndmin = numbers[1] if len(numbers) > 1 else layout.ndmin
    return _Layout(numbers[0], ndmin, numbers[2] if len(numbers) > 2 else layout.place)


def _part(layout: _Layout, item: Value) -> Array:
    if isinstance(item, Slice):
        return _spread(_as_range(item), layout.ndmin, layout.place, swap=True)
    if isinstance(item, str | bytes) or item is None:
        raise Unmodelled("no number")
    if is_scalar(item):
        return with_new_axes(as_array(item), tuple(range(layout.ndmin)))
    return _spread(as_array(item), layout.ndmin, layout.place, swap=False)


def _as_range(key: Slice) -> Array:
    start, step = 0 if key.start is None else key.start, 1 if key.step is None else key.step
    if key.stop is None or isinstance(step, Unknown):
        raise Unmodelled("no end, or a step that is not known")
    if not _is_complex(step):
        return arange(start, key.stop, step)
    made = linspace(start, key.stop, _count(step))
    if not isinstance(made, Array) or made.ndim != 1:
        raise Unmodelled("no range of numbers")
    return made


def _spread(array: Array, ndmin: int, place: int, *, swap: bool) -> Array:
    """With new axes in front until there are `ndmin`; then the own axes go to `place` if that is not -1."""
    missing = ndmin - len(known_rank(array))
    if missing <= 0:
        return array
    padded = with_new_axes(array, tuple(range(missing)))
    if place == -1:
        return padded
    axes = list(range(ndmin))
    if swap:
        axes[-1], axes[place] = axes[place], axes[-1]
    else:
        first = place + missing + 1 if place < 0 else place
        axes = axes[:first] + axes[missing:] + axes[first:missing]
    if sorted(axes) != list(range(ndmin)):
        raise Unmodelled("axes that do not fit")
    return permuted(padded, tuple(axes))


def _promoted_kind(item: Value, part: Array) -> Kind:
    """What promotion sees of an item: Python numbers are weak."""
    if isinstance(item, Slice | Array | Sequence | tuple | range):
        return part.dtype
    if isinstance(item, bool | int | float | complex):
        return item if type(item) is int and item not in INT64 else type(item)
    return item.type if isinstance(item, Typed) else operand_type(item)


@lru_cache(maxsize=1024, typed=True)
def _result_type(kinds: tuple[Kind, ...]) -> DType:
    with asking():
        return np.result_type(*(kind(0) if isinstance(kind, type) else kind for kind in kinds))


@rule("numpy.s_.__getitem__")
def s_(item: Value) -> Value:
    """The key itself."""
    if not _is_plain_key(item):
        raise Unmodelled("a list keeps its identity in a key")
    return item


@rule("numpy.index_exp.__getitem__")
def index_exp(item: Value) -> Value:
    """The key itself, as a tuple."""
    key = s_(item)
    return key if isinstance(key, tuple) else (key,)


def _is_plain_key(item: Value) -> bool:
    if isinstance(item, tuple):
        return all(map(_is_plain_key, item))
    if isinstance(item, Slice):
        return all(map(_is_plain_key, (item.start, item.stop, item.step)))
    if item is None or item is Ellipsis or isinstance(item, str | Array):
        return True
    return is_scalar(item)


add_rule(Rule("numpy.mgrid.__getitem__", partial(grid, False)))
add_rule(Rule("numpy.ogrid.__getitem__", partial(grid, True)))
add_rule(Rule("numpy.r_.__getitem__", partial(concatenated, R)))
add_rule(Rule("numpy.c_.__getitem__", partial(concatenated, C)))
