"""Classes of the program: defined, and looked up along the order of inheritance.

A class is followed where all that it inherits from is followed. Of any other, and of objects that it makes, nothing is
known; its methods may be called by whoever has it.
"""

from __future__ import annotations

import abc
import ast
import dataclasses
import typing

from ..values.kinds import UNKNOWN, Instance, Ref, Value
from .escapes import lose
from .forms import ABSENT, Bound, Decorated
from .machine import Machine, executes
from .names import cell_of
from .scopes import Class, Frame, Function, Scope, names_of

_WITHOUT_EFFECT = (object, abc.ABC, typing.Generic, typing.Protocol)
PASSES_ON = object()
"""A decorator that gives back the function that it gets: `functools.wraps(...)`."""
_PASSING_ON = (PASSES_ON, abc.abstractmethod, getattr(typing, "override", abc.abstractmethod))
_OPAQUE = frozenset(
    {"__new__", "__getattribute__", "__setattr__", "__delattr__", "__init_subclass__", "__class_getitem__"}
)


@executes(ast.ClassDef)
def define_class(machine: Machine, frame: Frame, node: ast.ClassDef) -> bool:
    """`class`: its body runs, and what it binds are the attributes of the class."""
    bases = [machine.evaluate(frame, base) for base in node.bases]
    keywords = [machine.evaluate(frame, keyword.value) for keyword in node.keywords]
    decorators = [machine.evaluate(frame, decorator) for decorator in node.decorator_list]
    ancestors = _linearised(bases)
    bound = _run_body(machine, frame, node)
    known = ancestors is not None and not keywords and _OPAQUE.isdisjoint(bound)
    if not known or ancestors is None or any(value is not dataclasses.dataclass for value in decorators):
        lose(machine, (*bases, *keywords, *decorators, *bound.values()))
        machine.descriptors |= _descriptors(node)
        machine.store.set(cell_of(frame, node.name), UNKNOWN)
        return True
    namespace = machine.store.keep(ABSENT)
    fields = _fields(node, ancestors) if decorators else None
    made = Class(node, _qualified(frame, node.name), namespace, ancestors, fields)
    machine.store.set(namespace, Instance(made, tuple(bound.items())))
    for value in bound.values():
        function, kind = (value.function, value.kind) if isinstance(value, Decorated) else (value, "method")
        if isinstance(function, Function):
            machine.methods[function.node] = (made, kind)
        if isinstance(value, Decorated) and isinstance(value.setter, Function):
            machine.methods[value.setter.node] = (made, kind)
    machine.store.set(cell_of(frame, node.name), made)
    return True


def class_attribute(machine: Machine, cls: Class, name: str, after: Class | None = None) -> Value:
    """What a class, or the first one that it inherits from, has bound to a name; ABSENT where none has.

    after: look only in those that follow it, as `super()` does.
    """
    order = cls.order
    for known in order[order.index(after) + 1 :] if after is not None else order:
        namespace = machine.store.get(known.namespace)
        found = namespace.get(name, ABSENT) if isinstance(namespace, Instance) else UNKNOWN
        if found is not ABSENT:
            return found
    return ABSENT


def class_of(machine: Machine, value: Value) -> Class | None:
    """The class of an object of the program."""
    held = machine.store.get(value.address) if isinstance(value, Ref) else None
    return held.cls if isinstance(held, Instance) and isinstance(held.cls, Class) else None


def read_from(function: Value, receiver: Value, cls: Class) -> Value:
    """What a name bound in a class is when it is read from one of its objects."""
    if isinstance(function, Function):
        return Bound(function, receiver)
    if isinstance(function, Decorated) and function.kind != "property":
        return Bound(function.function, cls) if function.kind == "classmethod" else function.function
    return function


def decorated(decorator: Value, function: Value) -> Value | None:
    """What the decorators that methods have make of a function; None for others."""
    if decorator is property:
        return Decorated("property", function)
    if decorator is staticmethod or decorator is classmethod:
        return Decorated(decorator.__name__, function)
    if isinstance(decorator, Bound) and isinstance(decorator.function, Decorated):
        return Decorated("property", decorator.function.function, function)
    return function if any(decorator is other for other in _PASSING_ON) else None


def _linearised(bases: list[Value]) -> tuple[Class, ...] | None:
    """The order of inheritance (C3, https://docs.python.org/3/howto/mro.html); None where a base is not followed."""
    classes: list[Class] = []
    for base in bases:
        if isinstance(base, Class):
            classes.append(base)
        elif not any(base is other for other in _WITHOUT_EFFECT):
            return None
    rows = [list(cls.order) for cls in classes] + [classes]
    order: list[Class] = []
    while any(rows):
        rows = [row for row in rows if row]
        head = next((row[0] for row in rows if not any(row[0] in other[1:] for other in rows)), None)
        if head is None:
            return None
        order.append(head)
        rows = [[cls for cls in row if cls is not head] for row in rows]
    return tuple(order)


def _run_body(machine: Machine, frame: Frame, node: ast.ClassDef) -> dict[str, Value]:
    """What the body of a class binds."""
    scope = Scope(machine.store.new_id(), names_of(node).bound)
    inner = Frame(
        (scope, *(frame.scopes[1:] if frame.is_class else frame.scopes)),
        _qualified(frame, node.name),
        frame.call_lines,
        active=frame.active,
        mark=frame.mark,
        is_class=True,
    )
    machine.execute(inner, node.body)
    bound: dict[str, Value] = {}
    for name in sorted(names_of(node).bound):
        value = machine.store.get((scope.id, name))
        if value is not ABSENT:
            bound[name] = value
            machine.store.set((scope.id, name), ABSENT)
    return bound


def _fields(node: ast.ClassDef, ancestors: tuple[Class, ...]) -> tuple[str, ...]:
    """The fields of a dataclass: annotated names, after those that it inherits."""
    inherited = [name for cls in reversed(ancestors) for name in cls.fields or ()]
    own = [
        statement.target.id
        for statement in node.body
        if isinstance(statement, ast.AnnAssign)
        and isinstance(statement.target, ast.Name)
        and "ClassVar" not in ast.unparse(statement.annotation)
    ]
    return tuple(dict.fromkeys((*inherited, *own)))


def _descriptors(node: ast.ClassDef) -> set[str]:
    """Names of a class whose assignment to an object may do something else than keep a value."""
    found: set[str] = set()
    for statement in node.body:
        if isinstance(statement, ast.Assign):
            found.update(target.id for target in statement.targets if isinstance(target, ast.Name))
        elif isinstance(statement, ast.FunctionDef) and (statement.decorator_list or statement.name == "__setattr__"):
            found.add(statement.name)
    return found


def _qualified(frame: Frame, name: str) -> str:
    return name if frame.function is None else f"{frame.function}.{name}"
