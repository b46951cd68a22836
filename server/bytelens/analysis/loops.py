"""Loops: for real where that is cheap, else until nothing new is seen.

A loop whose iterations all look alike is settled by a few abstract passes over its body, whatever its length. One
that loses something that way (a list that grows, an array sized by the counter) is run for real if it is short.
"""

from __future__ import annotations

import ast
from functools import partial

from ..values.arrays import Array
from ..values.dims import SOME_INT
from ..values.kinds import UNKNOWN, Mapping, Ref, Sequence, Value
from .bindings import assign
from .containers import any_element, elements_of
from .escapes import lose
from .estimates import Claim
from .forms import WRITTEN, Cell, Delta
from .iterations import Iteration, looks_at_target, size, target_cells
from .laziness import Source, lose_sources
from .machine import Machine, executes
from .operators import truth
from .recorder import Place, Recorder
from .scopes import Frame, Loop
from .settling import counts, leave, settle_loop

SHORT = 64
MOST_WHILE = 256


@executes(ast.Break)
def break_(machine: Machine, frame: Frame, node: ast.Break) -> bool:
    """`break`: one way out of the loop."""
    if frame.loops:
        frame.loops[-1].breaks.append(machine.store.changes_since(frame.loops[-1].mark))
    return False


@executes(ast.Continue)
def continue_(machine: Machine, frame: Frame, node: ast.Continue) -> bool:
    """`continue`: one way to the next iteration."""
    if frame.loops:
        frame.loops[-1].continues.append(machine.store.changes_since(frame.loops[-1].mark))
    return False


@executes(ast.For, ast.AsyncFor)
def for_(machine: Machine, frame: Frame, node: ast.For | ast.AsyncFor) -> bool:
    """`for target in iterable`."""
    frame.end_line = node.iter.end_lineno or node.lineno
    header = (node.lineno, frame.end_line)
    iterable = machine.evaluate(frame, node.iter)
    items = elements_of(machine, iterable, node.iter)
    sources = _sources(machine, iterable)
    if items is None:
        lose(machine, iterable)
        return settle_loop(machine, frame, node, header, UNKNOWN, [], at_least_once=False)
    if items.count == 0:
        return machine.execute(frame, node.orelse)
    cost = _cost(items, node)
    if items.items is not None and cost is not None and cost <= SHORT and machine.spend(cost):
        return _for_real_or_any(machine, frame, node, header, items.items, sources)
    numbers = iterable if isinstance(iterable, range) else None
    return _settled_or_real(machine, frame, node, header, items, sources, cost, numbers)


@executes(ast.While)
def while_(machine: Machine, frame: Frame, node: ast.While) -> bool:
    """`while test`: until nothing new is seen."""
    frame.end_line = node.test.end_lineno or node.lineno
    header = (node.lineno, frame.end_line)
    known = truth(machine, machine.evaluate(frame, node.test))
    if known is False:
        return machine.execute(frame, node.orelse)
    if known is True and not isinstance(node.test, ast.Constant):
        falls_through = _while_for_real(machine, frame, node, header)
        if falls_through is not None:
            return falls_through
    return settle_loop(machine, frame, node, header, UNKNOWN, [], at_least_once=known is True)


def _while_for_real(machine: Machine, frame: Frame, node: ast.While, header: tuple[int, int]) -> bool | None:
    """One iteration after the other, as long as the test is known; None where it is not, or there are too many."""
    store, cost = machine.store, size(node)
    start, exits, forks, spent = store.mark(), len(frame.exits), frame.forks, 0
    broken_off: list[Delta] = []
    with machine.recording(trial := machine.recorder.fresh()):
        falls_through, known = True, True
        while known and falls_through and spent + cost <= MOST_WHILE and machine.affords(cost):
            spent += cost
            machine.spend(cost)
            loop = Loop(store.mark())
            frame.loops.append(loop)
            falls_through = machine.execute(frame, node.body)
            frame.loops.pop()
            if loop.breaks or loop.continues:
                falls_through = _meet(machine, frame, loop, start, broken_off, falls_through)
            frame.line, frame.end_line = header
            verdict = truth(machine, machine.evaluate(frame, node.test)) if falls_through else False
            if verdict is None or frame.forks != forks:
                break
            known = verdict
    frame.forks = forks
    if known and falls_through:
        store.rollback(start)
        del frame.exits[exits:]
        return None
    machine.recorder.absorb(trial)
    return leave(machine, frame, node, start, broken_off, falls_through)


def _settled_or_real(
    machine: Machine,
    frame: Frame,
    node: ast.For | ast.AsyncFor,
    header: tuple[int, int],
    items: Sequence,
    sources: list[Source],
    cost: int | None,
    numbers: range | None,
) -> bool:
    """First the abstract way; where it says less than a real run would, and that is cheap enough, for real."""
    store = machine.store
    at_least_once = isinstance(items.count, int) and items.count > 0
    element = _any_item(machine, items)
    if machine.counts_bytes and at_least_once:
        _count_first(machine, frame, node, header, items, numbers)
    general = partial(
        settle_loop, machine, frame, node, header, element, sources, at_least_once=at_least_once, count=items.count,
        numbers=numbers,
    )  # fmt: skip
    if items.items is None or cost is None or not machine.affords(cost):
        return general()
    mark, before = store.mark(), len(frame.exits)
    trial = machine.recorder.fresh()
    with machine.recording(trial):
        falls_through = general()
    lost = set(machine.lost)
    outcome, exits = store.rollback(mark), frame.exits[before:]
    del frame.exits[before:]
    exact = not lost and not trial.silent and _exact_places(trial) == set(trial.variants)
    if not exact and _gains(machine, frame, node, header, items.items[0], trial, lost) and machine.spend(cost):
        return _for_real_or_any(machine, frame, node, header, items.items, sources)
    machine.recorder.absorb(trial)
    frame.exits += exits
    store.apply(outcome)
    return falls_through


def _count_first(
    machine: Machine, frame: Frame, node: ast.For | ast.AsyncFor, header: tuple[int, int], items: Sequence,
    numbers: range | None,
) -> None:  # fmt: skip
    """Let what the first iteration costs be known, of which all is known; later ones may start from other states."""
    first = items.items[0] if items.items else numbers[0] if numbers else None
    if first is None:
        return
    mark = machine.store.mark()
    probe = _only_first(machine, frame, node, header, first)
    machine.store.rollback(mark)
    machine.recorder.spent.absorb(probe.spent)


def _only_first(
    machine: Machine, frame: Frame, node: ast.For | ast.AsyncFor, header: tuple[int, int], first: Value
) -> Recorder:
    """What one iteration for real shows; the state is left as it is at its end."""
    exits, forks = len(frame.exits), frame.forks
    probe = machine.recorder.fresh()
    with machine.recording(probe):
        _for_real(machine, frame, node, header, (first,), [])
    del frame.exits[exits:]
    frame.forks = forks
    return probe


def _gains(
    machine: Machine,
    frame: Frame,
    node: ast.For | ast.AsyncFor,
    header: tuple[int, int],
    first: Value,
    trial: Recorder,
    lost: set[Cell],
) -> bool:
    """Whether a real run would say more than the abstract one did: its first iteration tells."""
    store = machine.store
    mark = store.mark()
    probe = _only_first(machine, frame, node, header, first)
    kept = any(store.get(cell) is not UNKNOWN for cell in lost)
    store.rollback(mark)
    return kept or not _exact_places(probe) <= _exact_places(trial)


def _for_real_or_any(
    machine: Machine,
    frame: Frame,
    node: ast.For | ast.AsyncFor,
    header: tuple[int, int],
    items: tuple[Value, ...],
    sources: list[Source],
) -> bool:
    """One iteration after the other, unless the body changes what is iterated over."""
    mark, exits, forks = machine.store.mark(), len(frame.exits), frame.forks
    falls_through = _for_real(machine, frame, node, header, items, sources)
    if falls_through is not None:
        return falls_through
    machine.store.rollback(mark)
    del frame.exits[exits:]
    frame.forks = forks
    lose_sources(machine, sources)
    return settle_loop(machine, frame, node, header, UNKNOWN, [], at_least_once=False)


def _for_real(
    machine: Machine,
    frame: Frame,
    node: ast.For | ast.AsyncFor,
    header: tuple[int, int],
    items: tuple[Value, ...],
    sources: list[Source],
) -> bool | None:
    """One iteration after the other; None where an iteration changes what the next ones get.

    Those that do not look at their item, and go the way of the one before, are not run.
    """
    store = machine.store
    start = store.mark()
    forks = frame.forks
    broken_off: list[Delta] = []
    falls_through = True
    last: Iteration | None = None
    for number, item in enumerate(items):
        first_id, exits = store.last_id, len(frame.exits)
        loop = Loop(store.mark())
        frame.loops.append(loop)
        frame.line, frame.end_line = header
        assign(machine, frame, node.target, item, node.iter)
        falls_through = machine.execute(frame, node.body)
        frame.loops.pop()
        if loop.breaks or loop.continues:
            falls_through = _meet(machine, frame, loop, start, broken_off, falls_through)
        if not falls_through:
            break
        if any(not _is_ahead(source, store.get(source.cell), number) for source in sources):
            return None
        if number + 1 < len(items) and not looks_at_target(node):
            plain = not loop.breaks and not loop.continues and len(frame.exits) == exits
            this = Iteration.of(machine, loop.mark, first_id, target_cells(frame, node)) if plain else None
            if this is not None and last is not None and this.repeats(last):
                assign(machine, frame, node.target, items[-1], node.iter)
                break
            last = this
    frame.forks = forks
    return leave(machine, frame, node, start, broken_off, falls_through)


def _sources(machine: Machine, iterable: Value) -> list[Source]:
    """What a loop takes its items from while it runs: lists and dicts with what they hold, an array if it changes."""
    if isinstance(iterable, Array) and iterable.buffer is not None:
        written = (iterable.buffer, WRITTEN)
        return [Source(written, machine.store.get(written))]
    if isinstance(iterable, Ref):
        return [Source(iterable.address, machine.store.get(iterable.address), in_order=True)]
    if isinstance(iterable, Sequence) and iterable.kind == "iterator":
        return machine.iterated
    return []


def _is_ahead(source: Source, now: Value, done: int) -> bool:
    """Whether a list or dict still has as many items, and the same after the first `done + 1` ones."""
    before = source.held
    if before is now or not source.in_order:
        return before is now
    old, new = _parts_in_order(before), _parts_in_order(now)
    if old is None or new is None or len(old) != len(new):
        return False
    left = zip(old[done + 1 :], new[done + 1 :], strict=True)
    return all(a is b for a, b in left) and _keys(before) == _keys(now)


def _parts_in_order(held: Value) -> tuple[Value, ...] | None:
    if isinstance(held, Mapping):
        return None if held.entries is None else tuple(value for _, value in held.entries)
    return held.items if isinstance(held, Sequence) else None


def _keys(held: Value) -> list[Value]:
    return [key for key, _ in held.entries or ()] if isinstance(held, Mapping) else []


def _meet(machine: Machine, frame: Frame, loop: Loop, start: int, broken_off: list[Delta], falls_through: bool) -> bool:
    """After an iteration with several ways out: go on from where those that stay in the loop meet."""
    store = machine.store
    ends = [*loop.continues, *([store.changes_since(loop.mark)] if falls_through else [])]
    store.rollback(loop.mark)
    if loop.breaks:
        frame.forks += 1
        before = store.changes_since(start)
        broken_off += [{**before, **delta} for delta in loop.breaks]
    if ends:
        store.merge(ends)
    return bool(ends)


def _exact_places(recorder: Recorder) -> set[Place]:
    return {
        place
        for place, variants in recorder.variants.items()
        if place not in recorder.silent and all(variant.claim is Claim.EXACT for variant in variants)
    }


def _any_item(machine: Machine, items: Sequence) -> Value:
    if items.kind == "range":
        return SOME_INT
    element = any_element(machine, items)
    return machine.store.generalised(element) if counts(element) else element


def _cost(items: Sequence, node: ast.For | ast.AsyncFor) -> int | None:
    """The statements that a real run takes."""
    count = items.count
    if not isinstance(count, int):
        return None
    return count * size(node)
