"""What rules have answered before, so that an edit does not ask them all again.

A rule depends on nothing but its arguments, and on the memory of arrays only by which of them share it. So answers are
kept under the arguments with buffers and identities numbered in order, and get the real ones when they are used.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from types import BuiltinFunctionType, FunctionType, NoneType

import numpy as np

from ..rules.registry import Rule, Unmodelled
from ..rules.transients import peak_of
from ..values.arrays import Array, Scalar
from ..values.dims import Dim, SomeInt, Symbolic
from ..values.kinds import Mapping, Sequence, Slice, Typed, Union, Value, retupled
from .forms import parts

MOST_ANSWERS = 20_000
MOST_NUMBERS = 32

_PLAIN = frozenset(
    {int, bool, float, complex, str, bytes, NoneType, type, type(Ellipsis), SomeInt, Symbolic, Typed}
    | {np.ufunc, FunctionType, BuiltinFunctionType, type(np.zeros), type(np.concatenate)}
)
_answers: dict[object, Value | Unmodelled] = {}
_peaks: dict[object, Dim | None] = {}


class _NoKeyError(Exception):
    """The arguments hold something that answers are not kept for."""


def answer(rule: Rule, arguments: list[Value], keywords: dict[str, Value]) -> Value:
    """What a rule that takes no context returns or raises for some arguments."""
    buffers: list[int] = []
    arrays: list[Array] = []
    try:
        key: object = (
            rule.function,
            tuple([_key(value, buffers, arrays) for value in arguments]),
            *[(name, _key(value, buffers, arrays)) for name, value in keywords.items()],
        )
        known = _answers.get(key, _answers)
    except (_NoKeyError, TypeError):
        refuse_subclasses(rule, (*arguments, *keywords.values()))
        return rule.function(*arguments, **keywords)
    if known is _answers:
        known = _ask(rule, arguments, keywords, buffers, arrays)
        if len(_answers) >= MOST_ANSWERS:
            _answers.clear()
        _answers[key] = known
    if isinstance(known, Unmodelled):
        raise known.with_traceback(None)
    return _real(known, buffers, arrays)


def peak(name: str, arguments: tuple[Value, ...], keywords: dict[str, Value], result: Value) -> Dim | None:
    """What `peak_of` says of a call."""
    buffers: list[int] = []
    arrays: list[Array] = []
    try:
        key: object = (
            name,
            tuple([_key(value, buffers, arrays) for value in arguments]),
            tuple([(keyword, _key(value, buffers, arrays)) for keyword, value in keywords.items()]),
            _key(result, buffers, arrays),
            tuple([array.identity == array.buffer for array in arrays]),  # views may be read-only, and copied for that
        )
        if key not in _peaks:
            if len(_peaks) >= MOST_ANSWERS:
                _peaks.clear()
            _peaks[key] = peak_of(name, arguments, keywords, result)
        return _peaks[key]
    except (_NoKeyError, TypeError):
        return peak_of(name, arguments, keywords, result)


def _key(value: Value, buffers: list[int], arrays: list[Array]) -> object:
    kind = type(value)
    if kind is Array:
        return _array_key(value, buffers, arrays)  # type: ignore[arg-type]
    if kind in _PLAIN:
        return kind, value
    if kind is tuple:
        return tuple([_key(item, buffers, arrays) for item in value])  # type: ignore[attr-defined]
    if isinstance(value, Slice):
        return Slice, *[_key(part, buffers, arrays) for part in (value.start, value.stop, value.step)]
    if isinstance(value, Scalar) and value.value is None:
        return Scalar, value
    if isinstance(value, np.dtype | type):
        return kind, value
    if isinstance(value, Sequence) and value.items is not None:
        return kind, value.kind, *[_key(item, buffers, arrays) for item in value.items]
    raise _NoKeyError


def _array_key(array: Array, buffers: list[int], arrays: list[Array]) -> object:
    place = -1
    if array.buffer is not None:
        if array.buffer not in buffers:
            buffers.append(array.buffer)
        place = buffers.index(array.buffer)
    number = _number(array, arrays)
    contents = _key_of_contents(array)
    return array.shape, array.dtype, array.strides, array.certain, place, number, array.type, contents


def _key_of_contents(array: Array) -> object:
    """Of few ints, which may be lengths, axes or counts: these alone do rules look at."""
    contents = array.contents
    if contents is None or contents.elements.size > MOST_NUMBERS or contents.elements.dtype.kind not in "iub":
        return None
    return contents.key


def _number(array: Array, arrays: list[Array]) -> int:
    """The place of an array object among those of the arguments."""
    for number, known in enumerate(arrays):
        if known is array:
            return number
    arrays.append(array)
    return len(arrays) - 1


def _ask(
    rule: Rule, arguments: list[Value], keywords: dict[str, Value], buffers: list[int], arrays: list[Array]
) -> Value | Unmodelled:
    numbered = [_numbered(value, buffers, arrays) for value in arguments]
    named = {name: _numbered(value, buffers, arrays) for name, value in keywords.items()}
    try:
        refuse_subclasses(rule, (*numbered, *named.values()))
        return rule.function(*numbered, **named)
    except Unmodelled as refusal:
        return refusal


def refuse_subclasses(rule: Rule, values: Iterable[Value]) -> None:
    """Raise Unmodelled for arguments that are subclasses of ndarray, unless the rule knows what they do."""
    if rule.subclasses:
        return
    for value in values:
        if type(value) is Array:
            if value.type is not np.ndarray:
                raise Unmodelled(f"{value.type.__name__}: a subclass of ndarray")
        elif isinstance(value, tuple | Sequence):
            refuse_subclasses(rule, parts(value))


def _numbered(value: Value, buffers: list[int], arrays: list[Array]) -> Value:
    """A value with the buffers and identities of its arrays replaced by negative numbers."""
    if isinstance(value, Array):
        buffer = None if value.buffer is None else -1 - buffers.index(value.buffer)
        number = -1 - _number(value, arrays)
        contents = value.contents if _key_of_contents(value) is not None else None
        return Array(value.shape, value.dtype, value.strides, buffer, value.certain, number, value.type, contents)
    if isinstance(value, tuple):
        return tuple(_numbered(item, buffers, arrays) for item in value)
    if isinstance(value, Sequence) and value.items is not None:
        items = tuple(_numbered(item, buffers, arrays) for item in value.items)
        return Sequence(items, value.element, value.length, value.kind)
    return value


def _real(value: Value, buffers: list[int], arrays: list[Array]) -> Value:
    """An answer with the buffers and array objects of the present arguments."""
    kind = type(value)
    if kind is Array:
        return _real_array(value, buffers, arrays)  # type: ignore[arg-type]
    if isinstance(value, tuple):
        return retupled(value, [_real(item, buffers, arrays) for item in value])
    if isinstance(value, Sequence):
        items = None if value.items is None else tuple([_real(item, buffers, arrays) for item in value.items])
        return Sequence(items, _real(value.element, buffers, arrays), value.length, value.kind)
    if isinstance(value, Slice):
        return Slice(*[_real(part, buffers, arrays) for part in (value.start, value.stop, value.step)])
    if isinstance(value, Union):
        return Union(tuple([_real(option, buffers, arrays) for option in value.options]))
    if isinstance(value, Mapping) and value.entries is not None:
        return replace(value, entries=tuple([(key, _real(held, buffers, arrays)) for key, held in value.entries]))
    return value


def _real_array(array: Array, buffers: list[int], arrays: list[Array]) -> Array:
    if array.identity < 0:
        return arrays[-1 - array.identity]
    if array.buffer is None:
        return array
    buffer = buffers[-1 - array.buffer]
    return Array(array.shape, array.dtype, array.strides, buffer, array.certain, 0, array.type)
