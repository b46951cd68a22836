"""Which Python class a value has, as far as that is known."""

from __future__ import annotations

from types import UnionType

from ..values.arrays import Array, Scalar
from ..values.dims import SomeInt
from ..values.kinds import Mapping, Ref, Sequence, Typed, Value
from .classes import class_of
from .instances import is_instance
from .machine import Machine
from .scopes import Class

_PLAIN = frozenset({bool, int, float, complex, str, bytes, tuple, range, type(None)})


def type_of(machine: Machine, value: Value) -> type | None:
    """The class of a value that is no object of a class of the program."""
    held = machine.store.get(value.address) if isinstance(value, Ref) else value
    if isinstance(held, Mapping):
        return held.kind
    if isinstance(held, Sequence):
        return list if held.kind == "list" else None
    if isinstance(held, Array | Typed):
        return held.type if not isinstance(held, Array) or held.shape is not None else None
    if isinstance(held, Scalar):
        return None if held.dtype is None else held.dtype.type
    if isinstance(held, SomeInt):
        return int
    known = type(held) in _PLAIN or (isinstance(held, tuple) and hasattr(held, "_fields"))
    return type(held) if known else None


def is_of_kind(machine: Machine, value: Value, kind: Value) -> bool | None:
    """`isinstance(value, kind)`; None where that is not known."""
    if isinstance(kind, tuple):
        found = [is_of_kind(machine, value, part) for part in kind]
        return True if True in found else None if None in found else False
    if isinstance(kind, UnionType):
        return is_of_kind(machine, value, kind.__args__)
    if isinstance(kind, Class):
        return is_instance(machine, value, kind)
    if class_of(machine, value) is not None and type(kind) is type:
        return kind is object
    own = type_of(machine, value)
    if own is None or not isinstance(kind, type):
        return None
    try:
        return issubclass(own, kind)
    except TypeError:
        return None
