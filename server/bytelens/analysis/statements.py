"""Statements other than loops and definitions."""

from __future__ import annotations

import ast
import io
from dataclasses import replace

import numpy as np

from ..syntax.assumed import Assumed
from ..syntax.broken import Broken
from ..values.joining import options
from ..values.kinds import UNKNOWN, Made, Typed, Value
from .bindings import assign, bind, set_attribute
from .containers import stored
from .escapes import lose
from .forms import ABSENT, Delta
from .items import delete_of
from .library import NEVER
from .machine import Machine, evaluates, executes
from .names import cell_of, look_up
from .operators import operate_in_place, truth
from .parameters import assume
from .scopes import Exit, Frame


@executes(ast.Expr)
def expression(machine: Machine, frame: Frame, node: ast.Expr) -> bool:
    """An expression for its effects; `sys.exit()` does not come back."""
    return machine.evaluate(frame, node.value) is not NEVER


@executes(ast.Assign)
def assignment(machine: Machine, frame: Frame, node: ast.Assign) -> bool:
    """`a = b = value`."""
    target = node.targets[0]
    if isinstance(target, ast.Name) and _is_length(node.value):
        machine.naming = target.id
    value = machine.evaluate(frame, node.value)
    machine.naming = None
    for target in node.targets:
        assign(machine, frame, target, value, node.value)
    return True


def _is_length(node: ast.expr) -> bool:
    """`x.shape[0]` or `len(x)`: a length that may take the name of what it is assigned to."""
    if isinstance(node, ast.Subscript):
        return isinstance(node.value, ast.Attribute) and node.value.attr == "shape"
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "len"


@executes(ast.AnnAssign)
def annotated_assignment(machine: Machine, frame: Frame, node: ast.AnnAssign) -> bool:
    """`a: T = value`; an annotation alone binds nothing."""
    if node.value is not None:
        assign(machine, frame, node.target, machine.evaluate(frame, node.value), node.value)
    return True


@executes(ast.AugAssign)
def augmented_assignment(machine: Machine, frame: Frame, node: ast.AugAssign) -> bool:
    """`a += value`: in place for arrays and lists."""
    target = node.target
    if isinstance(target, ast.Name):
        left = look_up(machine, frame, target.id)
        right = machine.evaluate(frame, node.value)
        assign(machine, frame, target, operate_in_place(machine, type(node.op), node, left, right), node.value)
        return True
    loaded: ast.expr
    if isinstance(target, ast.Attribute):
        loaded = ast.Attribute(target.value, target.attr, ast.Load())
    else:
        loaded = ast.Subscript(target.value, target.slice, ast.Load())
    left = machine.evaluate(frame, ast.copy_location(loaded, target))
    right = machine.evaluate(frame, node.value)
    assign(machine, frame, target, operate_in_place(machine, type(node.op), node, left, right), node.value)
    return True


@evaluates(ast.NamedExpr)
def walrus(machine: Machine, frame: Frame, node: ast.NamedExpr) -> Value:
    """`(name := value)`: in a comprehension it binds in the scope around it."""
    value = stored(machine, machine.evaluate(frame, node.value))
    outer = frame
    while outer.outer is not None:
        outer = outer.outer
    outer.line, outer.end_line = frame.line, frame.end_line
    bind(machine, outer, node.target, node.target.id, value, node.value)
    return value


@evaluates(Assumed)
def assumed(machine: Machine, frame: Frame, node: Assumed) -> Value:
    """An expression with another value than its own: what it does, it does."""
    machine.evaluate(frame, node.expression)
    return machine.evaluate(frame, node.value)


@executes(ast.Delete)
def delete(machine: Machine, frame: Frame, node: ast.Delete) -> bool:
    """`del name`, `del container[key]`, `del owner.name`."""
    for target in node.targets:
        if isinstance(target, ast.Name):
            machine.store.remember(cell_of(frame, target.id))
            if frame.forks:
                machine.store.unsure.add(cell_of(frame, target.id))
            machine.store.set(cell_of(frame, target.id), ABSENT)
        elif isinstance(target, ast.Subscript):
            container = machine.evaluate(frame, target.value)
            key = machine.evaluate(frame, target.slice)
            found = options(container)
            if len(found) == 1:
                delete_of(machine, container, key)
            else:
                lose(machine, (container, key))
        elif isinstance(target, ast.Attribute):
            set_attribute(machine, machine.evaluate(frame, target.value), target.attr, UNKNOWN, target)
        else:
            for part in getattr(target, "elts", []):
                delete(machine, frame, ast.Delete([part]))
    return True


@executes(ast.Assert)
def assertion(machine: Machine, frame: Frame, node: ast.Assert) -> bool:
    """`assert`: evaluated for its effects."""
    known = truth(machine, machine.evaluate(frame, node.test))
    if node.msg is not None and known is not True:
        mark = machine.store.mark()
        machine.evaluate(frame, node.msg)
        machine.store.rollback(mark)
    assume(machine, frame, node.test)
    return known is not False


@executes(ast.Raise)
def raise_(machine: Machine, frame: Frame, node: ast.Raise) -> bool:
    """`raise`: what follows is not reached; handlers start from all that came before."""
    if node.exc is not None:
        lose(machine, machine.evaluate(frame, node.exc))
    return False


@executes(Broken)
def broken(machine: Machine, frame: Frame, node: Broken) -> bool:
    """Text that does not parse: it may bind its names, change what it mentions, and leave the block."""
    for name in node.names:
        lose(machine, look_up(machine, frame, name))
    for name in node.binds:
        machine.store.set(cell_of(frame, name), UNKNOWN)
    frame.exits.append(Exit(UNKNOWN, machine.store.changes_since(frame.mark), frame.forks + 1))
    if frame.loops:
        changes = machine.store.changes_since(frame.loops[-1].mark)
        frame.loops[-1].breaks.append(changes)
        frame.loops[-1].continues.append(changes)
    return True


@executes(ast.If)
def if_(machine: Machine, frame: Frame, node: ast.If) -> bool:
    """`if`: the branch that is taken where the test is known, else both, joined."""
    frame.end_line = node.test.end_lineno or node.lineno
    known = truth(machine, machine.evaluate(frame, node.test))
    if known is not None:
        return machine.execute(frame, node.body if known else node.orelse)
    return fork(machine, frame, [node.body, node.orelse])


def fork(machine: Machine, frame: Frame, bodies: list[list[ast.stmt]]) -> bool:
    """Run alternatives from the same state and go on from where those that fall through meet."""
    ends: list[Delta] = []
    frame.forks += 1
    for body in bodies:
        mark = machine.store.mark()
        falls_through = machine.execute(frame, body)
        delta = machine.store.rollback(mark)
        if falls_through:
            ends.append(delta)
    frame.forks -= 1
    if ends:
        machine.store.merge(ends)
    return bool(ends)


@executes(ast.With, ast.AsyncWith)
def with_(machine: Machine, frame: Frame, node: ast.With | ast.AsyncWith) -> bool:
    """`with`: a context manager that nobody knows may swallow an exception anywhere in the body."""
    trusted = True
    frame.end_line = max(item.context_expr.end_lineno or node.lineno for item in node.items)
    for item in node.items:
        manager = machine.evaluate(frame, item.context_expr)
        trusted = trusted and (isinstance(manager, Typed) or _enters_itself(manager))
        lose(machine, manager)
        if item.optional_vars is not None:
            entered = manager if _enters_itself(manager) else UNKNOWN
            assign(machine, frame, item.optional_vars, entered, item.context_expr)
    if trusted:
        return machine.execute(frame, node.body)
    frame.forks += 1
    falls_through, anywhere, end = _run_watched(machine, frame, node.body)
    frame.forks -= 1
    machine.store.merge([anywhere, end] if falls_through else [anywhere])
    return True


def _enters_itself(manager: Value) -> bool:
    """True for files and archives."""
    if isinstance(manager, Made):
        return manager.maker is np.lib.npyio.NpzFile
    return isinstance(manager, Typed) and issubclass(manager.type, io.IOBase)


@executes(ast.Try)
def try_(machine: Machine, frame: Frame, node: ast.Try) -> bool:
    """`try`: handlers start from anywhere in the body; the `finally` part runs on every way out."""
    exits, loops = len(frame.exits), [(len(loop.breaks), len(loop.continues)) for loop in frame.loops[-1:]]
    frame.forks += 1
    falls_through, anywhere, end = _run_watched(machine, frame, node.body)
    ends: list[Delta] = []
    if falls_through:
        ends += _branch(machine, frame, end, node.orelse)
    for handler in node.handlers:
        start = {**anywhere, cell_of(frame, handler.name): UNKNOWN} if handler.name else anywhere
        ends += _branch(machine, frame, start, handler.body)
    if node.finalbody:
        _finish_exits(machine, frame, node.finalbody, exits, loops)
        _branch(machine, frame, anywhere, node.finalbody)
    frame.forks -= 1
    if not ends:
        return False
    machine.store.merge(ends)
    return machine.execute(frame, node.finalbody)


def _finish_exits(
    machine: Machine, frame: Frame, finalbody: list[ast.stmt], exits: int, loops: list[tuple[int, int]]
) -> None:
    """Run a `finally` part on the ways out of its `try` that return from the function or leave the iteration."""
    left, frame.exits[exits:] = frame.exits[exits:], []
    frame.exits += [exit_ for exit_ in left if exit_.given is not None]
    for exit_ in (exit_ for exit_ in left if exit_.given is None):
        for delta in _continued(machine, frame, exit_.delta, frame.mark, finalbody):
            frame.exits.append(replace(exit_, delta=delta))
    for breaks, continues in loops:
        loop = frame.loops[-1]
        for ways, first in ((loop.breaks, breaks), (loop.continues, continues)):
            before, ways[first:] = ways[first:], []
            for way in before:
                ways += _continued(machine, frame, way, loop.mark, finalbody)


def _continued(machine: Machine, frame: Frame, start: Delta, mark: int, body: list[ast.stmt]) -> list[Delta]:
    """The difference to a mark after a body that runs from another difference to it; none if it is left."""
    here = machine.store.mark()
    machine.store.apply(start)
    falls_through = machine.execute(frame, body)
    delta = machine.store.changes_since(mark)
    machine.store.rollback(here)
    return [delta] if falls_through else []


if hasattr(ast, "TryStar"):
    executes(ast.TryStar)(try_)


def _branch(machine: Machine, frame: Frame, start: Delta, body: list[ast.stmt]) -> list[Delta]:
    mark = machine.store.mark()
    machine.store.apply(start)
    falls_through = machine.execute(frame, body)
    delta = machine.store.rollback(mark)
    return [delta] if falls_through else []


def _run_watched(machine: Machine, frame: Frame, body: list[ast.stmt]) -> tuple[bool, Delta, Delta]:
    """Run a body and go back: whether it falls through, what holds anywhere within it, what holds at its end."""
    store = machine.store
    log: list[tuple[object, Value]] = []
    mark, first = store.mark(), store.new_id()
    store.logs.append(log)  # type: ignore[arg-type]
    try:
        falls_through = machine.execute(frame, body)
    finally:
        store.logs.pop()
    end = store.rollback(mark)
    anywhere: Delta = {}
    for cell, value in log:
        if isinstance(cell, tuple) and cell[0] > first and end.get(cell, ABSENT) is ABSENT:
            continue  # a local of a call that is over
        before = anywhere.get(cell, store.get(cell))  # type: ignore[call-overload, arg-type]
        anywhere[cell] = store.joined((before, value))  # type: ignore[index]
    return falls_through, anywhere, end
