"""The forms that a value can take in the state besides those of `values`, and what a value is made of."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, TypeAlias

from ..values.arrays import Array, Scalar
from ..values.dims import SomeInt, Symbolic
from ..values.joining import alike_in_contents, same
from ..values.kinds import (
    UNKNOWN,
    Instance,
    Lengths,
    Made,
    Method,
    Parameter,
    Sequence,
    Typed,
    Union,
    Unknown,
    Value,
)
from ..values.kinds import Mapping as Entries

Slot: TypeAlias = tuple[int, str]
Cell: TypeAlias = Slot | int
Delta: TypeAlias = dict[Cell, Value]


@dataclass(frozen=True, slots=True)
class Bound:
    """A function of the program with the object (or class) that it was read from: its first argument."""

    function: Value
    receiver: Value


@dataclass(frozen=True, slots=True)
class Partial:
    """`functools.partial(function, *arguments, **keywords)`."""

    function: Value
    arguments: tuple[Value, ...]
    keywords: tuple[tuple[str, Value], ...]


class Namespace:
    """What `globals()`, `locals()` and `vars()` give: whoever may change it may bind any name."""


NAMESPACE = Namespace()


@dataclass(frozen=True, slots=True)
class Decorated:
    """What `property`, `staticmethod` or `classmethod` makes of a function in the body of a class."""

    kind: str
    function: Value
    setter: Value = None


@dataclass(frozen=True, slots=True)
class Super:
    """`super()`: attributes of `receiver` are looked up in the classes that follow `cls`."""

    cls: Value
    receiver: Value


class Absent:
    """Marks a cell that holds nothing: a name that is not bound."""

    def __repr__(self) -> str:
        return "ABSENT"


ABSENT = Absent()
WRITTEN = "written"
FILES: Slot = (-2, "files")


PLAIN = frozenset(
    {Array, Scalar, SomeInt, Symbolic, Unknown, Parameter, Lengths, Typed, int, float, bool, str, type(None)}
)


def _parts_of_dict(value: Entries) -> tuple[Value, ...]:
    missing = () if value.missing is None else (value.missing,)
    if value.entries is None:
        return (value.element, *missing)
    return (*(part for entry in value.entries for part in entry), *missing)


_PARTS: dict[type, Callable[[Any], tuple[Value, ...]]] = {
    tuple: lambda value: value,
    Union: lambda value: value.options,
    Sequence: lambda value: (value.element,) if value.items is None else value.items,
    Entries: _parts_of_dict,
    Instance: lambda value: tuple(held for _, held in value.attributes or ()),
    Bound: lambda value: (value.function, value.receiver),
    Super: lambda value: (value.receiver,),
    Partial: lambda value: (value.function, *value.arguments, *(held for _, held in value.keywords)),
    Decorated: lambda value: tuple(part for part in (value.function, value.setter) if part is not None),
    Made: lambda value: value.given,
    Method: lambda value: (value.receiver,),
}


def parts(value: Value) -> tuple[Value, ...]:
    """The values that a value is made of."""
    found = _PARTS.get(type(value))
    if found is not None:
        return found(value)
    return value if isinstance(value, tuple) else ()


def references(value: Value) -> Iterable[Value]:
    """What a value holds that can be changed or called: lists and dicts (not what is in them), functions."""
    kind = type(value)
    if kind in PLAIN:
        return
    inner = parts(value)
    if inner:
        for part in inner:
            yield from references(part)
    else:
        yield value


def buffers_of(value: Value) -> Iterable[int]:
    """The buffers of the arrays that a value holds (those in lists and dicts aside)."""
    if type(value) is Array:
        if value.buffer is not None:
            yield value.buffer
    elif type(value) not in PLAIN:
        for part in parts(value):
            yield from buffers_of(part)


def unkept(values: Iterable[Value], result: Value) -> list[Value]:
    """The references among `values` that are not in what they were joined to."""
    kept = list(references(result))
    return [
        reference
        for value in values
        if value is not result
        for reference in references(value)
        if not any(reference is other or reference == other for other in kept)
    ]


def agree(a: Value, b: Value) -> bool:
    """True where a loop that starts from `a` and comes back with `b` has nothing new to say."""
    if a is ABSENT or b is ABSENT:
        return a is b
    return same(a, b) or alike_in_contents(a, b)


def holds(value: Value, buffer: int) -> bool:
    if isinstance(value, Array):
        return value.buffer == buffer
    return any(holds(part, buffer) for part in parts(value))


def with_arrays(value: Value, change: Callable[[Array], Array]) -> Value:
    if isinstance(value, Array):
        return change(value)
    if isinstance(value, tuple):
        items = tuple(with_arrays(item, change) for item in value)
        return items if any(a is not b for a, b in zip(items, value, strict=True)) else value
    if all(with_arrays(part, change) is part for part in parts(value)):
        return value
    if isinstance(value, Sequence):
        return Sequence(None, UNKNOWN, value.count, value.kind)
    if isinstance(value, Instance):
        return Instance(value.cls, tuple((name, with_arrays(held, change)) for name, held in value.attributes or ()))
    return Entries(None) if isinstance(value, Entries) else UNKNOWN
