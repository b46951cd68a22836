"""Calls like that of a program, with arrays of the same dtypes and layouts: to be measured.

They stand for callables whose peak depends on shapes, dtypes and layouts alone, not on elements. Small calls are
measured as they are, of larger ones it is measured how they grow.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import partial
from math import prod
from typing import Any

import numpy as np

from ...values.arrays import Array, Scalar, c_strides, f_strides
from ...values.dims import Dim
from ...values.kinds import Sequence, Slice, Typed, Union, Unknown, Value
from ..arguments import is_scalar
from ..registry import Unmodelled, resolve
from .elementwise import number, type_of
from .gauge import peak_with
from .growth import SHORT, Lengths, Product, grown, size_of
from .operands import NUMBERS, is_aligned

SMALL = 2**18
"""Up to so many elements in all arguments and results together, the very call is measured."""
SECONDARY = 128
"""Up to here, a length that is in no array together with a longer one is taken as it is."""
MOST_COUNTS = 32
LONGEST = 2**20
"""No number larger than this is passed on."""
GENERATORS = {np.random.Generator: np.random.default_rng, np.random.RandomState: np.random.RandomState}
CONSTANTS = (bool, int, float, complex, str, type, np.dtype, np.ufunc, type(None), type(Ellipsis))


@dataclass(frozen=True, slots=True)
class ArrayLike:
    """An array to be made.

    shape: negative numbers stand for lengths to come, -1 for the first. order: "C", "F", or the strides.
    identity: of an array that may be passed more than once. elements: in C order, where they may matter.
    """

    shape: tuple[int, ...]
    dtype: str
    order: str | tuple[int, ...]
    identity: int = 0
    elements: bytes | None = None


@dataclass(frozen=True, slots=True)
class Number:
    """A number of a type; which one does not matter."""

    kind: Any


@dataclass(frozen=True, slots=True)
class Constant:
    """A value that is passed as it is; True differs from 1."""

    kind: type
    value: Any


@dataclass(frozen=True, slots=True)
class Generator:
    """A new generator of random numbers."""

    kind: type


@dataclass(frozen=True, slots=True)
class Several:
    """A tuple, a list or a slice."""

    kind: type
    items: tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Call:
    """A call of the callable `name`; arrays, numbers and constants in place of its arguments."""

    name: str
    arguments: Several
    keywords: tuple[tuple[str, Any], ...]


def peak_of_call(
    name: str,
    result: Value,
    arguments: tuple[Value, ...],
    keywords: dict[str, Value],
    small: int = SMALL,
    may_grow: bool = True,
) -> Dim:
    """The peak of a call like this one.

    small: up to so many elements, the very call is measured; may_grow: above that, how such calls grow.
    Raises Unmodelled where lengths, dtypes or layouts are not known.
    """
    call = Call(name, _several(tuple, arguments), tuple((key, _described(each)) for key, each in keywords.items()))
    if not isinstance(result, Array) and not any(
        isinstance(each, ArrayLike | Several) for each in call.arguments.items
    ):
        raise Unmodelled("numbers alone, which the first call takes another way")
    _check_writing(name, call, arguments)
    shapes = [array.shape for array in _arrays((call.arguments, *(each for _, each in call.keywords)))]
    results = list(_shapes_of(result))
    size = sum(map(prod, (*shapes, *results)))
    if size <= small:
        return peak_with(_made, call, ())
    if not may_grow:
        raise Unmodelled("a large call that takes long")
    lengths = _varied([*shapes, *results], {length for shape in shapes for length in shape})
    places = {length: -1 - place for place, length in enumerate(lengths)}
    sizes = frozenset(_product(shape, lengths) for shape in (*shapes, *results))
    _check_results(results, sizes, lengths)
    general = replace(
        call,
        arguments=_general(call.arguments, places),
        keywords=tuple((key, _general(each, places)) for key, each in call.keywords),
    )
    return grown(_Measure(general), lengths, sizes)


def _check_writing(name: str, call: Call, arguments: tuple[Value, ...]) -> None:
    """Raise Unmodelled for keys that choose by elements, and for writing where other arguments look into the memory."""
    if name.endswith("item__") and any(np.dtype(one.dtype).kind == "b" for one in _arrays(call.arguments.items[1:2])):
        raise Unmodelled("a mask")
    if not name.startswith("operator.i") and not name.endswith("__setitem__"):
        return
    target, *others = arguments
    for other in others:
        if not isinstance(other, Array) or not isinstance(target, Array) or other.identity == target.identity:
            continue
        if other.buffer in (None, target.buffer):
            raise Unmodelled("memory that may overlap")


@dataclass(frozen=True, slots=True)
class _Measure:
    """The peak of a call at other lengths."""

    call: Call

    def __call__(self, lengths: Lengths) -> int:
        return peak_with(_made, self.call, lengths)


def _several(kind: type, items: tuple[Value, ...]) -> Several:
    return Several(kind, tuple(map(_described, items)))


def _described(value: Value) -> Any:
    if isinstance(value, Array):
        return _described_array(value)
    if isinstance(value, Scalar) and value.value is not None:
        return Constant(type(value.value), value.value)
    if isinstance(value, Scalar) or (isinstance(value, Typed) and is_scalar(value)):
        return _number(value)
    if isinstance(value, Slice):
        return _several(slice, (value.start, value.stop, value.step))
    if isinstance(value, Typed) and value.type in GENERATORS:
        return Generator(value.type)
    if isinstance(value, Sequence) and value.items is not None and value.kind == "list":
        return _several(list, value.items)
    if type(value) is tuple:
        return _several(tuple, value)
    if isinstance(value, int) and abs(value) > LONGEST:
        raise Unmodelled("perhaps a length, of what must not be made")
    if type(value) in CONSTANTS or isinstance(value, np.dtype | type):
        return Constant(type(value), value)
    raise Unmodelled("an argument that is not known")


def _number(value: Value) -> Number:
    """A number that is none of a length, an axis or a bound."""
    kind = type_of(value)
    if np.dtype(kind).kind not in "fc":
        raise Unmodelled("perhaps a length")
    return Number(kind)


def _described_array(array: Array) -> ArrayLike:
    shape = tuple(length for length in array.shape or () if isinstance(length, int))
    if array.shape is None or len(shape) < len(array.shape) or array.dtype is None or array.dtype.kind not in NUMBERS:
        raise Unmodelled("lengths that are not known, or no numbers")
    if not is_aligned(array) or array.strides is None or not array.certain:
        raise Unmodelled("not aligned, or a layout that is not known")
    strides = tuple(step for step in array.strides if isinstance(step, int))
    if 0 in strides:
        raise Unmodelled("an array that is broadcast")
    orders = {f_strides(shape, array.dtype.itemsize): "F", c_strides(shape, array.dtype.itemsize): "C"}
    order = orders.get(strides, strides)
    if array.size == 0 and order == strides:
        raise Unmodelled("nothing, that lies in an unusual way")
    return ArrayLike(shape, array.dtype.str, order, array.identity, _counts(array))


def _counts(array: Array) -> bytes | None:
    """Of few ints the elements, where they are known: they may be lengths or counts."""
    contents = array.contents
    if contents is None or contents.elements.size > MOST_COUNTS or contents.elements.dtype.kind not in "iub":
        return None
    return contents.elements.tobytes()


def _arrays(items: tuple[Any, ...]) -> Iterator[ArrayLike]:
    for item in items:
        if isinstance(item, ArrayLike):
            yield item
        elif isinstance(item, Several):
            yield from _arrays(item.items)


def _shapes_of(result: Value) -> Iterator[tuple[int, ...]]:
    if isinstance(result, Array):
        shape = tuple(length for length in result.shape or () if isinstance(length, int))
        if result.shape is None or len(shape) < len(result.shape):
            raise Unmodelled("a result whose size is not known")
        yield shape
    elif isinstance(result, Unknown | Union):
        raise Unmodelled("the result is not known")
    elif isinstance(result, tuple | Sequence):
        for item in (result if isinstance(result, tuple) else result.items) or ():
            yield from _shapes_of(item)


def _varied(shapes: list[tuple[int, ...]], given: set[int]) -> Lengths:
    """The lengths that count as large; of two that are in no array together, the larger."""
    lengths = tuple(sorted(length for length in given if length > SHORT))
    if len(lengths) == 2 and lengths[0] <= SECONDARY and not any(set(lengths) <= set(shape) for shape in shapes):
        return lengths[1:]
    if not 1 <= len(lengths) <= 2:
        raise Unmodelled("three lengths that are large, or none")
    return lengths


def _check_results(results: list[tuple[int, ...]], sizes: frozenset[Product], lengths: Lengths) -> None:
    """Raise Unmodelled for results that may grow faster than what is known to be in the call."""
    most = max(size_of(one, lengths) for one in sizes)
    if any(prod(shape) > SHORT * most for shape in results):
        raise Unmodelled("a result of another size")


def _product(shape: tuple[int, ...], lengths: Lengths) -> Product:
    return tuple(shape.count(length) for length in lengths)


def _general(item: Any, places: dict[int, int]) -> Any:
    if isinstance(item, Several):
        return replace(item, items=tuple(_general(each, places) for each in item.items))
    if not isinstance(item, ArrayLike):
        return item
    if not isinstance(item.order, str):
        raise Unmodelled("a large array with gaps")
    return replace(item, shape=tuple(places.get(length, length) for length in item.shape))


def _made(call: Call, lengths: Lengths) -> tuple[Any, tuple[Any, ...]]:
    known: dict[int, Any] = {}
    keywords = {key: _real(each, lengths, known) for key, each in call.keywords}
    function: Any = resolve(call.name)
    return partial(function, **keywords), tuple(_real(each, lengths, known) for each in call.arguments.items)


def _real(item: Any, lengths: Lengths, known: dict[int, Any]) -> Any:
    if isinstance(item, Several):
        items = [_real(each, lengths, known) for each in item.items]
        return slice(*items) if item.kind is slice else item.kind(items)
    if isinstance(item, Generator):
        return GENERATORS[item.kind](0)
    if isinstance(item, Number):
        return number(item.kind, 1)
    if isinstance(item, Constant):
        return item.value
    if not item.identity:
        return _filled(item, lengths)
    if item.identity not in known:
        known[item.identity] = _filled(item, lengths)
    return known[item.identity]


def _filled(item: ArrayLike, lengths: Lengths) -> Any:
    """Numbers that rise, as far as the dtype goes."""
    shape = tuple(length if length >= 0 else lengths[-1 - length] for length in item.shape)
    dtype = np.dtype(item.dtype)
    if item.elements is None:
        rising = np.arange(1, prod(shape) + 1)
        elements = (rising if dtype.itemsize > 2 else rising % 64).astype(dtype).reshape(shape)
    else:
        elements = np.frombuffer(item.elements, dtype).reshape(shape).copy()
    if item.order in ("C", "F"):
        return np.asarray(elements, order=item.order)  # type: ignore[call-overload]
    return _with_strides(elements, tuple(item.order))  # type: ignore[arg-type]


def _with_strides(elements: Any, strides: tuple[int, ...]) -> Any:
    """An array that lies in memory as the strides say."""
    reach = [step * (length - 1) for step, length in zip(strides, elements.shape, strict=True)]
    lowest = sum(min(0, each) for each in reach)
    memory = np.zeros(sum(map(abs, reach)) + elements.itemsize, np.uint8)
    view = np.ndarray(elements.shape, elements.dtype, memory, -lowest, strides)
    if 0 not in strides:
        view[...] = elements
    return view
