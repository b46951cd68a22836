"""Calls that are not run again: the same function with arguments that are alike gives what it gave before.

A call is kept where it depends on nothing but its arguments and on names whose values are told apart easily, and
changes nothing but memory that it was given. What it has shown of its lines is kept with it, and shown again for the
new call. Results of one version of a text serve the next.
"""

from __future__ import annotations

from collections.abc import Callable, Sized
from dataclasses import dataclass, field, replace
from types import BuiltinFunctionType, FunctionType, ModuleType, NoneType
from typing import TYPE_CHECKING

import numpy as np

from ..values.arrays import Array, Scalar
from ..values.dims import SomeInt, Symbolic
from ..values.kinds import UNKNOWN, Parameter, Slice, Typed, Unknown, Value
from .bounds import Bounds
from .forms import ABSENT, FILES, WRITTEN, Cell, parts
from .recorder import Recorder
from .scopes import Function, FunctionNode
from .store import Buffer, Store

if TYPE_CHECKING:
    from .machine import Machine

MOST_KEPT = 4_000
MOST_FOR_KEY = 4
MOST_MADE = 2
"""Of the functions that one definition makes, no more are told apart."""

_CONSTANTS = frozenset(
    {int, bool, float, complex, str, bytes, NoneType, type(Ellipsis), SomeInt, Symbolic, Typed, Unknown, range}
)
_FIXED = (ModuleType, type, np.dtype, np.ufunc, FunctionType, BuiltinFunctionType, type(np.concatenate))


class _NotKept(Exception):  # noqa: N818 - a way out
    """A value that calls are not kept for."""


@dataclass(slots=True)
class Trace:
    """What a call in progress depends on: cells that were there before it (ids up to `last_id`), and what told their
    values from others.

    called, defined: the functions that it calls, and those that it makes. writes_files: any file may have been written
    to. names: it has given symbols to lengths, others each time. kept: False once it has done something that cannot be
    shown again.
    """

    store: Store
    last_id: int
    bounds: Bounds
    reads: dict[Cell, object] = field(default_factory=dict)
    called: set[FunctionNode] = field(default_factory=set)
    defined: set[FunctionNode] = field(default_factory=set)
    writes_files: bool = False
    names: bool = False
    kept: bool = True

    def note(self, cell: Cell, value: Value) -> None:
        """The call has looked at a cell."""
        if _id_of(cell) <= self.last_id and cell not in self.reads:
            self.reads[cell] = _told_apart(self.store, value)
            self.kept = self.kept and self.reads[cell] is not None


@dataclass(frozen=True, slots=True)
class Fresh:
    """New memory in a result. determined: its elements have been known. written, away: to, or given away, since."""

    about: Buffer
    determined: bool
    written: bool
    away: bool


@dataclass(frozen=True, slots=True)
class Kept:
    """A call that was run: what it read, gave and did.

    last_id: the last id that there was before it. arrays: the arrays among its arguments. result: with the ids of the
    run. written, shared: buffers of arguments that it wrote to, and that it gave away. fresh: new buffers in the
    result.
    cost: steps, steps of loops, elements computed.
    """

    last_id: int
    reads: dict[Cell, object]
    arrays: tuple[Array, ...]
    lines: int
    result: Value
    written: frozenset[int]
    shared: frozenset[int]
    fresh: dict[int, Fresh]
    recorder: Recorder
    called: frozenset[FunctionNode]
    defined: frozenset[FunctionNode]
    bounds: Bounds
    writes_files: bool
    cost: tuple[int, int, int]


class Calls:
    """The calls that are kept, of all versions of a text."""

    def __init__(self) -> None:
        self._kept: dict[object, list[Kept]] = {}
        self._count = 0

    def run(
        self,
        machine: Machine,
        function: Function,
        bound: dict[str, Value],
        lines: tuple[int, ...],
        run: Callable[[], Value],
        *,
        alone: bool = False,
    ) -> Value:
        """The result of `run()`, which calls the function with `bound` parameters, through calls on `lines`.

        alone: nobody gets the result.
        """
        arrays: list[Array] = []
        try:
            key = (alone, self._key(machine, function, bound, arrays))
        except _NotKept:
            return run()
        found = next((kept for kept in self._kept.get(key, ()) if _fits(machine, kept)), None)
        if found is not None:
            return _replayed(machine, found, arrays, lines)
        return self._run(machine, key, tuple(arrays), lines, run)

    def _key(self, machine: Machine, function: Function, bound: dict[str, Value], arrays: list[Array]) -> object:
        if machine.delayed is not None or machine.store.logs or machine.recorder.home is not None:
            raise _NotKept
        stamp = (machine.sets_shapes, len(machine.replaced), len(machine.unknown_names), len(machine.frame.active))
        values = tuple([(name, _key_of(machine, value, arrays)) for name, value in bound.items()])
        return function.node, function.node.lineno, function.scopes, stamp, values

    def _run(
        self,
        machine: Machine,
        key: object,
        arrays: tuple[Array, ...],
        lines: tuple[int, ...],
        run: Callable[[], Value],
    ) -> Value:
        store = machine.store
        trace = Trace(store, store.new_id(), Bounds(machine.loop_steps))
        mark, before, left = store.mark(), _costs(machine), sizes(machine)
        shared, trial = len(store.shared.news), Recorder()
        machine.traces.append(trace)
        try:
            with machine.recording(trial):
                result = run()
        finally:
            machine.traces.pop()
        machine.recorder.absorb(trial)
        if trace.kept and left == sizes(machine):
            steps, loop_steps, computed = _costs(machine)
            cost = (steps - before[0], loop_steps - before[1], computed - before[2])
            kept = _kept(machine, trace, mark, arrays, result, trial, shared)
            if kept is not None and not (kept.bounds.refused and cost[2]):
                self._keep(key, replace(kept, lines=len(lines), cost=cost))
        return result

    def _keep(self, key: object, kept: Kept) -> None:
        if self._count >= MOST_KEPT:
            self._kept.clear()
            self._count = 0
        known = self._kept.setdefault(key, [])
        del known[: len(known) - MOST_FOR_KEY + 1]
        known.append(kept)
        self._count += 1


def _told_apart(store: Store, value: Value) -> object:
    """What tells the value of a name from others that it may have at another time; None where that is not easy."""
    if isinstance(value, Function):
        defaults = () if value.defaults is None else store.get(value.defaults)
        return (value.node, value.scopes, repr(defaults)) if is_constant(defaults) else None
    if isinstance(value, Array):
        whole = value.identity == value.buffer
        return (id(value), value, store.contents(value) is None, value.buffer in store.shared) if whole else None
    if value is ABSENT or isinstance(value, _FIXED):
        return id(value), value
    return (type(value), repr(value)) if is_constant(value) else None


def is_constant(value: Value) -> bool:
    """Whether a value is told from all others by its text."""
    return type(value) in _CONSTANTS or (type(value) is tuple and all(map(is_constant, value)))


def is_equal(now: Value, then: Value) -> bool:
    """Whether two values are constants, and the same."""
    return type(now) is type(then) and is_constant(then) and repr(now) == repr(then)


def _fits(machine: Machine, kept: Kept) -> bool:
    """Whether what a kept call read is what it would read now, and it would be granted the same."""
    cells = machine.store.cells
    if not kept.bounds.hold(machine.loop_steps, machine.most_loop_steps, machine.computed, kept.cost[2]):
        return False
    if any(len(machine.functions.get(node, ())) < MOST_MADE for node in kept.defined):
        return False
    return all(_told_apart(machine.store, cells.get(cell, ABSENT)) == known for cell, known in kept.reads.items())


def _key_of(machine: Machine, value: Value, arrays: list[Array]) -> object:
    kind = type(value)
    if kind in _CONSTANTS:
        return kind, repr(value) if kind is float or kind is complex else value
    if isinstance(value, Array):
        return _key_of_array(machine, value, arrays)
    if isinstance(value, Parameter):
        return Parameter, value.dim, value.free
    if kind is tuple:
        return tuple([_key_of(machine, item, arrays) for item in value])  # type: ignore[attr-defined]
    if isinstance(value, Scalar):
        return Scalar, str(value.dtype), None if value.value is None else (type(value.value), repr(value.value))
    if isinstance(value, Slice):
        return Slice, *[_key_of(machine, part, arrays) for part in (value.start, value.stop, value.step)]
    if isinstance(value, Function) and value.defaults is None:
        return Function, value.node, value.scopes
    if isinstance(value, _FIXED):
        return kind, id(value)
    raise _NotKept


def _key_of_array(machine: Machine, array: Array, arrays: list[Array]) -> object:
    store, buffer = machine.store, array.buffer
    place = next((number for number, known in enumerate(arrays) if known.buffer == buffer), len(arrays))
    same = next((number for number, known in enumerate(arrays) if known.identity == array.identity), len(arrays))
    arrays.append(array)
    memory: object = None
    if buffer is not None:
        about = store.buffers[buffer]
        held = store.holders(buffer) > 0
        memory = (about.nbytes, about.summary, buffer in store.shared, held, buffer == array.identity)
    contents = store.contents(array)
    known = None if contents is None else contents.key
    return array.shape, array.dtype, array.strides, array.certain, array.type, place, same, memory, known


def _kept(
    machine: Machine,
    trace: Trace,
    mark: int,
    arrays: tuple[Array, ...],
    result: Value,
    trial: Recorder,
    shared: int,
) -> Kept | None:
    """The call as it is kept; None where it changed what was there before, or gives what cannot be made anew."""
    store, last_id = machine.store, trace.last_id
    given = {array.buffer for array in arrays}
    written = set()
    for cell in store.changes_since(mark):
        if _id_of(cell) <= last_id and not (cell == FILES and trace.writes_files):
            if not isinstance(cell, tuple) or cell[1] != WRITTEN or cell[0] not in given:
                return None
            written.add(cell[0])
    away = {buffer for buffer in store.shared.news[shared:] if buffer <= last_id}
    fresh: dict[int, Fresh] = {}
    if trace.names and _is_symbolic(result):
        return None
    if not away <= given or not _collect(machine, result, arrays, last_id, fresh):
        return None
    called = frozenset(trace.called)
    return Kept(
        last_id=last_id,
        reads=trace.reads,
        arrays=arrays,
        lines=0,
        result=result,
        written=frozenset(written),
        shared=frozenset(away),
        fresh=fresh,
        recorder=trial,
        called=called,
        defined=frozenset(trace.defined),
        bounds=trace.bounds,
        writes_files=trace.writes_files,
        cost=(0, 0, 0),
    )


def _is_symbolic(value: Value) -> bool:
    if isinstance(value, Array):
        return any(isinstance(length, Symbolic) for length in value.shape or ())
    return isinstance(value, Symbolic) or any(map(_is_symbolic, parts(value)))


def _collect(
    machine: Machine,
    value: Value,
    arrays: tuple[Array, ...],
    last_id: int,
    fresh: dict[int, Fresh],
) -> bool:
    """Note the new buffers in a result. False where it holds something that cannot be made anew."""
    if isinstance(value, Array):
        buffer = value.buffer
        if buffer is None or any(array.buffer == buffer for array in arrays):
            return True
        if buffer <= last_id:
            return False
        store = machine.store
        written, away = (buffer, WRITTEN) in store.cells, buffer in store.shared
        fresh[buffer] = Fresh(store.buffers[buffer], buffer in store.determined, written, away)
        return True
    if type(value) is tuple:
        return all(_collect(machine, item, arrays, last_id, fresh) for item in value)
    return type(value) in _CONSTANTS or isinstance(value, (Scalar, Slice, *_FIXED))


def _replayed(machine: Machine, kept: Kept, arrays: list[Array], lines: tuple[int, ...]) -> Value:
    """What a kept call gives for arrays that are like those that it was kept for."""
    store = machine.store
    ids: dict[int, int] = {}
    for then, now in zip(kept.arrays, arrays, strict=True):
        ids[then.identity] = now.identity
        if then.buffer is not None and now.buffer is not None:
            ids[then.buffer] = now.buffer
    for buffer, known in kept.fresh.items():
        about = known.about
        ids[buffer] = store.new_buffer(about.nbytes, about.node, summary=about.summary, module=about.module)
        if known.determined:
            store.determined.add(ids[buffer])
        if known.written:
            store.write(ids[buffer])
        if known.away:
            store.shared.add(ids[buffer])
    for buffer in kept.written:
        store.write(ids[buffer])
    store.shared.update(ids[buffer] for buffer in kept.shared)
    for node in kept.called:
        machine.note_call(node)
    machine.bounds.include(machine.loop_steps, kept.bounds)
    for trace in machine.traces:
        trace.bounds.include(machine.loop_steps, kept.bounds)
        trace.writes_files = trace.writes_files or kept.writes_files
        trace.defined |= kept.defined
    if kept.writes_files and store.get(FILES) is not UNKNOWN:
        store.set(FILES, UNKNOWN)
    machine.steps += kept.cost[0]
    machine.loop_steps += kept.cost[1]
    machine.computed += kept.cost[2]
    for cell in kept.reads:
        machine.note_read(cell, store.get(cell))
    machine.recorder.absorb(kept.recorder.renewed(lines, kept.lines, ids, kept.last_id, store.new_id))
    return _renewed(machine, kept.result, kept.arrays, arrays, ids)


def _renewed(machine: Machine, value: Value, then: tuple[Array, ...], now: list[Array], ids: dict[int, int]) -> Value:
    if isinstance(value, Array):
        for known, array in zip(then, now, strict=True):
            if known.identity == value.identity:
                return array
        if value.identity not in ids:
            ids[value.identity] = machine.store.new_id()
        buffer = None if value.buffer is None else ids[value.buffer]
        return replace(value, buffer=buffer, identity=ids[value.identity])
    if type(value) is tuple:
        return tuple([_renewed(machine, item, then, now, ids) for item in value])
    return value


def _costs(machine: Machine) -> tuple[int, int, int]:
    return machine.steps, machine.loop_steps, machine.computed


def sizes(machine: Machine) -> tuple[int, ...]:
    """What a kept call leaves as it is: what is known of code that escapes, and of names that it may change."""
    sets: tuple[Sized, ...] = (machine.escaped, machine.volatile, machine.only_read, machine.functions, machine.methods)
    more: tuple[Sized, ...] = (
        machine.replaced,
        machine.set_elsewhere,
        machine.descriptors,
        machine.lost_modules,
        machine.store.modules,
        machine.store.watched,
        machine.store.outlived,
    )
    flags = (len(machine.unknown_names), int(machine.sets_shapes))
    return (*(len(each) for each in (*sets, *more)), *flags)


def _id_of(cell: Cell) -> int:
    return cell if isinstance(cell, int) else cell[0]
