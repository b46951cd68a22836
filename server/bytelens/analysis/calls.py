"""Calls: of rules, of the program's own functions, of methods, and of code that nobody knows."""

from __future__ import annotations

import ast
import dataclasses
import functools
import math
from collections.abc import Hashable, Iterator
from functools import partial

import numpy as np

from ..rules.arguments import as_dtype
from ..rules.registry import Rule, Unmodelled, find_method, find_of_made, find_rule
from ..values.arrays import Array, Scalar, same_dtype
from ..values.kinds import UNKNOWN, Lengths, Made, Method, Ref, Sequence, Typed, Union, Value
from . import library
from .attributes import CHANGING_METHODS, attribute_of
from .bindings import set_attribute
from .classes import PASSES_ON
from .containers import elements_of
from .escapes import lose, weaken
from .evaluating import evaluated
from .forms import ABSENT, NAMESPACE, Partial, parts
from .functions import call_function
from .instance_checks import is_of_kind
from .instances import (
    OF_PROGRAM,
    call_of_program,
    field_default,
    has_special,
    parent,
)
from .machine import Machine, evaluates
from .methods import call_method
from .names import forget_names
from .operators import OPERATIONS, operate
from .parameters import length, shape_of
from .scopes import Frame, Function
from .strings import is_harmless, text_method
from .writers import note_call, note_unknown_call

_NAMESPACES = (globals, locals, vars)


@evaluates(ast.Call)
def call(machine: Machine, frame: Frame, node: ast.Call) -> Value:
    """`function(*args, **kwargs)`: arguments are evaluated from left to right, then the call is made."""
    function = machine.evaluate(frame, node.func)
    arguments = _positional(machine, frame, node.args)
    keywords: dict[str, Value] | None = {}
    for keyword in node.keywords:
        value = machine.evaluate(frame, keyword.value)
        if keyword.arg is None or keywords is None:
            lose(machine, (value, *(keywords or {}).values()))
            keywords = None
        else:
            keywords[keyword.arg] = value
    if arguments is None or keywords is None:
        note_unknown_call(machine, function, None, node)
        return _call_unknown(machine, [function, *(arguments or ()), *(keywords or {}).values()])
    return call_value(machine, frame, function, arguments, keywords, node)


def call_value(
    machine: Machine,
    frame: Frame,
    function: Value,
    arguments: list[Value],
    keywords: dict[str, Value],
    node: ast.Call | None,
) -> Value:
    """The result of calling a value."""
    if isinstance(function, Union):
        return _call_each(machine, frame, function, arguments, keywords, node)
    if isinstance(function, Function):
        return call_function(machine, frame, function, arguments, keywords, node)
    if isinstance(function, Partial):
        given, named = [*function.arguments, *arguments], {**dict(function.keywords), **keywords}
        return call_value(machine, frame, function.function, given, named, node)
    if type(function) in OF_PROGRAM:
        return call_of_program(machine, frame, function, arguments, keywords, node)
    place: ast.AST = node if node is not None else ast.Pass()
    result = _call_other(machine, frame, function, arguments, keywords, place)
    note_call(machine, function, arguments, keywords)
    return result


def _call_other(
    machine: Machine,
    frame: Frame,
    function: Value,
    arguments: list[Value],
    keywords: dict[str, Value],
    place: ast.AST,
) -> Value:
    """The result of calling what is not of the program."""
    if isinstance(function, Method):
        return _call_method(machine, function, arguments, keywords, place)
    asked = _about_program(machine, frame, function, arguments, keywords, place)
    if asked is ABSENT:
        asked = library.called(machine, function, arguments, keywords)
    if asked is not ABSENT:
        return asked
    operation = OPERATIONS.get(function) if isinstance(function, Hashable) else None
    if operation is not None and not keywords:
        return operate(machine, operation, place, *arguments)
    rule = find_rule(function)
    if isinstance(function, Made):
        rule, arguments = find_of_made(function.maker, "__call__"), [function, *arguments]
    if rule is not None:
        return _call_rule(machine, rule, place, arguments, keywords)
    if isinstance(function, type) and issubclass(function, np.generic):
        return _call_scalar_type(function, arguments)
    if _is_math(function):
        return _call_math(function, arguments)
    if any(function is names for names in _NAMESPACES) and not arguments:
        return NAMESPACE
    if function is exec or function is eval:
        code = arguments[0] if len(arguments) == 1 and function is eval else None
        value = evaluated(machine, frame, code, place) if isinstance(code, str) else ABSENT
        if value is not ABSENT:
            return value
        forget_names(machine)
    result = machine.ask(function, place, arguments, keywords)
    if result is not UNKNOWN:
        return result
    if (function is setattr or function is delattr) and len(arguments) > 1:
        set_attribute(machine, arguments[0], arguments[1], (*arguments[2:],), place)
    note_unknown_call(machine, function, arguments, place)
    return _call_unknown(machine, [function, *arguments, *keywords.values()])


def _about_program(
    machine: Machine,
    frame: Frame,
    function: Value,
    arguments: list[Value],
    keywords: dict[str, Value],
    node: ast.AST,
) -> Value:
    """What builtins say of classes and objects of the program, which no rule sees; ABSENT where it is about others."""
    if function is super and not arguments:
        return parent(machine, frame)
    if function is len and isinstance(node, ast.Call) and len(arguments) == 1:
        lengths = shape_of(machine, frame, node.args[0], arguments[0])
        return (
            length(machine, lengths, 0) if isinstance(lengths, Lengths) else _special_call(machine, len, arguments, {})
        )
    if function is dataclasses.dataclass and not arguments and keywords.get("init", True) is True:
        return dataclasses.dataclass
    if function is dataclasses.field and not arguments:
        return field_default(keywords)
    if function is functools.wraps:
        return PASSES_ON
    if function is getattr and len(arguments) >= 2 and isinstance(arguments[1], str):
        return machine.each(partial(attribute_of, machine, node, arguments[1]), arguments[0])
    if function is isinstance and len(arguments) == 2:
        return machine.each(partial(_is_instance, machine), *arguments)
    return _special_call(machine, function, arguments, keywords)


def _special_call(machine: Machine, function: Value, arguments: list[Value], keywords: dict[str, Value]) -> Value:
    """A builtin that calls a special method, on an object of the program that has it; ABSENT otherwise."""
    name = _SPECIAL.get(function) if isinstance(function, Hashable) and arguments else None
    if name is None or not has_special(machine, arguments[0], *name):
        return ABSENT
    if len(name) == 1 and not isinstance(arguments[0], Union):
        return machine.special(arguments[0], name[0], *arguments[1:])
    return _call_unknown(machine, [*arguments, *keywords.values()])


_SPECIAL: dict[object, tuple[str, ...]] = {
    len: ("__len__",),
    abs: ("__abs__",),
    int: ("__int__",),
    float: ("__float__",),
    next: ("__next__",),
    **dict.fromkeys((str, repr, print, format), ("__str__", "__repr__", "__format__")),
    **dict.fromkeys((list, tuple, set, sum, min, max, sorted, enumerate, zip), ("__iter__", "__getitem__")),
    **dict.fromkeys((map, filter, iter), ("__iter__", "__getitem__")),
}


def _is_instance(machine: Machine, value: Value, kind: Value) -> Value:
    """`isinstance(value, kind)`."""
    known = is_of_kind(machine, value, kind)
    return Typed(bool) if known is None else known


def _call_rule(
    machine: Machine, rule: Rule, node: ast.AST, arguments: list[Value], keywords: dict[str, Value]
) -> Value:
    result = machine.apply(rule, node, *arguments, **keywords)
    _note_writes(machine, rule, result, arguments, keywords)
    for value in (*arguments, *keywords.values()):
        if result is UNKNOWN or (isinstance(value, Function | Method | Union) and not rule.contextual):
            lose(machine, value)
    return result


def _note_writes(
    machine: Machine, rule: Rule, result: Value, arguments: list[Value], keywords: dict[str, Value]
) -> None:
    """Elements change of what the callable writes to: all of its arrays, or `out`, which comes back."""
    if not rule.writes and not keywords and not any(map(_may_hold_array, arguments[1:])):
        return
    returned = {array.identity for array in _arrays(result)}
    for place, value in enumerate((*arguments, *keywords.values())):
        for array in _arrays(value):
            if rule.writes or (place > 0 and array.identity in returned):
                machine.store.write(array.buffer)
    for array in _arrays(keywords.get("out")):
        machine.store.write(array.buffer)


def _may_hold_array(value: Value) -> bool:
    kind = type(value)
    return kind is Array or kind is tuple or kind is Sequence or kind is Union


def _arrays(value: Value) -> Iterator[Array]:
    if isinstance(value, Array):
        yield value
    else:
        for part in parts(value):
            yield from _arrays(part)


def _call_method(
    machine: Machine, method: Method, arguments: list[Value], keywords: dict[str, Value], node: ast.AST
) -> Value:
    receiver = method.receiver
    if isinstance(receiver, Ref):
        return call_method(machine, receiver, method.name, arguments, keywords)
    if isinstance(receiver, type):
        rule = find_method(receiver, method.name)
        return UNKNOWN if rule is None else _call_rule(machine, rule, node, arguments, keywords)
    if isinstance(receiver, tuple):
        return library.method_of_tuple(machine, receiver, method.name, arguments, keywords)
    rule = find_method(_kind(receiver), method.name)
    if rule is not None:
        return _call_rule(machine, rule, node, [receiver, *arguments], keywords)
    result = machine.ask(method, node, arguments, keywords)
    if result is not UNKNOWN:
        return result
    if isinstance(receiver, Array) and method.name in CHANGING_METHODS:
        weaken(machine, receiver)
    if _kind(receiver) in (str, bytes):
        return _call_text_method(machine, receiver, method.name, arguments, keywords)
    return _call_unknown(machine, [receiver, *arguments, *keywords.values()])


def _kind(receiver: Value) -> type:
    if isinstance(receiver, Array):
        return receiver.type
    if isinstance(receiver, Scalar):
        return np.generic
    if isinstance(receiver, Typed):
        return receiver.type
    if isinstance(receiver, Made) and isinstance(receiver.maker, type):
        return receiver.maker
    return np.ufunc if isinstance(receiver, np.ufunc) else type(receiver)


def _call_each(
    machine: Machine,
    frame: Frame,
    function: Union,
    arguments: list[Value],
    keywords: dict[str, Value],
    node: ast.Call | None,
) -> Value:
    """One of several callables is called, nobody knows which."""
    store = machine.store
    results, ends = [], []
    for option in function.options:
        mark = store.mark()
        results.append(call_value(machine, frame, option, arguments, keywords, node))
        ends.append(store.rollback(mark))
    store.merge(ends)
    return store.joined(results)


def _call_unknown(machine: Machine, values: list[Value]) -> Value:
    """Unknown code runs: it may change the lists and dicts that it reaches, and call the functions that it has."""
    lose(machine, tuple(values))
    return UNKNOWN


def _call_scalar_type(kind: type[np.generic], arguments: list[Value]) -> Value:
    """`np.float32(x)`: a scalar for a number, UNKNOWN for the rest (an array gives an array)."""
    try:
        dtype = as_dtype(kind)
    except Unmodelled:
        return UNKNOWN
    value = arguments[0] if len(arguments) == 1 else None
    if isinstance(value, Scalar) and value.value is not None:
        value = value.value
    if isinstance(value, bool | int | float | complex | np.generic):
        try:
            made = kind(value)
        except (TypeError, ValueError, OverflowError):
            return UNKNOWN
        return Scalar(made.dtype, made) if same_dtype(made.dtype, dtype) else UNKNOWN
    numeric = isinstance(value, Typed) and value.type in (int, float, bool, complex)
    return Scalar(dtype) if (numeric or isinstance(value, Scalar)) and dtype is not None else UNKNOWN


def _is_math(function: Value) -> bool:
    return getattr(function, "__module__", None) == "math" and callable(function)


_WITHOUT_LIMIT = (math.factorial, math.comb, math.perm, math.prod, math.lcm)
_SAMPLES = (2.5, 2, 0.5, 1)


def _call_math(function: Value, arguments: list[Value]) -> Value:
    """A function of `math`: its value for constants, else the type of its results."""
    if not callable(function) or any(function is other for other in _WITHOUT_LIMIT):
        return UNKNOWN
    numbers = [value.value if isinstance(value, Scalar) and value.value is not None else value for value in arguments]
    try:
        if all(isinstance(number, bool | int | float | np.generic) for number in numbers):
            result: Value = function(*numbers)
            return result if isinstance(result, int | float | bool) else UNKNOWN
    except (TypeError, ValueError, OverflowError):
        return UNKNOWN
    return _math_type(function, len(arguments))


def _math_type(function: Value, count: int) -> Value:
    for sample in _SAMPLES:
        try:
            result = function(*[sample] * count)  # type: ignore[operator]
        except (TypeError, ValueError, OverflowError):
            continue
        if type(result) is float:
            return Typed(float)
        break
    return UNKNOWN


def _call_text_method(
    machine: Machine, receiver: Value, name: str, arguments: list[Value], keywords: dict[str, Value]
) -> Value:
    try:
        exposed = [machine.whole(value) for value in (receiver, *arguments)]
        result = text_method(exposed[0], name, exposed[1:], keywords)
    except Unmodelled:
        result = UNKNOWN
    for value in (*arguments, *keywords.values()):
        if result is UNKNOWN or (name in ("format", "format_map") and not is_harmless(value)):
            lose(machine, value)
    return machine.settle(result, None)


def _positional(machine: Machine, frame: Frame, nodes: list[ast.expr]) -> list[Value] | None:
    """The positional arguments; None where a starred one has an unknown length."""
    values: list[Value] | None = []
    for node in nodes:
        starred = isinstance(node, ast.Starred)
        value = machine.evaluate(frame, node.value if isinstance(node, ast.Starred) else node)
        if not starred:
            if values is None:
                lose(machine, value)
            else:
                values.append(value)
            continue
        items = elements_of(machine, value, node)
        if values is None or items is None or items.items is None:
            lose(machine, (value, *(values or ())))
            values = None
        else:
            values.extend(items.items)
    return values
