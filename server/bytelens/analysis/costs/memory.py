"""What memory of arrays a value keeps alive."""

from __future__ import annotations

from pathlib import PurePath
from types import ModuleType, NoneType
from typing import TypeAlias

import numpy as np

from ...values.arrays import Array, Scalar
from ...values.dims import SomeInt, Symbolic
from ...values.kinds import Instance, Mapping, Method, Ref, Sequence, Slice, Typed, Value
from ..forms import ABSENT, Bound, Decorated, Partial, Super, parts
from ..scopes import Class, Function, Module
from ..store import Store

Buffers: TypeAlias = tuple[int, ...]
DEEPEST = 8
_HOLDS_NOTHING = frozenset(
    {int, bool, float, complex, str, bytes, range, NoneType, type(Ellipsis), ModuleType}
    | {SomeInt, Symbolic, Module, Class}
)
_WITHOUT_ARRAYS = frozenset({bool, int, float, complex, str, bytes, set, dict, np.errstate})
"""Types of which `Typed` values hold no arrays: a dict is one of settings."""
_GENERATORS = frozenset({np.random.Generator, np.random.RandomState})
_MADE_OF_PARTS = frozenset({tuple, Sequence, Mapping, Instance, Bound, Super, Partial, Decorated, Method})


def holds_nothing(store: Store, value: Value) -> bool:
    """Whether a value surely keeps no array alive."""
    kind = type(value)
    if kind in _HOLDS_NOTHING:
        return True
    if kind is Typed:
        return value.type in _WITHOUT_ARRAYS  # type: ignore[attr-defined]
    if kind is Scalar:
        # A record is a look into the array that it is an element of.
        return value.dtype is not None and value.dtype.kind not in "VO"  # type: ignore[attr-defined]
    if isinstance(value, Function):
        return len(value.scopes) == 1 and _holds_no_defaults(store, value)
    # What NumPy itself provides: functions, classes, and objects such as `np.mgrid`.
    return callable(value) or isinstance(value, np.dtype | PurePath) or kind.__module__.startswith("numpy")


def _holds_no_defaults(store: Store, function: Function) -> bool:
    """Whether what the parameters of a function are by default, which it keeps alive, keeps no array alive."""
    return function.defaults is None or memory_of(store, store.get(function.defaults)) == ()


def is_generator(value: Value) -> bool:
    """Whether a value is a random generator, which keeps a few bytes alive (`generators.MOST_KEPT`)."""
    return type(value) is Typed and value.type in _GENERATORS


def is_made_of_parts(value: Value) -> bool:
    """Whether a value keeps alive what its parts do, and nothing else."""
    kind = type(value)
    if kind is Instance:
        return value.attributes is not None  # type: ignore[attr-defined]
    return kind in _MADE_OF_PARTS or isinstance(value, tuple)


def memory_of(store: Store, value: Value, deepest: int = DEEPEST) -> Buffers | None:
    """The buffers that a value keeps alive; None where that is not known."""
    kind = type(value)
    if kind is Array:
        return (value.buffer,) if is_sure(store, value) else None  # type: ignore[attr-defined, arg-type]
    if holds_nothing(store, value) or is_generator(value):
        return ()
    if kind is Ref:
        held = store.get(value.address)  # type: ignore[attr-defined]
        inner: tuple[Value, ...] = () if held is ABSENT else (held,)
    elif kind is Slice:
        inner = (value.start, value.stop, value.step)  # type: ignore[attr-defined]
    elif is_made_of_parts(value):
        inner = parts(value)
    else:
        return None
    if deepest == 0 and inner:
        return None
    found: list[int] = []
    for part in inner:
        buffers = memory_of(store, part, deepest - 1)
        if buffers is None:
            return None
        found += buffers
    return tuple(found)


def is_sure(store: Store, array: Array) -> bool:
    """Whether it is known which memory an array looks into, and that it keeps no other alive."""
    return is_limited(array) and not store.buffers[array.buffer].summary  # type: ignore[index]


def is_limited(array: Array) -> bool:
    """Whether an array keeps no other memory alive than its buffer, or one of several that are alike."""
    if array.buffer is None or not array.certain or array.type is not np.ndarray:
        return False
    # An element of a structured array is a record, which looks into the array and keeps it alive.
    return array.dtype is not None and not array.dtype.hasobject and array.dtype.kind != "V"
