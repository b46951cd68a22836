"""What NumPy's callables do with subclasses of ndarray: np.matrix, masked arrays, record arrays, np.memmap.

A rule says what happens to plain arrays. For a subclass, the same rule tells the shape and the memory, and NumPy tells
the class and the dtype, asked with small stand-ins (`standins`). Where a class does something of its own to
shapes, it has a rule of its own, registered here beside the plain one.
Source: https://numpy.org/doc/stable/user/basics.subclassing.html
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial, update_wrapper
from typing import Any, TypeAlias

import numpy as np

from ..values.arrays import Array, Scalar, new_array, same_dtype
from ..values.dims import multiply
from ..values.kinds import Sequence, Value
from .registry import Unmodelled, add_rule, find_method, find_rule, resolve
from .standins import Found, found

Class: TypeAlias = "type[np.ndarray[Any, Any]]"
RuleFunction: TypeAlias = Callable[..., Any]

_special: dict[tuple[str, Class], RuleFunction] = {}


def class_of(*values: Value) -> Class:
    """The class of arrays among values, at any depth; ndarray where all are plain. Unmodelled where several mix."""
    kinds = {array.type for value in values for array in arrays_in(value)} - {np.ndarray}
    if len(kinds) > 1:
        raise Unmodelled("several subclasses of ndarray")
    return kinds.pop() if kinds else np.ndarray


def arrays_in(value: Value) -> Iterator[Array]:
    """The arrays in a value, at any depth of tuples and lists."""
    if isinstance(value, Array):
        yield value
    elif isinstance(value, tuple | Sequence):
        items = value if isinstance(value, tuple) else (value.element,) if value.items is None else value.items
        for item in items:
            yield from arrays_in(item)


def as_plain(value: Value) -> Any:
    """A value with arrays of any class as plain ones in the same memory."""
    if isinstance(value, Array):
        return value if value.type is np.ndarray else replace(value, type=np.ndarray, contents=None)
    if isinstance(value, tuple):
        return tuple(map(as_plain, value))
    if isinstance(value, Sequence):
        items = None if value.items is None else tuple(map(as_plain, value.items))
        return replace(value, items=items, element=as_plain(value.element))
    return value


def rule_function(name: str) -> RuleFunction:
    """The rule of a function or of a method of ndarray, which must be registered already."""
    owner, _, attribute = name.rpartition(".")
    kind = resolve(owner)
    rule = find_method(kind, attribute) if isinstance(kind, type) else find_rule(resolve(name))
    assert rule is not None, name
    return rule.function


def plain_result(plain: RuleFunction, arguments: tuple[Value, ...], keywords: dict[str, Value]) -> Value:
    """What the rule for plain arrays says of the result.

    An argument that comes back itself comes back as a plain array.
    """
    said: Value = plain(*map(as_plain, arguments), **{name: as_plain(value) for name, value in keywords.items()})
    return said


def finished(array: Array, kind: Class) -> Array:
    """A plain array as one of `kind`: a matrix always has two axes. Raises Unmodelled where it cannot have them."""
    if kind is not np.matrix:
        return replace(array, type=kind)
    shape, strides = array.shape, array.strides
    if shape is None or len(shape) > 2:
        raise Unmodelled("not known to have two axes")
    if len(shape) < 2:
        steps = None if strides is None else (*(1,) * (2 - len(shape)), *strides)
        if strides and steps is not None:
            steps = (multiply(strides[0], shape[0]), strides[0])
        array = replace(array, shape=(*(1,) * (2 - len(shape)), *shape), strides=steps)
    return replace(array, type=kind)


def like_numpy(
    function: Callable[..., Any], plain: RuleFunction, arguments: tuple[Value, ...], keywords: dict[str, Value]
) -> Value:
    """The result of the plain rule in the class and dtype that NumPy gives. Raises Unmodelled."""
    said = plain_result(plain, arguments, keywords)
    results = said if isinstance(said, tuple) else (said,)
    kinds = found(function, arguments, keywords)
    if len(kinds) != len(results):
        raise Unmodelled("another number of results")
    given = (*arguments, *keywords.values())
    made = tuple(_as_found(value, kind, given) for value, kind in zip(results, kinds, strict=True))
    return made if isinstance(said, tuple) else made[0]


def _as_found(value: Value, kind: Found, arguments: tuple[Value, ...]) -> Value:
    """One result as NumPy gave it for stand-ins, which must have the rank that was said."""
    if isinstance(value, Array) and issubclass(kind.kind, np.ndarray):
        itself = [array for array in arrays_in(arguments) if value.identity and array.identity == value.identity]
        return itself[0] if itself else _in_class(value, kind)
    may_be_masked = issubclass(class_of(*arguments), np.ma.MaskedArray)
    if isinstance(value, Scalar) and issubclass(kind.kind, np.generic) and not may_be_masked:
        return value if _agrees(value, kind) else Scalar(kind.dtype)
    raise Unmodelled("NumPy gives something else, or np.ma.masked")


def _in_class(value: Array, kind: Found) -> Array:
    """A view, or a new array; the methods of masked arrays have ways of their own, and lay out results accordingly."""
    made = finished(value, kind.kind)
    if made.shape is None or len(made.shape) != kind.axes:
        raise Unmodelled("NumPy gives another rank")
    if value.buffer is None and (not _agrees(value, kind) or issubclass(kind.kind, np.ma.MaskedArray)):
        return replace(new_array(made.shape, kind.dtype, None), type=kind.kind)
    if not _agrees(value, kind):
        raise Unmodelled("NumPy gives another dtype")
    return made


def _agrees(value: Array | Scalar, kind: Found) -> bool:
    return value.dtype is not None and same_dtype(value.dtype, kind.dtype)


def for_class(kind: Class, *names: str) -> Callable[[RuleFunction], RuleFunction]:
    """Let the decorated function say what the callables `names` do with arguments of a subclass.

    It is given the rule for plain arrays, then the arguments. Methods are named by their own class, `numpy.matrix.sum`.
    """

    def register(function: RuleFunction) -> RuleFunction:
        for name in names:
            specialise(kind, name, function)
        return function

    return register


def specialise(kind: Class, name: str, function: RuleFunction) -> None:
    """Register `function` for a subclass beside the rule of the callable `name` for plain arrays."""
    target = resolve(name)
    known = find_rule(target)
    if target is None or known is None:
        return
    _special[known.name, kind] = function
    if not known.subclasses:
        route = partial(_routed, known.name, known.function)
        add_rule(replace(known, function=update_wrapper(route, known.function), subclasses=True))


def keeps_class(name: str, *kinds: Class) -> None:
    """Let the callable do with subclasses what it does with plain arrays, in the class and dtype that NumPy gives."""
    function: Any = resolve(name)
    for kind in kinds:
        specialise(kind, name, lambda plain, *args, **named: like_numpy(function, plain, args, named))


def by_method(name: str, *kinds: Class) -> None:
    """Let `numpy.name(array, ...)` do what `array.name(...)` does, as NumPy's functions do for subclasses."""
    for kind in kinds:
        specialise(kind, f"numpy.{name}", partial(_called_as_method, name))


def _called_as_method(name: str, plain: RuleFunction, a: Value, *axis: Value, **keywords: Value) -> Value:
    rule = find_method(a.type, name) if isinstance(a, Array) else None
    if rule is None or not rule.subclasses or len(axis) > 1:
        raise Unmodelled(f"the method {name}")
    result: Value = rule.function(a, *axis, **keywords)
    return result


def _routed(name: str, plain: RuleFunction, *arguments: Value, **keywords: Value) -> Value:
    kind = class_of(*arguments, *keywords.values())
    if kind is np.ndarray:
        result: Value = plain(*arguments, **keywords)
        return result
    special = _special.get((name, kind))
    if special is None:
        raise Unmodelled(f"{name} of {kind.__name__}")
    own: Value = special(plain, *arguments, **keywords)
    return own
