"""The other forms that a value can take.

A value whose Python object is known and immutable is that object: ints, floats, strings, None, `np.dtype`s, types,
modules, NumPy's functions, and tuples of values, also named ones (of `np.linalg.eigh`). Lengths (`Symbolic`,
`SomeInt`) are ints of unknown value. The rest is one of the classes here and in `arrays`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TypeAlias

from .dims import SOME_INT, Dim, Symbolic

Value: TypeAlias = object


def retupled(original: tuple[Value, ...], items: Iterable[Value]) -> tuple[Value, ...]:
    """A tuple of other items; one of NumPy's named tuples keeps its names."""
    make: Callable[..., tuple[Value, ...]] = type(original)
    return make(*items) if hasattr(original, "_fields") else tuple(items)


@dataclass(frozen=True, slots=True)
class Unknown:
    """Nothing is known of the value."""

    def __repr__(self) -> str:
        return "UNKNOWN"


UNKNOWN = Unknown()


@dataclass(frozen=True, slots=True)
class Parameter(Unknown):
    """One particular value of which nothing is known. If it is an int, it is `dim`.

    free: a parameter of a function that nobody calls.
    """

    dim: Symbolic
    identity: int
    free: bool = False


@dataclass(frozen=True, slots=True)
class Lengths(Unknown):
    """The `.shape` of something with a name and an identity of which not even the rank is known."""

    name: str
    owner: int


@dataclass(frozen=True, slots=True)
class Typed:
    """An instance of exactly `type` about which no more is known: a float, a str, a `np.random.Generator`."""

    type: type


@dataclass(frozen=True, slots=True)
class Union:
    """One of several values, from branches, iterations or calls that join."""

    options: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Ref:
    """A reference to a mutable object on the heap: a list, a dict, or an object of a class of the program."""

    address: int


@dataclass(frozen=True, slots=True)
class Slice:
    """`slice(start, stop, step)` of values."""

    start: Value = None
    stop: Value = None
    step: Value = None


@dataclass(frozen=True, slots=True)
class Sequence:
    """The elements of a list, of a range that is not constant, or of what a builtin iterates over.

    items: every element in order, or None where there are too many or the number is unknown; then `element` stands
    for each of them and `length` for their number.
    kind: "list" on the heap; "range" and "set" have no identity that matters; "iterator" can be consumed only once.
    """

    items: tuple[Value, ...] | None
    element: Value = UNKNOWN
    length: Dim = SOME_INT
    kind: str = "list"

    @property
    def count(self) -> Dim:
        """The number of elements."""
        return self.length if self.items is None else len(self.items)


@dataclass(frozen=True, slots=True)
class Mapping:
    """The entries of a dict in insertion order, or None where they are not all known.

    element: where they are not, stands for the value of each. missing: what a `defaultdict` calls for a key that is not
    there; None for other dicts. kind: its class, dict or a subclass of it.
    """

    entries: tuple[tuple[Value, Value], ...] | None
    element: Value = UNKNOWN
    missing: Value = None
    kind: type = dict

    @property
    def values(self) -> tuple[Value, ...]:
        """The value of each entry, or one that stands for all."""
        return (self.element,) if self.entries is None else tuple(value for _, value in self.entries)


def is_key(value: Value) -> bool:
    """True for constants that can be looked up in a dict by their value."""
    if isinstance(value, tuple):
        return all(map(is_key, value))
    return value is None or (isinstance(value, str | int | float | bytes | bool) and value == value)


@dataclass(frozen=True, slots=True)
class Instance:
    """An object of a class of the program, on the heap: its attributes, or None where they are not known."""

    cls: Value
    attributes: tuple[tuple[str, Value], ...] | None

    def get(self, name: str, default: Value = None) -> Value:
        """The value of one of its own attributes."""
        return next((value for known, value in self.attributes or () if known == name), default)

    def put(self, name: str, value: Value) -> Instance:
        """The object after `self.name = value`."""
        kept = self.attributes or ()
        if any(known == name for known, _ in kept):
            return Instance(self.cls, tuple((known, value if known == name else old) for known, old in kept))
        return Instance(self.cls, (*kept, (name, value)))


@dataclass(frozen=True, slots=True)
class Made:
    """What a callable of NumPy's has made of some values, such as `np.vectorize(f)`; rules know what it does.

    maker: the callable; rules for what it makes are registered under its name: `numpy.vectorize.__call__`.
    """

    maker: Value
    given: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Method:
    """`receiver.name`, not yet called."""

    receiver: Value
    name: str
