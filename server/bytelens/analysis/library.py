"""Callables of the standard library that change lists and dicts, make some, or call functions at once."""

from __future__ import annotations

import ast
import builtins
import collections
import copy
import functools
import random
import sys
from collections.abc import Callable, Hashable
from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np

from ..rules.registry import Unmodelled, find_method
from ..values.arrays import Array, Scalar
from ..values.dims import SomeInt, Symbolic
from ..values.kinds import UNKNOWN, Instance, Mapping, Ref, Sequence, Slice, Typed, Value, is_key, retupled
from .classes import class_attribute
from .containers import any_element, elements_of, stored
from .dicts import merged, set_entry
from .escapes import lose
from .forms import ABSENT, Partial
from .lists import held_list
from .machine import Machine
from .ordering import chosen_by, sorted_by
from .scopes import Class, Function

MOST_STEPS = 64
MOST_COPIED = 2_000
_NOWHERE = ast.Pass()
_COPYING = ("__copy__", "__deepcopy__", "__reduce__", "__reduce_ex__", "__getstate__", "__setstate__", "__getnewargs__")


class Never:
    """What a call gives that does not come back: `sys.exit()`."""


NEVER = Never()


@dataclass(slots=True)
class Call:
    """A call of one of the callables here."""

    machine: Machine
    function: Value
    arguments: list[Value]
    keywords: dict[str, Value]


Handler = Callable[[Call], Value]
_HANDLERS: dict[object, Handler] = {}


def called(machine: Machine, function: Value, arguments: list[Value], keywords: dict[str, Value]) -> Value:
    """The result of calling one of the callables here; ABSENT for others, and where it is not known."""
    handler = _HANDLERS.get(function) if isinstance(function, Hashable) else None
    if handler is None and isinstance(function, type) and issubclass(function, tuple) and hasattr(function, "_fields"):
        handler = _named_tuple
    if handler is None:
        return ABSENT
    try:
        return handler(Call(machine, function, arguments, keywords))
    except (Unmodelled, TypeError, ValueError, LookupError):
        return ABSENT


def _handles(*functions: object) -> Callable[[Handler], Handler]:
    def register(handler: Handler) -> Handler:
        _HANDLERS.update(dict.fromkeys(functions, handler))
        return handler

    return register


@_handles(builtins.min, builtins.max)
def _extreme(call: Call) -> Value:
    if call.keywords.get("key") is None:
        return ABSENT
    default = (call.keywords["default"],) if "default" in call.keywords else ()
    return chosen_by(call.machine, call.arguments, call.keywords["key"], default)


@_handles(builtins.sorted)
def _sorted(call: Call) -> Value:
    if call.keywords.get("key") is None:
        return ABSENT
    (iterable,) = call.arguments
    items = elements_of(call.machine, iterable, _NOWHERE)
    if items is None:
        raise Unmodelled("the items are not known")
    return call.machine.store.allocate(sorted_by(call.machine, items, call.keywords["key"]))


@_handles(functools.partial)
def _partial(call: Call) -> Value:
    function, *arguments = (stored(call.machine, value) for value in call.arguments)
    named = tuple((name, stored(call.machine, value)) for name, value in call.keywords.items())
    return Partial(function, tuple(arguments), named)


@_handles(functools.reduce)
def _reduce(call: Call) -> Value:
    """From the first item on, or from what is given; the function is called at once."""
    from .calls import call_value

    function, iterable, *initial = call.arguments
    items = elements_of(call.machine, iterable, _NOWHERE)
    if items is None or items.items is None or len(items.items) > MOST_STEPS:
        raise Unmodelled("the items are not known")
    first, *rest = (*initial, *items.items)
    for item in rest:
        first = call_value(call.machine, call.machine.frame, function, [first, item], {}, None)
    return first


@_handles(random.shuffle)
def _shuffle(call: Call) -> Value:
    (target,) = call.arguments
    if isinstance(target, Array):
        call.machine.store.write(target.buffer)
        return None
    if not isinstance(target, Ref):
        raise Unmodelled("not a list")
    held = held_list(call.machine, target)
    if held.count not in (0, 1):
        call.machine.store.set(target.address, Sequence(None, any_element(call.machine, held), held.count))
    return None


@_handles(builtins.dict)
def _dict(call: Call) -> Value:
    return _filled(call, call.machine.store.allocate(Mapping(())), call.arguments)


@_handles(collections.defaultdict)
def _defaultdict(call: Call) -> Value:
    missing, *others = call.arguments or [None]
    made = call.machine.store.allocate(Mapping((), missing=missing, kind=collections.defaultdict))
    return _filled(call, made, others)


@_handles(collections.OrderedDict)
def _ordered_dict(call: Call) -> Value:
    made = call.machine.store.allocate(Mapping((), kind=collections.OrderedDict))
    return _filled(call, made, call.arguments)


def _filled(call: Call, made: Ref, others: list[Value]) -> Value:
    for other in others:
        if not merged(call.machine, made, other):
            raise Unmodelled("what is in it is not known")
    for name, value in call.keywords.items():
        held = call.machine.store.get(made.address)
        assert isinstance(held, Mapping)
        set_entry(call.machine, made, held, name, stored(call.machine, value))
    return made


@_handles(collections.namedtuple)
def _namedtuple(call: Call) -> Value:
    name, fields = call.machine.whole(call.arguments[0]), call.machine.whole(call.arguments[1])
    if isinstance(fields, Sequence) and fields.items is not None:
        fields = fields.items
    defaults = call.machine.whole(call.keywords.get("defaults", ()))
    if isinstance(defaults, Sequence):
        defaults = defaults.items
    plain = isinstance(name, str) and isinstance(fields, str | tuple) and isinstance(defaults, tuple)
    if not plain or len(call.arguments) > 2 or call.keywords.keys() - {"defaults"}:
        raise Unmodelled("not constants")
    return named_tuple_class(name, fields, defaults)


@lru_cache(maxsize=256)
def named_tuple_class(name: str, fields: str | tuple[str, ...], defaults: tuple[Value, ...]) -> Value:
    """What `collections.namedtuple` makes, the same again for the same arguments."""
    return collections.namedtuple(name, fields, defaults=defaults)


def _named_tuple(call: Call) -> Value:
    """An object of a class that `namedtuple` has made."""
    arguments = [stored(call.machine, value) for value in call.arguments]
    named = {name: stored(call.machine, value) for name, value in call.keywords.items()}
    assert isinstance(call.function, type)
    return call.function(*arguments, **named)


@_handles(copy.copy)
def _copy(call: Call) -> Value:
    (value,) = call.arguments
    if isinstance(value, Array):
        return _copied_array(call.machine, value)
    if isinstance(value, Ref):
        held = call.machine.store.get(value.address)
        _refuse_own_ways(call.machine, held)
        return call.machine.store.allocate(held)
    if not _is_constant(value):
        raise Unmodelled("how it is copied is not known")
    return value


@_handles(copy.deepcopy)
def _deepcopy(call: Call) -> Value:
    return _deep(call.machine, call.arguments[0], {})


@_handles(sys.exit, getattr(builtins, "exit", sys.exit), getattr(builtins, "quit", sys.exit))
def _exit(call: Call) -> Value:
    return NEVER


def _deep(machine: Machine, value: Value, done: dict[int, Ref]) -> Value:
    """A copy of all that can be reached, in which what was shared is shared again."""
    if isinstance(value, Array):
        return _copied_array(machine, value)
    if isinstance(value, Ref):
        return _deep_object(machine, value, done)
    if isinstance(value, tuple):
        return retupled(value, [_deep(machine, item, done) for item in value])
    if not _is_constant(value):
        raise Unmodelled("how it is copied is not known")
    return value


def _deep_object(machine: Machine, value: Ref, done: dict[int, Ref]) -> Ref:
    if value.address in done:
        return done[value.address]
    held = machine.store.get(value.address)
    _refuse_own_ways(machine, held)
    made = done[value.address] = machine.store.allocate(held)
    if len(done) > MOST_COPIED:
        raise Unmodelled("too much")
    new: Value = held
    if isinstance(held, Sequence) and held.items is not None:
        new = replace(held, items=tuple(_deep(machine, item, done) for item in held.items))
    elif isinstance(held, Sequence):
        new = replace(held, element=machine.summarised(_deep(machine, held.element, done)))
    elif isinstance(held, Mapping) and held.entries is not None:
        new = replace(held, entries=tuple((key, _deep(machine, item, done)) for key, item in held.entries))
    elif isinstance(held, Mapping):
        new = replace(held, element=machine.summarised(_deep(machine, held.element, done)))
    elif isinstance(held, Instance) and held.attributes is not None:
        new = replace(held, attributes=tuple((name, _deep(machine, item, done)) for name, item in held.attributes))
    machine.store.set(made.address, new)
    return made


def _refuse_own_ways(machine: Machine, held: Value) -> None:
    """Raise Unmodelled for objects that say themselves how they are copied, and for what is not known."""
    if isinstance(held, Instance):
        cls = held.cls
        own = not isinstance(cls, Class) or any(class_attribute(machine, cls, name) is not ABSENT for name in _COPYING)
        if own or held.attributes is None:
            raise Unmodelled("it is copied in its own way")
    elif not isinstance(held, Sequence | Mapping):
        raise Unmodelled("not known")


def _copied_array(machine: Machine, array: Array) -> Value:
    rule = find_method(np.ndarray, "copy")
    if rule is None or array.type is not np.ndarray or array.dtype is None or array.dtype.hasobject:
        raise Unmodelled("a subclass, or with elements that are copied in their own way")
    return machine.apply(rule, _NOWHERE, array, "K")


def _is_constant(value: Value) -> bool:
    """Whether a copy of it is itself."""
    if value is UNKNOWN or isinstance(value, Slice):
        return False
    atoms = (bool, int, float, complex, str, bytes, type(None), range, type, np.dtype, Scalar, SomeInt, Symbolic)
    if isinstance(value, Typed):
        return value.type in (bool, int, float, complex, str, bytes)
    return isinstance(value, (*atoms, Function, Class))


def method_of_tuple(
    machine: Machine, receiver: tuple[Value, ...], name: str, arguments: list[Value], keywords: dict[str, Value]
) -> Value:
    """`index` and `count` of constants; `_replace` and `_asdict` of named tuples."""
    given = {key: stored(machine, value) for key, value in keywords.items()}
    fields = getattr(type(receiver), "_fields", ())
    if name == "_replace" and fields and given.keys() <= set(fields):
        return retupled(receiver, [given.get(field, item) for field, item in zip(fields, receiver, strict=True)])
    if name == "_asdict" and fields:
        return machine.store.allocate(Mapping(tuple(zip(fields, receiver, strict=True))))
    known = all(map(is_key, (*receiver, *arguments))) and not keywords
    if name in ("index", "count") and known:
        try:
            return getattr(receiver, name)(*arguments)
        except (ValueError, TypeError):
            return UNKNOWN
    lose(machine, (receiver, *arguments, *keywords.values()))
    return UNKNOWN
