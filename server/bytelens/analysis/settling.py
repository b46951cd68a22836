"""Loops that are not run for real: passes over the body, until nothing new is seen."""

from __future__ import annotations

import ast
from collections.abc import Callable
from dataclasses import replace

from ..values.arrays import Array, Scalar
from ..values.dims import SOME_INT, Dim, SomeInt, Symbolic
from ..values.joining import alike, options
from ..values.kinds import UNKNOWN, Instance, Mapping, Sequence, Typed, Value
from ..values.mapping import sum_of_steps
from .bindings import assign
from .containers import any_element
from .forms import ABSENT, Cell, Delta, agree
from .induction import Induction
from .iterations import LoopNode, is_of_iteration, target_cells
from .laziness import Source, lose_sources
from .machine import Machine
from .names import forget_names
from .operators import truth
from .scopes import Exit, Frame, Loop

MOST_PASSES = 8
WIDEN_AFTER = 3


def settle_loop(
    machine: Machine,
    frame: Frame,
    node: LoopNode,
    header: tuple[int, int],
    element: Value,
    sources: list[Source],
    *,
    at_least_once: bool,
    count: Dim = SOME_INT,
    numbers: range | None = None,
) -> bool:
    """Passes over the body from an ever more general state, until a pass brings nothing new.

    `machine.lost` tells afterwards which cells had to be generalised on the way. count: the number of iterations.
    numbers: what the target is bound to one after the other.
    """
    store = machine.store
    induction = Induction(f"'{machine.loop_depth}", count)
    if numbers is not None:
        element = sum_of_steps(numbers.start, numbers.step, induction.counter)
    machine.loop_depth += 1
    logged = list(map(len, store.logs))
    start = store.mark()
    targets = target_cells(frame, node)
    lost: set[Cell] = set()
    last_id = store.last_id
    frame.forks += 1
    frame.sure_forks += at_least_once
    for attempt in range(MOST_PASSES):
        trial, exits = machine.recorder.fresh(), len(frame.exits)
        loop = Loop(store.mark())
        frame.loops.append(loop)
        with machine.recording(trial):
            falls_through = _iterate(machine, frame, node, header, element)
        frame.loops.pop()
        ends = [*loop.continues, *([store.changes_since(loop.mark)] if falls_through else [])]
        store.rollback(loop.mark)
        news = _grow(machine, ends, targets, lost, last_id, induction, widen=attempt >= WIDEN_AFTER)
        if any(store.get(source.cell) is not source.held for source in sources):
            lose_sources(machine, sources)
            sources, element, news, induction.count = [], UNKNOWN, True, SOME_INT
        if not news:
            break
        if attempt < MOST_PASSES - 1:
            del frame.exits[exits:]
    frame.forks -= 1
    frame.sure_forks -= at_least_once
    machine.loop_depth -= 1
    machine.lost = lost
    machine.recorder.absorb(trial.mapped(induction.within))
    frame.exits[exits:] = [_within(induction, exit_) for exit_ in frame.exits[exits:]]
    _forget_counter(machine, induction, ends, logged, last_id)
    if news:
        return _give_up(machine, frame, node, header)
    before = store.changes_since(start)
    broken_off = [_mapped({**before, **delta}, induction.within) for delta in loop.breaks]
    _go_on(machine, induction, ends, at_least_once=at_least_once)
    if isinstance(node, ast.While):
        frame.line, frame.end_line = header
        machine.evaluate(frame, node.test)
    endless = isinstance(node, ast.While) and truth(machine, _constant_test(node)) is True
    reaches_end = not endless and (bool(ends) or not at_least_once)
    return leave(machine, frame, node, start, broken_off, reaches_end)


def _go_on(machine: Machine, induction: Induction, ends: list[Delta], *, at_least_once: bool) -> None:
    """Go on from where the last iteration ends, or from before the loop where there may be none."""
    store = machine.store
    guesses = {cell: store.get(cell) for cell in induction.guessed}
    store.apply(induction.guessed)
    finished = [_mapped(delta, induction.at_end) for delta in ends]
    if finished:
        store.merge(finished if at_least_once else [*finished, {}])
    if finished and not at_least_once and isinstance(induction.count, Symbolic):
        store.apply(_mapped(guesses, induction.after))


def leave(
    machine: Machine, frame: Frame, node: LoopNode, start: int, broken_off: list[Delta], falls_through: bool
) -> bool:
    """After a loop: its `else` runs unless it was left by a break."""
    store = machine.store
    if not broken_off:
        return falls_through and machine.execute(frame, node.orelse)
    ends = list(broken_off)
    frame.forks += 1
    if falls_through and machine.execute(frame, node.orelse):
        ends.append(store.changes_since(start))
    frame.forks -= 1
    store.rollback(start)
    store.merge(ends)
    return True


def _mapped(delta: Delta, change: Callable[[Value], Value]) -> Delta:
    return {cell: value if value is ABSENT else change(value) for cell, value in delta.items()}


def _within(induction: Induction, exit_: Exit) -> Exit:
    return replace(exit_, value=induction.within(exit_.value), delta=_mapped(exit_.delta, induction.within))


def _forget_counter(machine: Machine, induction: Induction, ends: list[Delta], logged: list[int], last_id: int) -> None:
    """The counter means nothing outside of its loop: of what others may look at, bounds are left."""
    store = machine.store
    for log, first in zip(store.logs, logged, strict=False):
        log[first:] = [(cell, value if value is ABSENT else induction.within(value)) for cell, value in log[first:]]
    for cell in dict.fromkeys(cell for delta in ends for cell in delta):
        store.rewrite_history(cell, induction.within)
    for buffer in range(last_id + 1, store.last_id + 1):
        known = store.buffers.get(buffer)
        if known is not None and isinstance(known.nbytes, Symbolic | SomeInt):
            nbytes = induction.within(known.nbytes)
            assert isinstance(nbytes, int | Symbolic | SomeInt)
            store.buffers[buffer] = replace(known, nbytes=nbytes)


def _iterate(machine: Machine, frame: Frame, node: LoopNode, header: tuple[int, int], element: Value) -> bool:
    frame.line, frame.end_line = header
    if isinstance(node, ast.While):
        machine.evaluate(frame, node.test)
    else:
        assign(machine, frame, node.target, _next(machine, element), node.iter)
    return machine.execute(frame, node.body)


def _next(machine: Machine, element: Value) -> Value:
    """An element that is another array object in each iteration, on memory of which only one candidate is known."""
    if isinstance(element, Array):
        return replace(element, identity=machine.store.new_id(), certain=False)
    return tuple(_next(machine, part) for part in element) if isinstance(element, tuple) else element


def _grow(
    machine: Machine,
    ends: list[Delta],
    targets: frozenset[Cell],
    lost: set[Cell],
    last_id: int,
    induction: Induction,
    *,
    widen: bool,
) -> bool:
    """Let the state at the head of the loop cover the ends of its body: whether that is new.

    Cells about which less is known than before are added to `lost`. What has an id above `last_id` is made anew by each
    iteration: how it changes is no news, since only older cells lead to it.
    """
    store = machine.store
    grown: list[Cell] = []
    for cell in dict.fromkeys(cell for delta in ends for cell in delta):
        head = store.get(cell)
        after = [delta.get(cell, head) for delta in ends]
        steady = induction.settle(store, cell, head, after, may_guess=not widen and cell not in targets)
        if steady is not ABSENT:
            if steady is not head:
                grown.append(cell)
                store.set(cell, steady)
            continue
        change = induction.open if cell in induction.refused else induction.within
        wider = store.joined(value if value is ABSENT else change(value) for value in (head, *after))
        if wider is ABSENT:
            continue
        wider = _settling(machine, head, wider, widen=widen)
        if not agree(head, wider):
            grown.append(cell)
            if head is not ABSENT and cell not in targets and not _is_float(wider) and not alike(head, wider):
                lost.add(cell)
        store.set(cell, wider)
    return any(store.is_live(cell) and not is_of_iteration(cell, last_id) for cell in grown)


def _settling(machine: Machine, head: Value, wider: Value, *, widen: bool) -> Value:
    """What a cell, or an attribute of an object, is taken to hold so that passes come to an end."""
    if isinstance(head, Instance) and isinstance(wider, Instance) and wider.attributes is not None:
        attributes = tuple(
            (name, _settling(machine, head.get(name, ABSENT), value, widen=widen)) for name, value in wider.attributes
        )
        return Instance(wider.cls, attributes)
    if (widen or counts(wider)) and not agree(head, wider):
        return _widened(machine, wider)
    return wider


def _give_up(machine: Machine, frame: Frame, node: LoopNode, header: tuple[int, int]) -> bool:
    """Where there is always something new: what the loop runs is seen once more, with nothing known of any name."""
    store = machine.store
    frame.forks += 1
    forget_names(machine)
    mark = store.mark()
    frame.loops.append(Loop(mark))
    _iterate(machine, frame, node, header, UNKNOWN)
    frame.loops.pop()
    store.rollback(mark)
    forget_names(machine)
    machine.execute(frame, node.orelse)
    store.rollback(mark)
    forget_names(machine)
    frame.forks -= 1
    return True


def _widened(machine: Machine, value: Value) -> Value:
    store = machine.store
    if isinstance(value, Sequence):
        return Sequence(None, store.generalised(any_element(machine, value)), kind=value.kind)
    if isinstance(value, Mapping):
        element = store.generalised(store.joined(value.values)) if value.values else UNKNOWN
        return replace(value, entries=None, element=element)
    return store.generalised(value)


def counts(value: Value) -> bool:
    """True for unions of numbers, which are counters: there is no end to their options."""
    return len(options(value)) > 1 and all(
        isinstance(option, int | float | Symbolic | SomeInt | Typed | Scalar) for option in options(value)
    )


def _is_float(value: Value) -> bool:
    return isinstance(value, Typed) and value.type is float


def _constant_test(node: ast.While) -> Value:
    return node.test.value if isinstance(node.test, ast.Constant) else UNKNOWN
