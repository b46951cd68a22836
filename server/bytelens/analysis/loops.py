"""Loops: for real where that is cheap, else until nothing new is seen.

A loop whose iterations all look alike is settled by a few abstract passes over its body, whatever its length. One
that loses something that way (a list that grows, an array sized by the counter) is run for real if it is short.
"""

from __future__ import annotations

import ast
from dataclasses import replace

from ..values.arrays import Array, Scalar
from ..values.dims import SOME_INT, SomeInt, Symbolic
from ..values.joining import alike, options
from ..values.kinds import UNKNOWN, Instance, Mapping, Ref, Sequence, Typed, Value
from .bindings import assign
from .containers import any_element, elements_of
from .escapes import lose
from .estimates import Claim
from .machine import Machine, executes
from .names import cell_of, forget_names
from .operators import truth
from .recorder import Place, Recorder
from .scopes import Frame, Loop
from .store import ABSENT, WRITTEN, Cell, Delta, agree

SHORT = 64
MOST_PASSES = 8
WIDEN_AFTER = 3


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
    machine.iterated.clear()
    iterable = machine.evaluate(frame, node.iter)
    items = elements_of(machine, iterable, node.iter)
    sources = _sources(machine, iterable)
    if items is None:
        lose(machine, iterable)
        return _general(machine, frame, node, header, UNKNOWN, {}, at_least_once=False)
    if items.count == 0:
        return machine.execute(frame, node.orelse)
    cost = _cost(items, node)
    if items.items is not None and cost is not None and cost <= SHORT and machine.spend(cost):
        return _for_real_or_any(machine, frame, node, header, items.items, sources)
    return _settled_or_real(machine, frame, node, header, items, sources, cost)


@executes(ast.While)
def while_(machine: Machine, frame: Frame, node: ast.While) -> bool:
    """`while test`: until nothing new is seen."""
    frame.end_line = node.test.end_lineno or node.lineno
    header = (node.lineno, frame.end_line)
    known = truth(machine, machine.evaluate(frame, node.test))
    if known is False:
        return machine.execute(frame, node.orelse)
    return _general(machine, frame, node, header, UNKNOWN, {}, at_least_once=known is True)


_Loop = ast.For | ast.AsyncFor | ast.While


def _settled_or_real(
    machine: Machine,
    frame: Frame,
    node: ast.For | ast.AsyncFor,
    header: tuple[int, int],
    items: Sequence,
    sources: Delta,
    cost: int | None,
) -> bool:
    """First the abstract way; where it says less than a real run would, and that is cheap enough, for real."""
    store = machine.store
    at_least_once = isinstance(items.count, int) and items.count > 0
    element = _any_item(machine, items)
    if items.items is None or cost is None or not machine.affords(cost):
        return _general(machine, frame, node, header, element, sources, at_least_once=at_least_once)
    mark, before = store.mark(), len(frame.exits)
    trial = Recorder()
    with machine.recording(trial):
        falls_through = _general(machine, frame, node, header, element, sources, at_least_once=at_least_once)
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
    mark, exits, forks = store.mark(), len(frame.exits), frame.forks
    probe = Recorder()
    with machine.recording(probe):
        _for_real(machine, frame, node, header, (first,), {})
    del frame.exits[exits:]
    frame.forks = forks
    kept = any(store.get(cell) is not UNKNOWN for cell in lost)
    store.rollback(mark)
    return kept or not _exact_places(probe) <= _exact_places(trial)


def _for_real_or_any(
    machine: Machine,
    frame: Frame,
    node: ast.For | ast.AsyncFor,
    header: tuple[int, int],
    items: tuple[Value, ...],
    sources: Delta,
) -> bool:
    """One iteration after the other, unless the body changes what is iterated over."""
    mark, exits, forks = machine.store.mark(), len(frame.exits), frame.forks
    falls_through = _for_real(machine, frame, node, header, items, sources)
    if falls_through is not None:
        return falls_through
    machine.store.rollback(mark)
    del frame.exits[exits:]
    frame.forks = forks
    lose(machine, tuple(Ref(cell) for cell in sources if isinstance(cell, int)))
    return _general(machine, frame, node, header, UNKNOWN, {}, at_least_once=False)


def _for_real(
    machine: Machine,
    frame: Frame,
    node: ast.For | ast.AsyncFor,
    header: tuple[int, int],
    items: tuple[Value, ...],
    sources: Delta,
) -> bool | None:
    """One iteration after the other; None where an iteration changes what the next ones get."""
    store = machine.store
    start = store.mark()
    forks = frame.forks
    broken_off: list[Delta] = []
    falls_through = True
    for number, item in enumerate(items):
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
        if any(not _is_ahead(held, store.get(cell), number) for cell, held in sources.items()):
            return None
    frame.forks = forks
    return _leave(machine, frame, node, start, broken_off, falls_through)


def _sources(machine: Machine, iterable: Value) -> Delta:
    """What a loop takes its items from while it runs: lists and dicts with what they hold, an array if it changes."""
    if isinstance(iterable, Array) and iterable.buffer is not None:
        written = (iterable.buffer, WRITTEN)
        return {written: machine.store.get(written)}
    if isinstance(iterable, Ref):
        sources = [iterable]
    elif isinstance(iterable, Sequence) and iterable.kind == "iterator":
        sources = machine.iterated
    else:
        sources = []
    return {source.address: machine.store.get(source.address) for source in sources}


def _is_ahead(before: Value, now: Value, done: int) -> bool:
    """Whether a list or dict still has as many items, and the same after the first `done + 1` ones."""
    if before is now:
        return True
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


def _leave(
    machine: Machine, frame: Frame, node: _Loop, start: int, broken_off: list[Delta], falls_through: bool
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


def _general(
    machine: Machine,
    frame: Frame,
    node: _Loop,
    header: tuple[int, int],
    element: Value,
    sources: Delta,
    *,
    at_least_once: bool,
) -> bool:
    """Passes over the body from an ever more general state, until a pass brings nothing new.

    `machine.lost` tells afterwards which cells had to be generalised on the way.
    """
    store = machine.store
    start = store.mark()
    targets = _target_cells(frame, node)
    lost: set[Cell] = set()
    last_id = store.last_id
    frame.forks += 1
    for attempt in range(MOST_PASSES):
        trial, exits = Recorder(), len(frame.exits)
        loop = Loop(store.mark())
        frame.loops.append(loop)
        with machine.recording(trial):
            falls_through = _iterate(machine, frame, node, header, element)
        frame.loops.pop()
        ends = [*loop.continues, *([store.changes_since(loop.mark)] if falls_through else [])]
        store.rollback(loop.mark)
        news = _grow(machine, ends, targets, lost, last_id, widen=attempt >= WIDEN_AFTER)
        if element is not UNKNOWN and any(store.get(cell) is not held for cell, held in sources.items()):
            lose(machine, tuple(Ref(cell) for cell in sources if isinstance(cell, int)))
            element, news = UNKNOWN, True
        if not news:
            break
        if attempt < MOST_PASSES - 1:
            del frame.exits[exits:]
    frame.forks -= 1
    machine.recorder.absorb(trial)
    if news:
        machine.lost = lost
        return _give_up(machine, frame, node, header)
    before = store.changes_since(start)
    broken_off = [{**before, **delta} for delta in loop.breaks]
    if at_least_once and ends:
        store.merge(ends)
    elif ends:
        store.merge([*ends, {}])
    if isinstance(node, ast.While):
        frame.line, frame.end_line = header
        machine.evaluate(frame, node.test)
    endless = isinstance(node, ast.While) and truth(machine, _constant_test(node)) is True
    reaches_end = not endless and (bool(ends) or not at_least_once)
    machine.lost = lost
    return _leave(machine, frame, node, start, broken_off, reaches_end)


def _iterate(machine: Machine, frame: Frame, node: _Loop, header: tuple[int, int], element: Value) -> bool:
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
    machine: Machine, ends: list[Delta], targets: frozenset[Cell], lost: set[Cell], last_id: int, *, widen: bool
) -> bool:
    """Let the state at the head of the loop cover the ends of its body: whether that is new.

    Cells about which less is known than before are added to `lost`. What has an id above `last_id` is made anew by each
    iteration: how it changes is no news, since only older cells lead to it.
    """
    store = machine.store
    grown: list[Cell] = []
    for cell in dict.fromkeys(cell for delta in ends for cell in delta):
        head = store.get(cell)
        wider = store.joined((head, *(delta.get(cell, head) for delta in ends)))
        if wider is ABSENT:
            continue
        wider = _settling(machine, head, wider, widen=widen)
        if not agree(head, wider):
            grown.append(cell)
            if head is not ABSENT and cell not in targets and not _is_float(wider) and not alike(head, wider):
                lost.add(cell)
        store.set(cell, wider)
    return any(store.is_live(cell) and not _is_of_iteration(cell, last_id) for cell in grown)


def _is_of_iteration(cell: Cell, last_id: int) -> bool:
    return (cell if isinstance(cell, int) else cell[0]) > last_id


def _settling(machine: Machine, head: Value, wider: Value, *, widen: bool) -> Value:
    """What a cell, or an attribute of an object, is taken to hold so that passes come to an end."""
    if isinstance(head, Instance) and isinstance(wider, Instance) and wider.attributes is not None:
        attributes = tuple(
            (name, _settling(machine, head.get(name, ABSENT), value, widen=widen)) for name, value in wider.attributes
        )
        return Instance(wider.cls, attributes)
    if (widen or _counts(wider)) and not agree(head, wider):
        return _widened(machine, wider)
    return wider


def _give_up(machine: Machine, frame: Frame, node: _Loop, header: tuple[int, int]) -> bool:
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
        lose(machine, value)
        return Mapping(None)
    return store.generalised(value)


def _counts(value: Value) -> bool:
    """True for unions of numbers, which are counters: there is no end to their options."""
    return len(options(value)) > 1 and all(
        isinstance(option, int | float | Symbolic | SomeInt | Typed | Scalar) for option in options(value)
    )


def _is_float(value: Value) -> bool:
    return isinstance(value, Typed) and value.type is float


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
    return machine.store.generalised(element) if _counts(element) else element


def _target_cells(frame: Frame, node: _Loop) -> frozenset[Cell]:
    if isinstance(node, ast.While):
        return frozenset()
    names = (child.id for child in ast.walk(node.target) if isinstance(child, ast.Name))
    return frozenset(cell_of(frame, name) for name in names)


def _constant_test(node: ast.While) -> Value:
    return node.test.value if isinstance(node.test, ast.Constant) else UNKNOWN


def _cost(items: Sequence, node: ast.For | ast.AsyncFor) -> int | None:
    """The statements that a real run takes."""
    count = items.count
    if not isinstance(count, int):
        return None
    return count * _size(node)


def _size(node: ast.For | ast.AsyncFor) -> int:
    return sum(isinstance(child, ast.stmt) for statement in node.body for child in ast.walk(statement))
