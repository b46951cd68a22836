"""Functions of the program: defined, called with the actual arguments, and analysed when nobody calls them."""

from __future__ import annotations

import ast
from dataclasses import replace

from ..values.dims import symbol
from ..values.kinds import UNKNOWN, Mapping, Ref, Typed, Value
from .containers import stored
from .escapes import lose
from .machine import Machine, evaluates, executes
from .names import cell_of
from .scopes import Exit, Frame, Function, FunctionNode, Scope, names_of, parameters
from .store import ABSENT, parts

MOST_DEPTH = 24
MOST_RECURSION = 3


@executes(ast.FunctionDef, ast.AsyncFunctionDef)
def define(machine: Machine, frame: Frame, node: ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    """`def`: a function value; under a decorator, which may do anything with it, unknown."""
    function: Value = _function(machine, frame, node, node.name)
    for decorator in node.decorator_list:
        lose(machine, (machine.evaluate(frame, decorator), function))
        function = UNKNOWN
    machine.store.set(cell_of(frame, node.name), function)
    return True


@evaluates(ast.Lambda)
def lambda_(machine: Machine, frame: Frame, node: ast.Lambda) -> Value:
    """`lambda`: a function value."""
    return _function(machine, frame, node, "<lambda>")


@executes(ast.ClassDef)
def define_class(machine: Machine, frame: Frame, node: ast.ClassDef) -> bool:
    """`class`: its body runs; the class itself is unknown, and whoever has it may call its methods."""
    for expression in (*node.bases, *(keyword.value for keyword in node.keywords), *node.decorator_list):
        lose(machine, machine.evaluate(frame, expression))
    machine.descriptors |= _descriptors(node)
    scope = Scope(machine.store.new_id(), names_of(node).bound)
    inner = Frame(
        (scope, *_visible(frame)),
        _qualified(frame, node.name),
        frame.call_lines,
        active=frame.active,
        mark=frame.mark,
        is_class=True,
    )
    machine.execute(inner, node.body)
    for name in names_of(node).bound:
        cell = (scope.id, name)
        lose(machine, machine.store.get(cell))
        machine.store.set(cell, ABSENT)
    machine.store.set(cell_of(frame, node.name), UNKNOWN)
    return True


@executes(ast.Return)
def return_(machine: Machine, frame: Frame, node: ast.Return) -> bool:
    """`return`: one way out of the function."""
    value = None if node.value is None else machine.evaluate(frame, node.value)
    frame.exits.append(Exit(value, machine.store.changes_since(frame.mark), frame.forks))
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
    suspends = isinstance(function.node, ast.AsyncFunctionDef) or names_of(function.node).is_generator
    if bound is None or too_deep or suspends:
        lose(machine, (function, *arguments, *keywords.values()))
        return UNKNOWN
    machine.called.add(function.node)
    lines = caller.call_lines if node is None else (*caller.call_lines, node.lineno)
    frame = _new_frame(machine, function, caller, lines)
    previous, machine.frame = machine.frame, frame
    try:
        for name, value in bound.items():
            machine.store.set((frame.scope.id, name), stored(machine, value))
        return _run(machine, frame, function.node)
    finally:
        machine.frame = previous


def recall_history(machine: Machine) -> None:
    """Before functions are analysed that may run at any time: let names and lists hold whatever they ever held."""
    lose(machine, tuple(machine.store.outlived))
    machine.store.share(machine.store.merged)
    for cell, value in list(machine.store.history.items()):
        if machine.store.get(cell) is ABSENT:
            continue
        if isinstance(cell, tuple):
            machine.store.set(cell, value)
        else:
            lose(machine, Ref(cell))


def analyse_uncalled(machine: Machine, module: Frame) -> None:
    """Analyse each function that nobody calls, or that unknown code may call, with parameters of any value."""
    done: set[FunctionNode] = set()
    while True:
        lost = {function.node for function in machine.escaped.values()}
        waiting = [
            (node, functions)
            for node, functions in machine.functions.items()
            if node not in done and (node not in machine.called or node in lost)
        ]
        if not waiting:
            return
        for _, functions in waiting:
            lose(machine, functions)
        for node, functions in waiting:
            done.add(node)
            _analyse_alone(machine, module, functions[0] if len(functions) == 1 else _anywhere(functions[0]))


def _anywhere(function: Function) -> Function:
    """A function that was defined several times: nothing is known of the names around it but those of the module."""
    *around, module = function.scopes
    unknown = tuple(Scope(-1, scope.bound) for scope in around)
    return replace(function, scopes=(*unknown, module))


def _analyse_alone(machine: Machine, module: Frame, function: Function) -> None:
    mark = machine.store.mark()
    frame = _new_frame(machine, function, module, ())
    previous, machine.frame = machine.frame, frame
    for arg in parameters(function.node):
        machine.store.set((frame.scope.id, arg.arg), _any_argument(arg))
    try:
        _run(machine, frame, function.node)
    finally:
        machine.frame = previous
        machine.store.rollback(mark)


def _any_argument(arg: ast.arg) -> Value:
    """What is known of a parameter from its annotation: an int is a symbol of its name."""
    if isinstance(arg.annotation, ast.Name):
        if arg.annotation.id == "int":
            return symbol(arg.arg)
        if arg.annotation.id == "float":
            return UNKNOWN
        if arg.annotation.id == "str":
            return Typed(str)
    return UNKNOWN


def _function(machine: Machine, frame: Frame, node: FunctionNode, name: str) -> Function:
    defaults = _defaults(machine, frame, node.args)
    function = Function(node, _qualified(frame, name), _visible(frame), defaults, _receiver(frame, node))
    known = machine.functions.get(node, ())
    if all(other.scopes != function.scopes for other in known[:2]):
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


def _visible(frame: Frame) -> tuple[Scope, ...]:
    """The scopes that a function defined here closes over: a class body's own names are not among them."""
    return frame.scopes[1:] if frame.is_class else frame.scopes


def _new_frame(machine: Machine, function: Function, caller: Frame, lines: tuple[int, ...]) -> Frame:
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


def _run(machine: Machine, frame: Frame, node: FunctionNode) -> Value:
    if isinstance(node, ast.Lambda):
        result = machine.evaluate(frame, node.body)
        _drop_locals(machine, frame, node, result)
        return result
    falls_through = machine.execute(frame, node.body)
    exits = frame.exits
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
    _drop_locals(machine, frame, node, result)
    return result


def _drop_locals(machine: Machine, frame: Frame, node: FunctionNode, result: Value) -> None:
    """Unbind the locals, unless a function that was defined here lives on and may still read them."""
    captured: frozenset[str] = frozenset()
    if names_of(node).defines_functions and (
        _has_closure(result, frame) or any(frame.scope in function.scopes for function in machine.escaped.values())
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
        (bound if name in named else extra)[name] = value
    _add_defaults(machine, function, bound)
    if any(arg.arg not in bound for arg in (*positional, *spec.kwonlyargs)):
        return None
    if spec.vararg is not None:
        bound[spec.vararg.arg] = tuple(arguments[len(positional) :])
    if spec.kwarg is not None:
        bound[spec.kwarg.arg] = machine.store.allocate(Mapping(tuple(extra.items())))
    return bound


def _add_defaults(machine: Machine, function: Function, bound: dict[str, Value]) -> None:
    held = ABSENT if function.defaults is None else machine.store.get(function.defaults)
    if not isinstance(held, tuple):
        return
    positional, keyword_only = held
    spec = function.node.args
    for arg, value in zip([*spec.posonlyargs, *spec.args][::-1], positional[::-1], strict=False):
        bound.setdefault(arg.arg, value)
    for arg, default in zip(spec.kwonlyargs, keyword_only, strict=True):
        if default is not None:
            bound.setdefault(arg.arg, default[0])
