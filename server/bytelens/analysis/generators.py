"""Generators: functions with a `yield`, whose body runs while somebody takes items.

A call of one is analysed at once, on its actual arguments, and gives an iterator over what it yields. Its body really
runs later: what it changes is lost (see `laziness.settled`), and what it reads is watched until the statement is over.
Whoever gets an item may change it before the body goes on: it is lost where it is yielded.
"""

from __future__ import annotations

import ast
from functools import partial

from ..values.joining import options
from ..values.kinds import UNKNOWN, Ref, Sequence, Value, retupled
from .containers import any_element, elements_of, stored
from .escapes import lose
from .forms import ABSENT
from .functions import drop_locals, new_frame
from .laziness import note_reads, objects_in, settled
from .machine import Machine, evaluates
from .scopes import Exit, Frame, Function


def generator(
    machine: Machine, caller: Frame, function: Function, given: dict[str, Value], lines: tuple[int, ...]
) -> Sequence:
    """What a call of a generator function gives."""
    machine.give_up_traces()
    made = settled(machine, partial(_yielded, machine, caller, function, given, lines))
    note_reads(machine, caller, frozenset(), function, *given.values())
    return made


@evaluates(ast.Yield)
def yield_(machine: Machine, frame: Frame, node: ast.Yield) -> Value:
    """`yield value`: what is sent back is not known."""
    _give(machine, frame, None if node.value is None else stored(machine, machine.evaluate(frame, node.value)))
    return UNKNOWN


@evaluates(ast.YieldFrom)
def yield_from(machine: Machine, frame: Frame, node: ast.YieldFrom) -> Value:
    """`yield from iterable`."""
    iterable = machine.evaluate(frame, node.value)
    items = elements_of(machine, iterable, node.value)
    if items is None:
        lose(machine, iterable)
        _give(machine, frame, UNKNOWN, surely=False)
    elif items.items is None:
        _give(machine, frame, any_element(machine, items), surely=False)
    for item in (items.items or ()) if items is not None else ():
        _give(machine, frame, item)
    return UNKNOWN


@evaluates(ast.Await)
def await_(machine: Machine, frame: Frame, node: ast.Await) -> Value:
    """`await`: other code runs meanwhile."""
    lose(machine, machine.evaluate(frame, node.value))
    return UNKNOWN


def _give(machine: Machine, frame: Frame, value: Value, *, surely: bool = True) -> None:
    objects = objects_in(machine, value, frame.scope.id)
    lose(machine, value)
    frame.exits.append(Exit(value, {}, frame.forks + (not surely), given=objects))


def _yielded(
    machine: Machine, caller: Frame, function: Function, given: dict[str, Value], lines: tuple[int, ...]
) -> Sequence:
    module = function.scopes[-1].id
    if module == machine.module:
        return _run(machine, caller, function, given, lines)
    with machine.within(module):
        return _run(machine, caller, function, given, lines)


def _run(
    machine: Machine, caller: Frame, function: Function, given: dict[str, Value], lines: tuple[int, ...]
) -> Sequence:
    """Run the body: every item in order where that is known, else one that stands for all."""
    assert not isinstance(function.node, ast.Lambda)
    machine.note_call(function.node)
    frame = new_frame(machine, function, caller, lines)
    previous, machine.frame = machine.frame, frame
    try:
        for name, value in given.items():
            machine.store.set((frame.scope.id, name), value)
        falls_through = machine.execute(frame, function.node.body)
    finally:
        machine.frame = previous
    returns = [exit_ for exit_ in frame.exits if exit_.given is None]
    yields = [exit_ for exit_ in frame.exits if exit_.given is not None]
    known = all(exit_.forks == 0 for exit_ in frame.exits) and len(returns) + falls_through == 1
    _meet(machine, frame, returns, falls_through=falls_through)
    for exit_ in yields:
        lose(machine, (exit_.value, *(exit_.given or ())))
    values = [_left(machine, exit_.value) for exit_ in yields]
    drop_locals(machine, frame, function.node, tuple(values))
    if known:
        return Sequence(tuple(values), kind="iterator")
    return Sequence(None, machine.store.joined(values) if values else UNKNOWN, kind="iterator")


def _meet(machine: Machine, frame: Frame, returns: list[Exit], *, falls_through: bool) -> None:
    if not returns or (len(returns) == 1 and returns[0].forks == 0 and not falls_through):
        return
    deltas = [exit_.delta for exit_ in returns]
    if falls_through:
        deltas.append(machine.store.changes_since(frame.mark))
    machine.store.rollback(frame.mark)
    machine.store.merge(deltas)


def _left(machine: Machine, value: Value) -> Value:
    """A yielded value, in which lists of a state that is gone are not known."""
    if any(isinstance(option, Ref) and machine.store.get(option.address) is ABSENT for option in options(value)):
        return UNKNOWN
    if isinstance(value, tuple):
        return retupled(value, [_left(machine, item) for item in value])
    return value
