"""Assignment: what a target is bound to, and what is recorded of it."""

from __future__ import annotations

import ast
from functools import partial
from types import ModuleType

import numpy as np

from ..rules.registry import find_method
from ..values.arrays import Array, Scalar
from ..values.joining import options
from ..values.kinds import UNKNOWN, Instance, Lengths, Ref, Sequence, Value
from ..values.ownership import Ownership
from .containers import elements_of, stored, unpack
from .escapes import ANY_ARRAY, change_array, lose, weaken
from .estimates import Variant
from .forms import Cell
from .instances import set_on_class, set_on_instance
from .items import store_item
from .machine import Machine
from .modules import set_on_module
from .names import cell_of
from .origins import note_binding
from .ownership import UNKNOWN_HOLDING, holding
from .parameters import unpacked
from .scopes import Class, Frame, Module


def assign(machine: Machine, frame: Frame, target: ast.expr, value: Value, source: ast.AST | None) -> None:
    """`target = value`; `source` is the expression that made the value."""
    if isinstance(target, ast.Name):
        bind(machine, frame, target, target.id, value, source)
    elif isinstance(target, ast.Tuple | ast.List):
        _assign_parts(machine, frame, target.elts, value, source)
    elif isinstance(target, ast.Starred):
        assign(machine, frame, target.value, value, source)
    elif isinstance(target, ast.Subscript):
        _assign_item(machine, frame, target, value, source)
    elif isinstance(target, ast.Attribute):
        _assign_attribute(machine, frame, target, value, source)


def bind(machine: Machine, frame: Frame, target: ast.AST, name: str, value: Value, source: ast.AST | None) -> None:
    """Bind a name."""
    value = stored(machine, value)
    cell = cell_of(frame, name)
    note_binding(machine, frame, cell, value, source)
    machine.store.set(cell, value)
    record(machine, frame, target, name, value, source, cell)


def record(
    machine: Machine,
    frame: Frame,
    target: ast.AST,
    name: str,
    value: Value,
    source: ast.AST | None,
    cell: Cell | None,
) -> None:
    """Note the arrays and NumPy scalars that a binding holds, or that it may hold anything else.

    The targets of a comprehension are no bindings of the line. Those of a tuple are noted when all are bound, since
    `a, b = b, a` leaves neither as another name of the other.
    """
    if frame.outer is not None:
        return
    if machine.delayed is not None:
        machine.delayed.append(partial(record, machine, frame, target, name, value, source, cell))
        return
    place = (frame.line, getattr(target, "col_offset", 0), name, frame.function)
    found = options(value)
    for option in found:
        if isinstance(option, Array) and (option.shape is not None or option.dtype is not None):
            variant = _describe(machine, frame, option, source, cell, only=len(found) == 1)
        elif isinstance(option, Scalar):
            variant = Variant("scalar", (), option.dtype, Ownership.OWNER, None, None, None, "", frame.call_lines)
        else:
            machine.recorder.silent.add(place)
            continue
        machine.recorder.bind(place, frame.end_line, variant)


def _describe(
    machine: Machine, frame: Frame, array: Array, source: ast.AST | None, cell: Cell | None, *, only: bool
) -> Variant:
    """`only`: nothing else can be held. Of one among several, what others hold with it depends on which it is."""
    held = holding(machine, frame, array, cell)
    if (not only or machine.late) and held.ownership is not Ownership.OWNER:
        held = UNKNOWN_HOLDING
    machine.recorder.described[array.identity] = held
    return Variant(
        "array",
        array.shape,
        array.dtype,
        held.ownership,
        held.view_of,
        held.root_nbytes,
        array.buffer,
        machine.text_of(source),
        frame.call_lines,
    )


def _assign_parts(
    machine: Machine, frame: Frame, targets: list[ast.expr], value: Value, source: ast.AST | None
) -> None:
    starred = [place for place, target in enumerate(targets) if isinstance(target, ast.Starred)]
    if starred:
        values = _unpack_starred(machine, len(targets), starred[0], value, source)
    elif isinstance(value, Lengths):
        values = unpacked(machine, frame, value, targets)
    else:
        values = unpack(machine, value, len(targets), source or ast.Pass())
    if values is None:
        lose(machine, value)
        values = [UNKNOWN] * len(targets)
    sources = source.elts if isinstance(source, ast.Tuple | ast.List) else []
    if len(sources) != len(targets) or any(isinstance(part, ast.Starred) for part in sources):
        sources = []
    outermost, machine.delayed = machine.delayed is None, machine.delayed if machine.delayed is not None else []
    for place, (target, part) in enumerate(zip(targets, values, strict=True)):
        assign(machine, frame, target, part, sources[place] if sources else source)
    if outermost:
        delayed, machine.delayed = machine.delayed, None
        for note in delayed:
            note()


def _unpack_starred(
    machine: Machine, count: int, star: int, value: Value, source: ast.AST | None
) -> list[Value] | None:
    items = elements_of(machine, value, source or ast.Pass())
    if items is None or items.items is None or len(items.items) < count - 1:
        return None
    after = len(items.items) - (count - 1 - star)
    middle = machine.store.allocate(Sequence(items.items[star:after]))
    return [*items.items[:star], middle, *items.items[after:]]


def _assign_item(machine: Machine, frame: Frame, target: ast.Subscript, value: Value, source: ast.AST | None) -> None:
    container = machine.evaluate(frame, target.value)
    key = machine.evaluate(frame, target.slice)
    store_item(machine, container, key, value)
    if isinstance(target.slice, ast.Constant) and not isinstance(container, Array):
        known = isinstance(container, Ref)
        cell = container.address if isinstance(container, Ref) else None
        record(machine, frame, target, spelt(target), value if known else UNKNOWN, source, cell)


def _assign_attribute(
    machine: Machine, frame: Frame, target: ast.Attribute, value: Value, source: ast.AST | None
) -> None:
    owner = machine.evaluate(frame, target.value)
    value = stored(machine, value)
    objects = _objects(machine, owner)
    if objects is not None:
        sure = len(objects) == 1
        kept = [set_on_instance(machine, frame, *known, target.attr, value, sure=sure) for known in objects]
        cell = objects[0][0].address if sure else None
        record(machine, frame, target, spelt(target), value if all(kept) else UNKNOWN, source, cell)
        return
    set_attribute(machine, owner, target.attr, value, target)
    if isinstance(owner, Module):
        record(machine, frame, target, spelt(target), value, source, (owner.scope, target.attr))
    elif _is_of_self(machine, frame, target):
        record(machine, frame, target, spelt(target), value if owner is UNKNOWN else UNKNOWN, source, None)


def spelt(target: ast.expr) -> str:
    """What `ast.unparse` writes for a target; the short way for the attribute of a name."""
    if isinstance(target, ast.Attribute) and isinstance(target.value, ast.Name):
        return f"{target.value.id}.{target.attr}"
    return ast.unparse(target)


def _objects(machine: Machine, owner: Value) -> list[tuple[Ref, Instance]] | None:
    """The objects of the program that a value can be; None where it can be anything else."""
    found: list[tuple[Ref, Instance]] = []
    for option in options(owner):
        held = machine.store.get(option.address) if isinstance(option, Ref) else None
        if not isinstance(option, Ref) or not isinstance(held, Instance):
            return None
        found.append((option, held))
    return found


def set_attribute(machine: Machine, owner: Value, name: Value, value: Value, node: ast.AST) -> None:
    """What `owner.name = value` changes; the name is not always known (`setattr`)."""
    if isinstance(owner, ModuleType):
        machine.replaced.add((id(owner), name if isinstance(name, str) else None))
    elif isinstance(owner, Array):
        _set_of_array(machine, owner, name, value, node)
    elif isinstance(owner, Class) and isinstance(name, str):
        set_on_class(machine, owner, name, value)
        return
    elif isinstance(owner, Module):
        set_on_module(machine, owner, name, value)
        return
    else:
        lose(machine, tuple(option for option in options(owner) if isinstance(option, Ref | Class | Module)))
        for option in options(owner):
            if isinstance(option, Array):
                weaken(machine, option)
        if owner is UNKNOWN and (not isinstance(name, str) or name in _SHAPING):
            machine.store.change_arrays(lambda array: ANY_ARRAY)
    lose(machine, value)


_SHAPING = {"shape": "reshape", "dtype": "view", "strides": ""}
"""Attributes that change the array object when they are set, and the methods that give such a view."""


def _is_of_self(machine: Machine, frame: Frame, target: ast.Attribute) -> bool:
    """Whether it is a plain attribute of a method's own object; those of others may be properties."""
    return (
        isinstance(target.value, ast.Name)
        and target.value.id == frame.receiver
        and target.attr not in machine.descriptors
        and "__setattr__" not in machine.descriptors
    )


def _set_of_array(machine: Machine, array: Array, name: Value, value: Value, node: ast.AST) -> None:
    """`a.shape = ...` changes the array object itself, under all of its names; `a.flat = ...` its elements."""
    machine.store.write(array.buffer)
    if not isinstance(name, str):
        weaken(machine, array)
    if name not in _SHAPING:
        return
    changed: Value = UNKNOWN
    rule = find_method(np.ndarray, _SHAPING[name]) if isinstance(name, str) else None
    if rule is not None:
        changed = machine.apply(rule, node, array, value)
    shape, strides, dtype = None, None, array.dtype if name != "dtype" else None
    if isinstance(changed, Array):
        shape, strides, dtype = changed.shape, changed.strides, changed.dtype
    change_array(machine, array, Array(shape, dtype, strides, array.buffer, array.certain, array.identity, array.type))
