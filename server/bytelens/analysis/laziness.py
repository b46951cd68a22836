"""Iterators take their items later: what is known of them holds as long as nothing has changed that they read.

An iterator that an expression makes is followed until the expression is done. `Machine.iterated` tells what the
iterators of the present statement take their items from, and what that was when they were made.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..values.arrays import Array
from ..values.joining import options, same
from ..values.kinds import UNKNOWN, Instance, Ref, Sequence, Value
from .escapes import defer, lose
from .forms import ABSENT, WRITTEN, Cell, parts, references
from .scopes import Class, Frame, Function, Module, Scope, names_of

if TYPE_CHECKING:
    from .machine import Machine

MOST_VISITED = 2_000
MOST_RUNS = 3
ANYTHING, NOTHING = -1, -2
"""In place of a cell: it reads more than is followed; it reads nothing itself."""


@dataclass(frozen=True, slots=True, eq=False)
class Source:
    """A cell that an iterator reads: what it held, and whether the iterator takes its items from it in order.

    reader: a function, or a generator expression, that may run when items are taken.
    """

    cell: Cell
    held: Value
    in_order: bool = False
    reader: Value = None


def is_iterator(value: Value) -> bool:
    """True for what can be iterated over only once, or may be such a thing."""
    return any(isinstance(option, Sequence) and option.kind == "iterator" for option in options(value))


def note_iterated(machine: Machine, values: tuple[Value, ...], *, in_order: bool) -> None:
    """An iterator was made that takes its items from lists and dicts; in order: not before those of the same place."""
    for value in values:
        for option in options(value):
            if isinstance(option, Ref):
                machine.iterated.append(Source(option.address, machine.store.get(option.address), in_order))


def settled(machine: Machine, run: Callable[[], Sequence]) -> Sequence:
    """The iterator that gives what some code makes, which runs when items are taken: nobody knows when.

    What the code changes is lost. Then it runs again, since others may have changed it just so.
    """
    for _ in range(MOST_RUNS):
        with defer(machine) as changed, machine.running_late():
            made = run()
        if not changed:
            return Sequence(made.items, made.element, made.length, "iterator")
    lose(machine, made)
    return Sequence(None, kind="iterator")


def note_reads(machine: Machine, frame: Frame, names: frozenset[str], *values: Value) -> None:
    """An iterator was made that runs code: it may read names and values, and all that can be reached from there."""
    cells: dict[Cell, None] = {}
    pending: list[Value] = list(values)
    for name in names:
        _follow_name(machine, frame.scopes, name, cells, pending)
    readers: dict[Function, None] = {}
    if not _reach(machine, cells, readers, pending):
        machine.iterated.append(Source(ANYTHING, UNKNOWN, reader=tuple(readers)))
    for cell in cells:
        machine.iterated.append(Source(cell, machine.store.get(cell)))
    machine.iterated += [Source(NOTHING, ABSENT, reader=function) for function in readers]


def unchanged(machine: Machine) -> bool:
    """Whether all iterators of the present statement would still give what they would have given at first."""
    return all(_is_same(machine, source) for source in machine.iterated)


def objects_in(machine: Machine, value: Value, before: int) -> tuple[Ref, ...]:
    """The lists, dicts and objects with an id below `before` that can be reached from a value."""
    if not any(True for _ in references(value)):
        return ()
    cells: dict[Cell, None] = {}
    _reach(machine, cells, {}, [value])
    return tuple(Ref(cell) for cell in cells if isinstance(cell, int) and cell < before)


def _is_same(machine: Machine, source: Source) -> bool:
    if source.cell == ANYTHING:
        return False
    now = machine.store.get(source.cell)
    return now is source.held or same(now, source.held)


def spoil(machine: Machine, value: Value = UNKNOWN) -> None:
    """Nothing is known any more of the iterators of the present statement, nor of what they would give."""
    sources, machine.iterated = machine.iterated, [Source(ANYTHING, UNKNOWN)]
    lose(machine, value)
    lose_sources(machine, sources)


def lose_sources(machine: Machine, sources: list[Source]) -> None:
    """What iterators take their items from changes while they do so."""
    for source in sources:
        lose(machine, source.reader)
        if isinstance(source.cell, int) and source.cell >= 0:
            lose(machine, Ref(source.cell))


def _reach(machine: Machine, cells: dict[Cell, None], readers: dict[Function, None], pending: list[Value]) -> bool:
    """Add the cells and functions that can be reached from some values; False where there are too many."""
    for _ in range(MOST_VISITED):
        if not pending:
            return True
        value = pending.pop()
        if isinstance(value, Ref):
            _follow_cell(machine, value.address, cells, pending)
        elif isinstance(value, Array):
            _follow_array(machine, value, cells)
        elif isinstance(value, Function):
            if value not in readers:
                readers[value] = None
                _follow_function(machine, value, cells, pending)
        elif isinstance(value, Class):
            for known in value.order:
                _follow_cell(machine, known.namespace, cells, pending)
        elif isinstance(value, Module):
            for cell in [
                cell for cell in machine.store.cells.all() if isinstance(cell, tuple) and cell[0] == value.scope
            ]:
                _follow_cell(machine, cell, cells, pending)
        else:
            pending.extend(parts(value))
            if isinstance(value, Instance):
                pending.append(value.cls)
    return False


def _follow_cell(machine: Machine, cell: Cell, cells: dict[Cell, None], pending: list[Value]) -> None:
    if cell not in cells:
        cells[cell] = None
        pending.append(machine.store.get(cell))


def _follow_array(machine: Machine, array: Array, cells: dict[Cell, None]) -> None:
    """Who holds its memory, nobody can tell: a function that waits for its next item has names of its own."""
    if array.buffer is not None:
        machine.give_up_traces()
        machine.store.shared.add(array.buffer)
        if array.contents is not None:
            cells[array.buffer, WRITTEN] = None


def _follow_function(machine: Machine, function: Function, cells: dict[Cell, None], pending: list[Value]) -> None:
    names = names_of(function.node)
    if function.defaults is not None:
        pending.append(machine.store.get(function.defaults))
    for name in (names.touched | names.only_read | names.written) - names.bound:
        _follow_name(machine, function.scopes, name, cells, pending)


def _follow_name(
    machine: Machine, scopes: tuple[Scope, ...], name: str, cells: dict[Cell, None], pending: list[Value]
) -> None:
    for scope in scopes:
        if scope.bound is None or name in scope.bound:
            _follow_cell(machine, (scope.id, name), cells, pending)
            return
