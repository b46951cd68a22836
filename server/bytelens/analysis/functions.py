"""Functions of the program: defined, called with the actual arguments, and analysed when nobody calls them."""

from __future__ import annotations

import ast
from functools import partial

from ..values.kinds import UNKNOWN, Mapping, Ref, Value
from .classes import decorated
from .containers import stored
from .escapes import lose
from .forms import ABSENT, parts
from .laziness import is_iterator
from .machine import Machine, evaluates, executes
from .names import cell_of
from .replay import MOST_MADE
from .scopes import MODULE, Exit, Frame, Function, FunctionNode, Scope, names_of

MOST_DEPTH = 24
MOST_RECURSION = 3


@executes(ast.FunctionDef, ast.AsyncFunctionDef)
def define(machine: Machine, frame: Frame, node: ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    """`def`: a function value, or what its decorators make of it; one that nobody knows may do anything with it."""
    decorators = [machine.evaluate(frame, decorator) for decorator in node.decorator_list]
    function: Value = _function(machine, frame, node, node.name)
    for decorator in reversed(decorators):
        made = decorated(decorator, function)
        if made is None and isinstance(decorator, Function):
            made = call_function(machine, frame, decorator, [function], {}, None)
        if made is None:
            lose(machine, (decorator, function))
            made = UNKNOWN
        function = made
    machine.store.set(cell_of(frame, node.name), function)
    return True


@evaluates(ast.Lambda)
def lambda_(machine: Machine, frame: Frame, node: ast.Lambda) -> Value:
    """`lambda`: a function value."""
    return _function(machine, frame, node, "<lambda>")


@executes(ast.Return)
def return_(machine: Machine, frame: Frame, node: ast.Return) -> bool:
    """`return`: one way out of the function."""
    value = None if node.value is None else machine.evaluate(frame, node.value)
    iterated = tuple(machine.iterated) if is_iterator(value) else ()
    frame.exits.append(Exit(value, machine.store.changes_since(frame.mark), frame.forks, iterated))
    return False


def call_function(
    machine: Machine,
    caller: Frame,
    function: Function,
    arguments: list[Value],
    keywords: dict[str, Value],
    node: ast.Call | None,
) -> Value:
    """Run a function of the program on its actual arguments; what its exits return, joined."""
    recursion = caller.active.count(function.node)
    bound = _bind(machine, function, arguments, keywords)
    too_deep = recursion >= MOST_RECURSION or len(caller.active) >= MOST_DEPTH
    if bound is None or too_deep or isinstance(function.node, ast.AsyncFunctionDef):
        machine.give_up_traces()
        lose(machine, (function, *arguments, *keywords.values()))
        return UNKNOWN
    machine.note_call(function.node)
    here = node is not None and machine.module == MODULE
    lines = (*caller.call_lines, node.lineno) if here and node is not None else caller.call_lines
    given = {name: stored(machine, value) for name, value in bound.items()}
    if names_of(function.node).is_generator:
        from .generators import generator

        return generator(machine, caller, function, given, lines)
    if machine.late:
        return _run(machine, caller, function, given, lines)
    return machine.calls.run(machine, function, given, lines, partial(_run, machine, caller, function, given, lines))


def _run(machine: Machine, caller: Frame, function: Function, given: dict[str, Value], lines: tuple[int, ...]) -> Value:
    return run_with(machine, new_frame(machine, function, caller, lines), function, given)


def run_with(machine: Machine, frame: Frame, function: Function, given: dict[str, Value]) -> Value:
    """Bind the parameters of a call that begins, and run its body."""
    previous, machine.frame = machine.frame, frame
    try:
        for name, value in given.items():
            machine.store.set((frame.scope.id, name), value)
        return run_body(machine, frame, function.node)
    finally:
        machine.frame = previous


def _function(machine: Machine, frame: Frame, node: FunctionNode, name: str) -> Function:
    defaults = _defaults(machine, frame, node.args)
    function = Function(node, _qualified(frame, name), _visible(frame), defaults, _receiver(frame, node))
    known = machine.functions.get(node, ())
    for trace in machine.traces:
        trace.defined.add(node)
    if machine.module == MODULE and all(other.scopes != function.scopes for other in known[:MOST_MADE]):
        machine.functions[node] = (*known, function)
    return function


def _defaults(machine: Machine, frame: Frame, spec: ast.arguments) -> int | None:
    if not spec.defaults and not any(spec.kw_defaults):
        return None
    positional = tuple(stored(machine, machine.evaluate(frame, default)) for default in spec.defaults)
    keyword_only = tuple(
        None if default is None else (stored(machine, machine.evaluate(frame, default)),)
        for default in spec.kw_defaults
    )
    return machine.store.keep((positional, keyword_only))


def _receiver(frame: Frame, node: FunctionNode) -> str | None:
    """The first parameter of a method."""
    if not frame.is_class or isinstance(node, ast.Lambda) or node.decorator_list:
        return None
    positional = [*node.args.posonlyargs, *node.args.args]
    return positional[0].arg if positional else None


def _qualified(frame: Frame, name: str) -> str:
    return name if frame.function is None else f"{frame.function}.{name}"


def _visible(frame: Frame) -> tuple[Scope, ...]:
    """The scopes that a function defined here closes over: a class body's own names are not among them."""
    return frame.scopes[1:] if frame.is_class else frame.scopes


def new_frame(machine: Machine, function: Function, caller: Frame, lines: tuple[int, ...]) -> Frame:
    """The frame of a call that begins."""
    names = names_of(function.node)
    scope = Scope(machine.store.new_id(), names.bound)
    return Frame(
        (scope, *function.scopes),
        function.name,
        lines,
        names.declared_global,
        names.declared_nonlocal,
        (*caller.active, function.node),
        machine.store.mark(),
        receiver=function.receiver,
    )


def run_body(machine: Machine, frame: Frame, node: FunctionNode) -> Value:
    """Run a function whose parameters are bound; what its exits return, joined."""
    module = frame.scopes[-1].id
    if module == machine.module:
        return _run_body(machine, frame, node)
    with machine.within(module):
        return _run_body(machine, frame, node)


def _run_body(machine: Machine, frame: Frame, node: FunctionNode) -> Value:
    if isinstance(node, ast.Lambda):
        result = machine.evaluate(frame, node.body)
        drop_locals(machine, frame, node, result)
        return result
    falls_through = machine.execute(frame, node.body)
    exits = [exit_ for exit_ in frame.exits if exit_.given is None]
    if falls_through:
        exits.append(Exit(None, machine.store.changes_since(frame.mark), 0))
    if len(exits) == 1 and exits[0].forks == 0:
        result = exits[0].value
    elif exits:
        machine.store.rollback(frame.mark)
        machine.store.merge([exit_.delta for exit_ in exits])
        result = machine.store.joined(exit_.value for exit_ in exits)
    else:
        result = UNKNOWN
    iterated = [source for exit_ in exits for source in exit_.iterated]
    if iterated:
        machine.give_up_traces()
        machine.iterated += iterated
    drop_locals(machine, frame, node, result)
    return result


def drop_locals(machine: Machine, frame: Frame, node: FunctionNode, result: Value) -> None:
    """Unbind the locals, unless a function that was defined here lives on and may still read them."""
    captured: frozenset[str] = frozenset()
    if names_of(node).defines_functions and (
        _has_closure(result, frame) or any(frame.scope in function.scopes for function in machine.escaped.raw.values())
    ):
        captured = names_of(node).captured
    for name in (frame.scope.bound or frozenset()) - captured:
        cell = (frame.scope.id, name)
        if cell in machine.store.cells:
            machine.store.set(cell, ABSENT)


def _has_closure(value: Value, frame: Frame) -> bool:
    if isinstance(value, Function):
        return frame.scope in value.scopes
    return isinstance(value, Ref) or any(_has_closure(part, frame) for part in parts(value))


def _bind(
    machine: Machine, function: Function, arguments: list[Value], keywords: dict[str, Value]
) -> dict[str, Value] | None:
    """The values of the parameters, or None where the call does not fit."""
    spec = function.node.args
    positional = [*spec.posonlyargs, *spec.args]
    bound: dict[str, Value] = {}
    if len(arguments) > len(positional) and spec.vararg is None:
        return None
    for arg, value in zip(positional, arguments, strict=False):
        bound[arg.arg] = value
    extra: dict[str, Value] = {}
    named = {arg.arg for arg in (*spec.args, *spec.kwonlyargs)}
    for name, value in keywords.items():
        if name in bound or (name not in named and spec.kwarg is None):
            return None
        (bound if name in named else extra)[name] = stored(machine, value)
    for name, value in given_defaults(machine, function).items():
        bound.setdefault(name, value)
    if any(arg.arg not in bound for arg in (*positional, *spec.kwonlyargs)):
        return None
    if spec.vararg is not None:
        bound[spec.vararg.arg] = tuple(stored(machine, value) for value in arguments[len(positional) :])
    if spec.kwarg is not None:
        bound[spec.kwarg.arg] = machine.store.allocate(Mapping(tuple(extra.items())))
    return bound


def given_defaults(machine: Machine, function: Function) -> dict[str, Value]:
    """The defaults of the parameters that have one."""
    held = ABSENT if function.defaults is None else machine.store.get(function.defaults)
    if not isinstance(held, tuple):
        return {}
    positional, keyword_only = held
    spec = function.node.args
    names = [arg.arg for arg in (*spec.posonlyargs, *spec.args)]
    given = dict(zip(names[::-1], positional[::-1], strict=False))
    for arg, default in zip(spec.kwonlyargs, keyword_only, strict=True):
        if default is not None:
            given[arg.arg] = default[0]
    return given
