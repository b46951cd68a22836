"""Values with other lengths in the place of some."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from .arrays import Array
from .dims import SOME_INT, Dim, Shape, SomeInt, Symbolic, add, multiply, substitute, symbol
from .kinds import Instance, Mapping, Sequence, Union, Value

Change = Callable[[Symbolic], Dim]


def map_dims(value: Value, change: Change) -> Value:
    """A value with each formula in it changed, lists and dicts on the heap aside; itself where nothing changes."""
    if isinstance(value, Symbolic):
        return change(value)
    if isinstance(value, SomeInt):
        return _bound(value, change)
    if isinstance(value, Array):
        return _array(value, change)
    if type(value) is tuple:
        items = tuple([map_dims(item, change) for item in value])
        return value if all(map(_is, items, value)) else items
    if isinstance(value, Union):
        options = tuple([map_dims(option, change) for option in value.options])
        return value if all(map(_is, options, value.options)) else Union(options)
    if isinstance(value, Sequence):
        return _sequence(value, change)
    if isinstance(value, Mapping) and value.entries is not None:
        entries = tuple([(key, map_dims(held, change)) for key, held in value.entries])
        same = all(a is b for (_, a), (_, b) in zip(entries, value.entries, strict=True))
        return value if same else Mapping(entries)
    if isinstance(value, Instance) and value.attributes is not None:
        attributes = tuple([(name, map_dims(held, change)) for name, held in value.attributes])
        same = all(a is b for (_, a), (_, b) in zip(attributes, value.attributes, strict=True))
        return value if same else Instance(value.cls, attributes)
    return value


def mentions(dim: Dim, name: str) -> bool:
    """Whether a symbol occurs in a length, or in its bound."""
    if isinstance(dim, SomeInt):
        return dim.at_most is not None and mentions(dim.at_most, name)
    return isinstance(dim, Symbolic) and any(name == known for monomial, _ in dim.terms for known, _ in monomial)


def advanced(dim: Dim, name: str) -> Dim:
    """A length after one more step of a counter."""
    return substitute(dim, {name: add(symbol(name), 1)})


def bounded(dim: Symbolic, name: str, last: Dim | None) -> Dim:
    """A formula for any value of a counter from 0 to `last`: what it is at most, where that is known."""
    if not mentions(dim, name):
        return dim
    signs = {factor > 0 for monomial, factor in dim.terms if any(name == known for known, _ in monomial)}
    others = {known for monomial, _ in dim.terms for known, _ in monomial if known != name}
    if len(signs) > 1 or (others and signs == {False}):
        return SOME_INT
    most = substitute(dim, {name: 0 if signs == {False} else SOME_INT if last is None else last})
    return SOME_INT if isinstance(most, SomeInt) else SomeInt(most)


def sum_of_steps(start: Dim, step: int, name: str) -> Dim:
    """`start + step · name`."""
    return add(start, multiply(step, symbol(name)))


def _is(a: object, b: object) -> bool:
    return a is b


def _bound(value: SomeInt, change: Change) -> SomeInt:
    if not isinstance(value.at_most, Symbolic):
        return value
    most = change(value.at_most)
    if most is value.at_most:
        return value
    return SomeInt(most.at_most if isinstance(most, SomeInt) else most)


def _dims(dims: Shape, change: Change) -> Shape:
    changed: list[Dim] = []
    for dim in dims:
        new = map_dims(dim, change)
        assert isinstance(new, int | Symbolic | SomeInt)
        changed.append(new)
    return dims if all(map(_is, changed, dims)) else tuple(changed)


def _array(array: Array, change: Change) -> Array:
    shape = None if array.shape is None else _dims(array.shape, change)
    strides = None if array.strides is None else _dims(array.strides, change)
    if shape is array.shape and strides is array.strides:
        return array
    if strides is not None and any(isinstance(stride, SomeInt) for stride in strides):
        strides = None
    return replace(array, shape=shape, strides=strides)


def _sequence(value: Sequence, change: Change) -> Sequence:
    items = None if value.items is None else tuple([map_dims(item, change) for item in value.items])
    element, length = map_dims(value.element, change), map_dims(value.length, change)
    assert isinstance(length, int | Symbolic | SomeInt)
    same = items is None or value.items is None or all(map(_is, items, value.items))
    if same and element is value.element and length is value.length:
        return value
    return Sequence(items, element, length, value.kind)
