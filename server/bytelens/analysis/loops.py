"""Loops: for real where that is cheap, else until nothing new is seen.

A loop whose iterations all look alike is settled by a few abstract passes over its body, whatever its length. One
that loses something that way (a list that grows, an array sized by the counter) is run for real if it is short.
"""

from __future__ import annotations

import ast
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from weakref import WeakKeyDictionary

from ..values.arrays import Array, Scalar
from ..values.dims import SOME_INT, Dim, SomeInt, Symbolic
from ..values.joining import alike, options
from ..values.kinds import UNKNOWN, Instance, Mapping, Ref, Sequence, Typed, Value
from ..values.mapping import sum_of_steps
from .bindings import assign
from .containers import any_element, elements_of
from .escapes import lose
from .estimates import Claim
from .induction import Induction
from .laziness import Source, lose_sources
from .machine import Machine, executes
from .names import cell_of, forget_names
from .operators import truth
from .recorder import Place, Recorder
from .replay import sizes
from .scopes import Exit, Frame, Loop
from .store import ABSENT, WRITTEN, Cell, Delta, agree

_Loop = ast.For | ast.AsyncFor | ast.While
SHORT = 64
MOST_WHILE = 256
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
    iterable = machine.evaluate(frame, node.iter)
    items = elements_of(machine, iterable, node.iter)
    sources = _sources(machine, iterable)
    if items is None:
        lose(machine, iterable)
        return _general(machine, frame, node, header, UNKNOWN, [], at_least_once=False)
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
    return _general(machine, frame, node, header, UNKNOWN, [], at_least_once=known is True)


def _while_for_real(machine: Machine, frame: Frame, node: ast.While, header: tuple[int, int]) -> bool | None:
    """One iteration after the other, as long as the test is known; None where it is not, or there are too many."""
    store, size = machine.store, _size(node)
    start, exits, forks, spent = store.mark(), len(frame.exits), frame.forks, 0
    broken_off: list[Delta] = []
    with machine.recording(trial := machine.recorder.fresh()):
        falls_through, known = True, True
        while known and falls_through and spent + size <= MOST_WHILE and machine.affords(size):
            spent += size
            machine.spend(size)
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
    return _leave(machine, frame, node, start, broken_off, falls_through)


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
    general = partial(
        _general, machine, frame, node, header, element, sources, at_least_once=at_least_once, count=items.count,
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
    probe = machine.recorder.fresh()
    with machine.recording(probe):
        _for_real(machine, frame, node, header, (first,), [])
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
    return _general(machine, frame, node, header, UNKNOWN, [], at_least_once=False)


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
    last: _Iteration | None = None
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
        if number + 1 < len(items) and not _looks_at_target(node):
            plain = not loop.breaks and not loop.continues and len(frame.exits) == exits
            this = _Iteration.of(machine, loop.mark, first_id, _target_cells(frame, node)) if plain else None
            if this is not None and last is not None and this.repeats(last):
                assign(machine, frame, node.target, items[-1], node.iter)
                break
            last = this
    frame.forks = forks
    return _leave(machine, frame, node, start, broken_off, falls_through)


@dataclass(frozen=True, slots=True)
class _Iteration:
    """What an iteration has left behind: the cells that it has changed, and how much has been seen and has escaped."""

    ends: Delta
    seen: tuple[int, ...]

    @staticmethod
    def of(machine: Machine, mark: int, last_id: int, targets: frozenset[Cell]) -> _Iteration:
        """The iteration that began at a mark, when ids above `last_id` were not taken.

        That memory has been written to is no difference: it stays so.
        """
        ends = {
            cell: value
            for cell, value in machine.store.changes_since(mark).items()
            if not _is_of_iteration(cell, last_id)
            and cell not in targets
            and not (isinstance(cell, tuple) and cell[1] == WRITTEN)
        }
        recorder = machine.recorder
        return _Iteration(ends, (recorder.news, len(recorder.silent), *sizes(machine)))

    def repeats(self, last: _Iteration) -> bool:
        """Whether the next iteration has nothing new to show, as this one had nothing after the last."""
        if self.seen != last.seen or self.ends.keys() != last.ends.keys():
            return False
        return all(agree(value, last.ends[cell]) for cell, value in self.ends.items())


def _looks_at_target(node: ast.For | ast.AsyncFor) -> bool:
    """Whether the body of a loop mentions what the loop binds, other than to bind it."""
    known = _targets_read.get(node)
    if known is None:
        bound = {child.id for child in ast.walk(node.target) if isinstance(child, ast.Name)}
        plain = all(isinstance(child, ast.Name | ast.Tuple | ast.expr_context) for child in ast.walk(node.target))
        body = (child for statement in node.body for child in ast.walk(statement))
        known = not plain or any(
            (isinstance(child, ast.Name) and child.id in bound) or isinstance(child, _DEFINITIONS) for child in body
        )
        _targets_read[node] = known
    return known


_DEFINITIONS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda, ast.ClassDef)
_targets_read: WeakKeyDictionary[ast.AST, bool] = WeakKeyDictionary()


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
    targets = _target_cells(frame, node)
    lost: set[Cell] = set()
    last_id = store.last_id
    frame.forks += 1
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
    machine.loop_depth -= 1
    machine.recorder.absorb(trial.mapped(induction.within))
    frame.exits[exits:] = [_within(induction, exit_) for exit_ in frame.exits[exits:]]
    _forget_counter(machine, induction, ends, logged, last_id)
    if news:
        machine.lost = lost
        return _give_up(machine, frame, node, header)
    before = store.changes_since(start)
    broken_off = [_mapped({**before, **delta}, induction.within) for delta in loop.breaks]
    guesses = {cell: store.get(cell) for cell in induction.guessed}
    store.apply(induction.guessed)
    ends = [_mapped(delta, induction.at_end) for delta in ends]
    if at_least_once and ends:
        store.merge(ends)
    elif ends:
        store.merge([*ends, {}])
        if isinstance(induction.count, Symbolic):
            store.apply(_mapped(guesses, induction.after))
    if isinstance(node, ast.While):
        frame.line, frame.end_line = header
        machine.evaluate(frame, node.test)
    endless = isinstance(node, ast.While) and truth(machine, _constant_test(node)) is True
    reaches_end = not endless and (bool(ends) or not at_least_once)
    machine.lost = lost
    return _leave(machine, frame, node, start, broken_off, reaches_end)


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
        if cell in store.history:
            store.history[cell] = tuple(map(induction.within, store.history[cell]))
    for buffer in range(last_id + 1, store.last_id + 1):
        known = store.buffers.get(buffer)
        if known is not None and isinstance(known.nbytes, Symbolic | SomeInt):
            nbytes = induction.within(known.nbytes)
            assert isinstance(nbytes, int | Symbolic | SomeInt)
            store.buffers[buffer] = replace(known, nbytes=nbytes)


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
        element = store.generalised(store.joined(value.values)) if value.values else UNKNOWN
        return replace(value, entries=None, element=element)
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


def _size(node: _Loop) -> int:
    known = _sizes.get(node)
    if known is None:
        statements = (child for statement in node.body for child in ast.walk(statement) if isinstance(child, ast.stmt))
        known = _sizes[node] = sum(1 for _ in statements)
    return known


_sizes: WeakKeyDictionary[ast.AST, int] = WeakKeyDictionary()
