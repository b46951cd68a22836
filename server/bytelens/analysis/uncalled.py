"""Functions that nobody calls, or that unknown code may call: analysed with parameters of any value.

What unknown code may call is reached with any arguments, and says so wherever it leads. What nobody calls is reached by
nobody either: it is analysed with symbols named after its parameters, and adds nothing to what real calls have shown of
the functions that it uses.
"""

from __future__ import annotations

import ast
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from functools import partial

from ..values.kinds import UNKNOWN, Instance, Ref, Value
from .classes import class_attribute
from .escapes import lose
from .forms import ABSENT, references
from .functions import given_defaults, new_frame, run_body, run_with
from .machine import Machine
from .parameters import any_argument
from .recorder import Recorder
from .scopes import Class, Frame, Function, FunctionNode, Scope, names_of, parameters
from .writers import note_uncalled


def analyse_uncalled(machine: Machine, module: Frame) -> None:
    """Analyse each function that unknown code may call, then each that nobody calls."""
    escaped = set(machine.escaped)
    _recall_history(machine)
    done: set[FunctionNode] = set()
    passed_over = machine.escaped.keys() - escaped
    while waiting := [
        key[0]
        for key in machine.escaped
        if key not in passed_over and key[0] not in done and key[0] in machine.functions
    ]:
        for node in waiting:
            if node not in done:
                done.add(node)
                _analyse_alone(machine, module, _anywhere(machine, node), symbolic=False)
    note_uncalled(machine)
    trial = Recorder()
    with machine.recording(trial):
        while ordered := _in_order(_never_called(machine, done)):
            for node in ordered:
                if node not in machine.called:
                    done.add(node)
                    lose(machine, machine.functions[node])
                    _analyse_alone(machine, module, _anywhere(machine, node), symbolic=True)
    machine.recorder.add_unseen(trial)


def _never_called(machine: Machine, done: set[FunctionNode]) -> list[FunctionNode]:
    called = machine.called.raw
    return [node for node in machine.functions if node not in done and node not in called]


def _recall_history(machine: Machine) -> None:
    """Let names, lists and objects hold whatever they ever held: a function may run at any time."""
    store = machine.store
    recalled = {cell: store.recalled(cell) for cell in list(store.history) if store.get(cell) is not ABSENT}
    lose(machine, tuple(store.outlived))
    store.share(store.merged)
    for cell, value in recalled.items():
        if isinstance(cell, tuple) or isinstance(value, Instance):
            store.set(cell, value)
        else:
            lose(machine, Ref(cell))


def _in_order(waiting: list[FunctionNode]) -> list[FunctionNode]:
    """Functions that nobody calls; those that others of them mention come last, since these may call them."""
    mentions = Counter(name for node in waiting for name in names_of(node).touched)

    def is_mentioned(node: FunctionNode) -> bool:
        name = getattr(node, "name", "<lambda>")
        private = name.startswith("_") and not name.endswith("__")
        return private or mentions[name] > (name in names_of(node).touched)

    return sorted(waiting, key=is_mentioned)


def _anywhere(machine: Machine, node: FunctionNode) -> Function:
    """One of the functions that a definition has made. Of several, only the names of the module are known."""
    functions = machine.functions[node]
    if len(functions) == 1:
        return functions[0]
    *around, module = functions[0].scopes
    unknown = tuple(Scope(-1, scope.bound) for scope in around)
    return replace(functions[0], scopes=(*unknown, module))


def _analyse_alone(machine: Machine, module: Frame, function: Function, *, symbolic: bool) -> None:
    mark = machine.store.mark()
    receiver = _receiver(machine, module, function, symbolic=symbolic)
    arguments = partial(_arguments, machine, module, function, receiver, symbolic=symbolic)
    try:
        run = partial(_run, machine, module, function, arguments)
        machine.calls.run(machine, function, arguments(), (), run, alone=True)
    finally:
        machine.store.rollback(mark)


def _arguments(
    machine: Machine, module: Frame, function: Function, receiver: Value | None, *, symbolic: bool
) -> dict[str, Value]:
    """What is known of the arguments of a call that nobody has seen."""
    frame = new_frame(machine, function, module, ())
    defaults = given_defaults(machine, function)
    given: dict[str, Value] = {}
    for place, arg in enumerate(parameters(function.node)):
        value = any_argument(machine, frame, arg, defaults.get(arg.arg, ABSENT)) if symbolic else UNKNOWN
        given[arg.arg] = receiver if place == 0 and receiver is not None else value
    return given


def _run(machine: Machine, module: Frame, function: Function, arguments: Callable[[], dict[str, Value]]) -> Value:
    """Run a function for what it shows: nobody gets what it returns."""
    frame = new_frame(machine, function, module, ())
    run_with(machine, frame, function, arguments())
    return None


def _receiver(machine: Machine, module: Frame, function: Function, *, symbolic: bool) -> Value | None:
    """The first argument of a method: an object of its class, made with arguments of any value."""
    cls, kind = machine.methods.get(function.node, (None, ""))
    if cls is None or kind == "staticmethod":
        return None
    if kind == "classmethod":
        return cls
    made = machine.store.allocate(Instance(cls, () if symbolic else None))
    if not symbolic or getattr(function.node, "name", "") == "__init__":
        return made
    initialise = class_attribute(machine, cls, "__init__")
    if isinstance(initialise, Function):
        frame = new_frame(machine, initialise, module, ())
        defaults = given_defaults(machine, initialise)
        for place, arg in enumerate(parameters(initialise.node)):
            value = made if place == 0 else any_argument(machine, frame, arg, defaults.get(arg.arg, ABSENT))
            machine.store.set((frame.scope.id, arg.arg), value)
        with machine.recording(Recorder()):
            run_body(machine, frame, initialise.node)
    held = machine.store.get(made.address)
    settled = _settled(machine, cls, held) if isinstance(held, Instance) else Instance(cls, None)
    machine.store.set(made.address, settled)
    return made


def _settled(machine: Machine, cls: Class, held: Instance) -> Instance:
    """What is known of an object at any time after it was made: attributes that only `__init__` sets, and no lists."""
    if held.attributes is None:
        return held
    changed = {name for known in cls.order for name in _set_later(known.node)} | machine.set_elsewhere
    kept = tuple(
        (name, UNKNOWN if name in changed or list(references(value)) else value) for name, value in held.attributes
    )
    return Instance(cls, kept)


def _set_later(node: ast.ClassDef) -> set[str]:
    """The attributes that the methods of a class set, other than `__init__`."""
    return {
        child.attr
        for method in node.body
        if getattr(method, "name", "") != "__init__"
        for child in ast.walk(method)
        if isinstance(child, ast.Attribute) and not isinstance(child.ctx, ast.Load)
    }
