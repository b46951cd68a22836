"""The state of the analysed program: names, the heap, and who holds which buffer.

One flat map of cells, with a journal of what changed. A mark in the journal is a snapshot; rolling back to it yields
the difference, and differences are what is joined where branches meet. So a fork costs what its branches change,
whatever the size of the state.
"""

from __future__ import annotations

import ast
import builtins
import itertools
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from ..values.arrays import Array
from ..values.dims import SOME_INT, Dim, SomeInt
from ..values.joining import alike, join, same
from ..values.kinds import UNKNOWN, Ref, Sequence, Union, Value
from ..values.kinds import Mapping as Entries

Slot: TypeAlias = tuple[int, str]
Cell: TypeAlias = Slot | int
Delta: TypeAlias = dict[Cell, Value]


class Absent:
    """Marks a cell that holds nothing: a name that is not bound."""

    def __repr__(self) -> str:
        return "ABSENT"


ABSENT = Absent()


@dataclass(frozen=True, slots=True)
class Buffer:
    """Memory that one expression allocated.

    nbytes: its size. node: the expression. summary: True where it stands for one of several buffers (a join), so
    that counting its holders proves nothing.
    """

    nbytes: Dim
    node: ast.AST | None
    summary: bool = False


class Store:
    """Cells: `(scope, name)` holds what a name is bound to, an address holds a list or a dict.

    `history` is what cells that were set more than once may have held at any time. `counts` are the numbers of holders of every buffer and address, kept in step with the cells.
    """

    def __init__(self) -> None:
        self.cells: dict[Cell, Value] = {}
        self.counts: dict[int, int] = {}
        self.buffers: dict[int, Buffer] = {}
        self.logs: list[list[tuple[Cell, Value]]] = []
        self.history: dict[Cell, Value] = {}
        self._holders: dict[int, Cell] = {}
        self._journal: list[tuple[Cell, Value]] = []
        self._dropped: list[int] = []
        self._ids = itertools.count(1)

    def new_id(self) -> int:
        """An id that nothing else has: of a scope, an address, a buffer or an array object."""
        return next(self._ids)

    def allocate(self, value: Value) -> Ref:
        """A new heap object."""
        address = next(self._ids)
        self.set(address, value)
        return Ref(address)

    def new_buffer(self, nbytes: Dim, node: ast.AST | None, *, summary: bool = False) -> int:
        """The id of new memory of `nbytes` bytes."""
        buffer = next(self._ids)
        self.buffers[buffer] = Buffer(nbytes, node, summary)
        return buffer

    def get(self, cell: Cell) -> Value:
        """What a cell holds, or ABSENT."""
        return self.cells.get(cell, ABSENT)

    def set(self, cell: Cell, value: Value) -> None:
        """Let a cell hold a value; ABSENT unbinds it."""
        old = self.cells.get(cell, ABSENT)
        if old is value:
            return
        self._journal.append((cell, old))
        for log in self.logs:
            log.append((cell, value))
        if old is not ABSENT and value is not ABSENT:
            self._remember(cell, old, value)
        self._put(cell, old, value)

    def holders(self, buffer: int) -> int:
        """How many cells hold an array that looks into the buffer."""
        return self.counts.get(buffer, 0)

    def holder(self, buffer: int) -> Cell | None:
        """The cell that has held the buffer longest and still does."""
        cell = self._holders.get(buffer)
        if cell is not None and _holds(self.cells.get(cell, ABSENT), buffer):
            return cell
        return next((cell for cell, value in self.cells.items() if _holds(value, buffer)), None)

    def mark(self) -> int:
        """A snapshot: a place in the journal."""
        return len(self._journal)

    def changes_since(self, mark: int) -> Delta:
        """What the cells that changed since a mark hold now."""
        get = self.cells.get
        return {cell: get(cell, ABSENT) for cell, _ in self._journal[mark:]}

    def rollback(self, mark: int) -> Delta:
        """Go back to a mark; what the changed cells held is returned."""
        delta = self.changes_since(mark)
        journal = self._journal
        while len(journal) > mark:
            cell, old = journal.pop()
            self._put(cell, self.cells.get(cell, ABSENT), old)
        return delta

    def apply(self, delta: Mapping[Cell, Value]) -> None:
        """Set every cell of a difference."""
        for cell, value in delta.items():
            self.set(cell, value)

    def merge(self, deltas: list[Delta]) -> None:
        """Go on from where several differences to the present state meet.

        A name that is bound in some of them only is taken as bound: where it isn't, reading it raises.
        """
        if len(deltas) == 1:
            self.apply(deltas[0])
            return
        for cell in dict.fromkeys(itertools.chain.from_iterable(deltas)):
            before = self._before(cell)
            self.set(cell, self.joined(delta.get(cell, before) for delta in deltas))

    def joined(self, values: Iterable[Value]) -> Value:
        """What is known of a cell that holds one of `values`."""
        result: Value = ABSENT
        for value in values:
            if result is ABSENT or result is value:
                result = value
            elif value is not ABSENT:
                result = join(result, value, self.summary)
        return result

    def summary(self, a: Array, b: Array) -> Array:
        """The array that stands for two that are alike but for their memory."""
        if a.buffer == b.buffer and a.certain and b.certain:
            return Array(a.shape, a.dtype, a.strides, a.buffer, True, self.new_id())
        for array in (a, b):
            if array.buffer is not None and self.buffers[array.buffer].summary:
                return array
        sizes = [self.buffers[array.buffer].nbytes for array in (a, b) if array.buffer is not None]
        nbytes = sizes[0] if len(sizes) == 2 and sizes[0] == sizes[1] else a.nbytes
        buffer = self.new_buffer(nbytes, None, summary=True)
        return Array(a.shape, a.dtype, a.strides, buffer, a.certain and b.certain, self.new_id())

    def collect(self) -> None:
        """Free the lists and dicts that nothing holds any more."""
        while self._dropped:
            address = self._dropped.pop()
            if not self.counts.get(address):
                self.set(address, ABSENT)

    def replace_array(self, identity: int, new: Array) -> None:
        """Change an array object in place (`a.shape = ...`), wherever it is held."""
        for cell, value in list(self.cells.items()):
            replaced = _replaced(value, identity, new)
            if replaced is not value:
                self.set(cell, replaced)

    def _remember(self, cell: Cell, old: Value, value: Value) -> None:
        known = self.history.get(cell, old)
        if known is UNKNOWN or known is SOME_INT is value:
            return
        numbers = isinstance(known, int | SomeInt) and isinstance(value, int | SomeInt)
        self.history[cell] = SOME_INT if numbers else self.joined((known, value))

    def _before(self, cell: Cell) -> Value:
        """What a cell means to a branch that did not set it: an unbound module name may be a builtin."""
        value = self.cells.get(cell, ABSENT)
        if value is ABSENT and isinstance(cell, tuple) and cell[0] == 0:
            return getattr(builtins, cell[1], ABSENT)
        return value

    def _put(self, cell: Cell, old: Value, value: Value) -> None:
        if value is ABSENT:
            self.cells.pop(cell, None)
        else:
            self.cells[cell] = value
            self._hold(value, 1, cell)
        if old is not ABSENT:
            self._hold(old, -1, cell)

    def _hold(self, value: Value, step: int, cell: Cell) -> None:
        kind = type(value)
        if kind is Array:
            buffer = value.buffer  # type: ignore[attr-defined]
            if buffer is not None:
                self._count(buffer, step, cell)
        elif kind is Ref:
            if not self._count(value.address, step, cell):  # type: ignore[attr-defined]
                self._dropped.append(value.address)  # type: ignore[attr-defined]
        else:
            for part in parts(value):
                self._hold(part, step, cell)

    def _count(self, key: int, step: int, cell: Cell) -> int:
        count = self.counts.get(key, 0) + step
        self.counts[key] = count
        if count == 1 and step == 1:
            self._holders[key] = cell
        return count


def parts(value: Value) -> tuple[Value, ...]:
    """The values that a value is made of."""
    if isinstance(value, tuple):
        return value
    if isinstance(value, Union):
        return value.options
    if isinstance(value, Sequence):
        return (value.element,) if value.items is None else value.items
    if isinstance(value, Entries) and value.entries is not None:
        return tuple(part for entry in value.entries for part in entry)
    return ()


def agree(a: Value, b: Value) -> bool:
    """True where a loop that starts from `a` and comes back with `b` has nothing new to say."""
    if a is ABSENT or b is ABSENT:
        return a is b
    return same(a, b) or alike(a, b)


def _holds(value: Value, buffer: int) -> bool:
    if isinstance(value, Array):
        return value.buffer == buffer
    return any(_holds(part, buffer) for part in parts(value))


def _replaced(value: Value, identity: int, new: Array) -> Value:
    if isinstance(value, Array):
        return new if value.identity == identity else value
    if isinstance(value, tuple):
        items = tuple(_replaced(item, identity, new) for item in value)
        return items if any(a is not b for a, b in zip(items, value, strict=True)) else value
    if isinstance(value, Sequence) and any(_contains(part, identity) for part in parts(value)):
        return Sequence(None, UNKNOWN, value.count, value.kind)
    if isinstance(value, Entries) and any(_contains(part, identity) for part in parts(value)):
        return Entries(None)
    if isinstance(value, Union) and any(_contains(part, identity) for part in value.options):
        return UNKNOWN
    return value


def _contains(value: Value, identity: int) -> bool:
    if isinstance(value, Array):
        return value.identity == identity
    return any(_contains(part, identity) for part in parts(value))
