"""Literals and displays: constants, f-strings, tuples, lists, sets, dicts, slices."""

from __future__ import annotations

import ast

from ..values.joining import generalise
from ..values.kinds import UNKNOWN, Mapping, Sequence, Slice, Typed, Value, is_key
from .containers import MOST_ITEMS, elements_of, stored
from .dicts import merged, set_entry
from .escapes import ANY_LIST, is_lost, lose
from .machine import Machine, evaluates
from .scopes import Frame
from .strings import LONGEST, formatted_constant, is_harmless


@evaluates(ast.Constant)
def constant(machine: Machine, frame: Frame, node: ast.Constant) -> Value:
    """A literal."""
    return node.value


@evaluates(ast.JoinedStr)
def formatted(machine: Machine, frame: Frame, node: ast.JoinedStr) -> Value:
    """An f-string: of constants a constant, else some str. Its expressions are evaluated for what they bind too."""
    texts: list[Value] = []
    for part in node.values:
        if isinstance(part, ast.FormattedValue):
            value = machine.evaluate(frame, part.value)
            spec = "" if part.format_spec is None else machine.evaluate(frame, part.format_spec)
            if not is_harmless(value):
                lose(machine, value)
            texts.append(formatted_constant(value, part.conversion, spec))
        else:
            texts.append(machine.evaluate(frame, part))
    known = [text for text in texts if isinstance(text, str)]
    return "".join(known) if len(known) == len(texts) and sum(map(len, known)) <= LONGEST else Typed(str)


@evaluates(ast.Tuple)
def tuple_display(machine: Machine, frame: Frame, node: ast.Tuple) -> Value:
    """`a, b`; UNKNOWN where a starred part has an unknown length."""
    items = _items(machine, frame, node.elts)
    if items is not None and _weight(items) <= MOST_ITEMS:
        return items
    lose(machine, items)
    return UNKNOWN


def _weight(items: tuple[Value, ...]) -> int:
    """The number of values in a tuple and in the tuples in it; no more is counted than is too many."""
    total = len(items)
    for item in items:
        if type(item) is tuple and total <= MOST_ITEMS:
            total += _weight(item)
    return total


@evaluates(ast.List)
def list_display(machine: Machine, frame: Frame, node: ast.List) -> Value:
    """`[a, b]`: a new list on the heap."""
    if len(node.elts) > MOST_ITEMS and all(isinstance(item, ast.Constant) for item in node.elts):
        values = {(type(item.value), item.value) for item in node.elts if isinstance(item, ast.Constant)}
        element = generalise(value for _, value in values)
        return machine.store.allocate(Sequence(None, element, len(node.elts)))
    items = _items(machine, frame, node.elts)
    return machine.store.allocate(ANY_LIST if items is None else Sequence(items))


@evaluates(ast.Set)
def set_display(machine: Machine, frame: Frame, node: ast.Set) -> Value:
    """`{a, b}`: a set, of which nothing more is kept."""
    items = _items(machine, frame, node.elts)
    if not all(map(is_key, items or ())):
        lose(machine, items)
    return Typed(set)


@evaluates(ast.Dict)
def dict_display(machine: Machine, frame: Frame, node: ast.Dict) -> Value:
    """`{key: value}`: a new dict on the heap."""
    made = machine.store.allocate(Mapping(()))
    for key, value in zip(node.keys, node.values, strict=True):
        found = UNKNOWN if key is None else machine.evaluate(frame, key)
        held = stored(machine, machine.evaluate(frame, value))
        known = machine.store.get(made.address)
        assert isinstance(known, Mapping)
        if key is not None and not is_lost(known):
            set_entry(machine, made, known, found, held)
        elif is_lost(known) or not merged(machine, made, held):
            lose(machine, (made, held))
    return made


@evaluates(ast.Slice)
def slice_display(machine: Machine, frame: Frame, node: ast.Slice) -> Value:
    """`start:stop:step`."""
    parts = [None if part is None else machine.evaluate(frame, part) for part in (node.lower, node.upper, node.step)]
    return machine.each(Slice, *parts)


def _items(machine: Machine, frame: Frame, nodes: list[ast.expr]) -> tuple[Value, ...] | None:
    """The values of a display; None where a starred one has an unknown length."""
    items: list[Value] | None = []
    for node in nodes:
        if not isinstance(node, ast.Starred):
            value = stored(machine, machine.evaluate(frame, node))
            if items is not None:
                items.append(value)
            else:
                lose(machine, value)
            continue
        whole = machine.evaluate(frame, node.value)
        more = elements_of(machine, whole, node)
        if items is None or more is None or more.items is None:
            lose(machine, (whole, *(items or ())))
            items = None
        else:
            items.extend(more.items)
    return None if items is None else tuple(items)
