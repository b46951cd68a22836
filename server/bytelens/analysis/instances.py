"""Objects of the program's classes: made, their attributes read and set, their special methods called."""

from __future__ import annotations

import ast

from ..values.joining import options
from ..values.kinds import UNKNOWN, Instance, Mapping, Ref, Sequence, Typed, Value
from .classes import class_attribute, class_of, decorated, read_from
from .escapes import lose
from .forms import ABSENT, Bound, Decorated, Super
from .functions import call_function
from .machine import Machine
from .scopes import Class, Frame, Function
from .writers import note_unknown_call

MISSING = object.__init__
"""What a class has that defines no `__init__`."""
OF_PROGRAM = frozenset({Bound, Class, Ref, type(MISSING)})
"""The kinds of values, besides functions, that `call_of_program` calls."""


def call_of_program(
    machine: Machine,
    frame: Frame,
    function: Value,
    arguments: list[Value],
    keywords: dict[str, Value],
    node: ast.Call | None,
) -> Value:
    """Call a class, a method, or an object that has `__call__`."""
    if isinstance(function, Class):
        return instantiate(machine, frame, function, arguments, keywords, node)
    called: Value = function
    if isinstance(function, Bound):
        if isinstance(function.function, Decorated):
            return decorated(function, arguments[0] if arguments else UNKNOWN)
        called, arguments = function.function, [function.receiver, *arguments]
    elif isinstance(function, Ref):
        cls = class_of(machine, function)
        called = ABSENT if cls is None else class_attribute(machine, cls, "__call__")
        arguments = [function, *arguments]
    elif function is MISSING:
        return None
    if isinstance(called, Function):
        return call_function(machine, frame, called, arguments, keywords, node)
    note_unknown_call(machine, UNKNOWN, arguments)
    lose(machine, (called, *arguments, *keywords.values()))
    return UNKNOWN


def instantiate(
    machine: Machine,
    frame: Frame,
    cls: Class,
    arguments: list[Value],
    keywords: dict[str, Value],
    node: ast.Call | None,
) -> Value:
    """`cls(*arguments)`: a new object, after its `__init__`."""
    made = machine.store.allocate(Instance(cls, ()))
    initialise = class_attribute(machine, cls, "__init__")
    if isinstance(initialise, Function):
        call_function(machine, frame, initialise, [made, *arguments], keywords, node)
    elif initialise is not ABSENT:
        note_unknown_call(machine, UNKNOWN, arguments)
        lose(machine, (made, *arguments, *keywords.values()))
    elif cls.fields is not None:
        _fill_fields(machine, frame, made, cls, arguments, keywords)
    elif arguments or keywords:
        return UNKNOWN
    return made


def attribute_of_instance(machine: Machine, frame: Frame, owner: Ref, held: Instance, name: str) -> Value:
    """`owner.name` where it is read: of the object itself, else of its class."""
    cls = held.cls
    assert isinstance(cls, Class)
    if name == "__class__":
        return cls
    of_class = class_attribute(machine, cls, name)
    if isinstance(of_class, Decorated) and of_class.kind == "property":
        return _call(machine, frame, of_class.function, [owner])
    if held.attributes is None:
        return read_from(of_class, owner, cls) if isinstance(of_class, Function | Decorated) else UNKNOWN
    own = held.get(name, ABSENT)
    if own is not ABSENT:
        return own
    if of_class is not ABSENT:
        return read_from(of_class, owner, cls)
    if name == "__dict__" or class_attribute(machine, cls, "__getattr__") is not ABSENT:
        lose(machine, owner)
    return UNKNOWN


def attribute_of_class(machine: Machine, cls: Class, name: str) -> Value:
    """`cls.name` where it is read."""
    if name == "__name__":
        return cls.name.rpartition(".")[2]
    found = class_attribute(machine, cls, name)
    if isinstance(found, Decorated):
        return UNKNOWN if found.kind == "property" else read_from(found, cls, cls)
    return UNKNOWN if found is ABSENT else found


def set_on_instance(
    machine: Machine, frame: Frame, owner: Ref, held: Instance, name: str, value: Value, *, sure: bool = True
) -> bool:
    """`owner.name = value`. Returns whether reading it gives the value. sure: False where it may be another object."""
    cls = held.cls
    assert isinstance(cls, Class)
    of_class = class_attribute(machine, cls, name)
    if isinstance(of_class, Decorated) and of_class.kind == "property":
        if of_class.setter is None:
            lose(machine, value)
        else:
            _call(machine, frame, of_class.setter, [owner, value])
        return False
    if of_class is UNKNOWN or class_of(machine, of_class) is not None:
        lose(machine, (owner, value))
        return False
    if held.attributes is None:
        lose(machine, value)
        return False
    if not frame.active or machine.methods.get(frame.active[-1], (None, ""))[0] not in cls.order:
        machine.set_elsewhere.add(name)
    old = held.get(name, ABSENT)
    machine.store.set(owner.address, held.put(name, value if sure else machine.store.joined((old, value))))
    return True


def set_on_class(machine: Machine, cls: Class, name: str, value: Value) -> None:
    """`cls.name = value`."""
    namespace = machine.store.get(cls.namespace)
    if isinstance(namespace, Instance):
        machine.store.set(cls.namespace, namespace.put(name, value))


def call_special(machine: Machine, frame: Frame, value: Value, name: str, arguments: list[Value]) -> Value:
    """The result of a special method of an object of the program; ABSENT where its class has none."""
    cls = class_of(machine, value)
    method = ABSENT if cls is None else class_attribute(machine, cls, name)
    if method is ABSENT:
        return ABSENT
    return _call(machine, frame, method, [value, *arguments])


def has_special(machine: Machine, value: Value, *names: str) -> bool:
    """Whether an option of a value is an object of the program whose class defines one of some special methods."""
    for option in options(value):
        cls = class_of(machine, option)
        if cls is not None and any(class_attribute(machine, cls, name) is not ABSENT for name in names):
            return True
    return False


def is_instance(machine: Machine, value: Value, cls: Class) -> bool | None:
    """`isinstance(value, cls)` for a class of the program; None where it is not known."""
    found = class_of(machine, value)
    if found is not None:
        return cls in found.order
    return None if value is UNKNOWN or isinstance(value, Typed) else False


def parent(machine: Machine, frame: Frame) -> Value:
    """`super()` in a method."""
    node = frame.active[-1] if frame.active else None
    if node is None or isinstance(node, ast.Lambda) or node not in machine.methods:
        return UNKNOWN
    cls, _ = machine.methods[node]
    spec = node.args
    first = next((arg.arg for arg in (*spec.posonlyargs, *spec.args)), None)
    scope = next((scope for scope in frame.scopes if scope.bound is not None and first in scope.bound), None)
    receiver = ABSENT if scope is None or first is None else machine.store.get((scope.id, first))
    return UNKNOWN if receiver is ABSENT else Super(cls, receiver)


def attribute_of_super(machine: Machine, frame: Frame, value: Super, name: str) -> Value:
    """`super().name`; an `__init__` that no class of the program defines does nothing."""
    cls = value.receiver if isinstance(value.receiver, Class) else class_of(machine, value.receiver)
    if cls is None or value.cls not in cls.order:
        return UNKNOWN
    found = class_attribute(machine, cls, name, after=value.cls)
    if found is ABSENT:
        return MISSING if name == "__init__" else UNKNOWN
    if isinstance(found, Decorated) and found.kind == "property":
        return _call(machine, frame, found.function, [value.receiver])
    return read_from(found, value.receiver, cls)


def field_default(keywords: dict[str, Value]) -> Value:
    """`dataclasses.field(...)` in the body of a dataclass."""
    if "default_factory" in keywords:
        return Decorated("factory", keywords["default_factory"])
    return keywords.get("default", UNKNOWN)


def _fill_fields(
    machine: Machine, frame: Frame, made: Ref, cls: Class, arguments: list[Value], keywords: dict[str, Value]
) -> None:
    """What the `__init__` of a dataclass does (https://docs.python.org/3/library/dataclasses.html)."""
    given = {**dict(zip(cls.fields or (), arguments, strict=False)), **keywords}
    for name in cls.fields or ():
        value = given[name] if name in given else _default(machine, frame, class_attribute(machine, cls, name))
        held = machine.store.get(made.address)
        assert isinstance(held, Instance)
        machine.store.set(made.address, held.put(name, value))
    finish = class_attribute(machine, cls, "__post_init__")
    if finish is not ABSENT:
        _call(machine, frame, finish, [made])


def _default(machine: Machine, frame: Frame, value: Value) -> Value:
    if not isinstance(value, Decorated):
        return UNKNOWN if value is ABSENT else value
    if value.function is list or value.function is dict:
        return machine.store.allocate(Sequence(()) if value.function is list else Mapping(()))
    return _call(machine, frame, value.function, [])


def _call(machine: Machine, frame: Frame, function: Value, arguments: list[Value]) -> Value:
    if isinstance(function, Function):
        return call_function(machine, frame, function, arguments, {}, None)
    note_unknown_call(machine, UNKNOWN, arguments)
    lose(machine, (function, *arguments))
    return UNKNOWN
