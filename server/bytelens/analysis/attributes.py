"""Attributes where they are read: of modules, arrays, dtypes, and methods not yet called."""

from __future__ import annotations

import ast
import itertools
from functools import partial
from pathlib import PurePath
from types import ModuleType

import numpy as np

from ..rules.attributes import attribute as array_attribute
from ..rules.paths import ATTRIBUTES as PATH_ATTRIBUTES
from ..rules.registry import Rule, find_method, find_of_made, find_rule
from ..values.arrays import Array, Scalar
from ..values.kinds import UNKNOWN, Instance, Made, Method, Ref, Typed, Union, Value
from .escapes import lose
from .forms import ABSENT, NAMESPACE, Bound, Decorated, Super
from .instances import attribute_of_class, attribute_of_instance, attribute_of_super
from .machine import Machine, evaluates
from .modules import attribute_of_module
from .names import member
from .parameters import shape_of
from .scopes import Class, Frame, Module

_ATTRIBUTE = Rule("numpy.ndarray.__getattribute__", array_attribute)
_DTYPE_ATTRIBUTES = frozenset(
    {"itemsize", "name", "kind", "char", "str", "num", "names", "type", "byteorder"}
    | {"alignment", "base", "shape", "ndim", "hasobject", "isnative", "isbuiltin", "isalignedstruct", "flags"}
)
_MEMORY = frozenset({"data", "base", "ctypes", "__array_interface__", "__array_struct__"})
CHANGING_METHODS = frozenset({"resize", "__setattr__", "__delattr__", "__setstate__"})
_CLASS_METHODS = frozenset({(dict, "fromkeys"), (itertools.chain, "from_iterable")})
_METHOD_TYPES: tuple[type, ...] = (str, bytes, int, float, complex, np.ufunc)


@evaluates(ast.Attribute)
def attribute(machine: Machine, frame: Frame, node: ast.Attribute) -> Value:
    """`owner.name` where it is read."""
    owner = machine.evaluate(frame, node.value)
    if type(owner) is Union:
        value = machine.each(partial(attribute_of, machine, node, node.attr), owner)
    else:
        value = attribute_of(machine, node, node.attr, owner)
    if isinstance(value, Array | Scalar):
        machine.recorder.read(node, value)
    if value is UNKNOWN and node.attr == "shape":
        return shape_of(machine, frame, node.value, owner)
    return value


def attribute_of(machine: Machine, node: ast.AST, name: str, owner: Value) -> Value:
    """The value of an attribute, or the method that it names."""
    if isinstance(owner, ModuleType):
        return member(machine, owner, name)
    if isinstance(owner, Array):
        return _array_attribute(machine, node, owner, name)
    if isinstance(owner, Scalar):
        return Method(owner, name) if _is_method(np.generic, name) else machine.apply(_ATTRIBUTE, node, owner, name)
    if isinstance(owner, np.dtype):
        return Method(owner, name) if _is_method(np.dtype, name) else _dtype_attribute(owner, name)
    if isinstance(owner, Made):
        if isinstance(owner.maker, type) and _is_method(owner.maker, name):
            return Method(owner, name)
        rule = find_of_made(owner.maker, name)
        return UNKNOWN if rule is None else machine.apply(rule, node, owner)
    if isinstance(owner, np.finfo | np.iinfo):
        return _limit(owner, name)
    if isinstance(owner, Ref):
        held = machine.store.get(owner.address)
        if isinstance(held, Instance):
            return attribute_of_instance(machine, machine.frame, owner, held, name)
        return Method(owner, name)
    if isinstance(owner, tuple) and name in getattr(type(owner), "_fields", ()):
        return getattr(owner, name)
    if isinstance(owner, tuple):
        return Method(owner, name)
    if isinstance(owner, type) and (owner, name) in _CLASS_METHODS:
        return Method(owner, name)
    if isinstance(owner, PurePath):
        return getattr(owner, name) if name in PATH_ATTRIBUTES else Method(owner, name)
    if isinstance(owner, (Typed, *_METHOD_TYPES)):
        return Method(owner, name)
    if isinstance(owner, Class):
        return attribute_of_class(machine, owner, name)
    if isinstance(owner, Module):
        value = attribute_of_module(machine, owner, name)
        return UNKNOWN if value is ABSENT else value
    if isinstance(owner, Super):
        return attribute_of_super(machine, machine.frame, owner, name)
    if isinstance(owner, Decorated) and name == "setter":
        return Bound(owner, None)
    if isinstance(owner, type) and owner.__module__.partition(".")[0] == "numpy":
        function = getattr(owner, name, None)
        return function if function is not None and find_rule(function) is not None else UNKNOWN
    if owner is NAMESPACE:
        lose(machine, owner)
    return UNKNOWN


def _array_attribute(machine: Machine, node: ast.AST, array: Array, name: str) -> Value:
    """A value, a method, or `a.flat`; whoever has another way to the memory may write to it."""
    if _is_method(array.type, name) or name == "flat":
        return Method(array, name)
    if array.type is not np.ndarray:
        return _subclass_attribute(machine, node, array, name)
    if name in _MEMORY:
        lose(machine, array)
        return UNKNOWN
    return machine.apply(_ATTRIBUTE, node, array, name)


def _subclass_attribute(machine: Machine, node: ast.AST, array: Array, name: str) -> Value:
    """By a rule of the class, or as a field; what nobody knows may be a way to the memory, or to a mask."""
    rule = find_method(array.type, name)
    fields = find_method(array.type, "__getattribute__")
    found = UNKNOWN if rule is None else machine.apply(rule, node, array)
    if rule is None and fields is not None:
        found = machine.apply(fields, node, array, name)
    if found is UNKNOWN:
        lose(machine, array)
    return found


def _is_method(kind: type, name: str) -> bool:
    """Whether an attribute is something to call; `T` and `shape` have rules too, and are not."""
    return callable(getattr(kind, name, None))


def _limit(owner: Value, name: str) -> Value:
    """An attribute of `np.finfo(...)` or `np.iinfo(...)`: a number."""
    value = getattr(owner, name, None)
    if isinstance(value, np.generic):
        return Scalar(value.dtype, value)
    return value if isinstance(value, int | np.dtype) else UNKNOWN


def _dtype_attribute(dtype: np.dtype[np.generic], name: str) -> Value:
    return getattr(dtype, name, UNKNOWN) if name in _DTYPE_ATTRIBUTES else UNKNOWN
