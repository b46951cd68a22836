"""The state of the analysed program: names, the heap, and who holds which buffer.

One flat map of cells, with a journal of what changed. A mark in the journal is a snapshot; rolling back to it yields
the difference, and differences are what is joined where branches meet. So a fork costs what its branches change,
whatever the size of the state.
"""

from __future__ import annotations

import ast
import builtins
import itertools
from collections.abc import Callable, Iterable, Mapping, MutableSet
from dataclasses import dataclass
from typing import Any, TypeAlias

from ..values.arrays import Array, Contents, Scalar, without_contents
from ..values.dims import SOME_INT, Dim, SomeInt, Symbolic
from ..values.joining import alike_in_contents, generalise, join, options, same
from ..values.kinds import (
    UNKNOWN,
    Instance,
    Lengths,
    Made,
    Method,
    Parameter,
    Ref,
    Sequence,
    Typed,
    Union,
    Unknown,
    Value,
)
from ..values.kinds import Mapping as Entries

Slot: TypeAlias = tuple[int, str]
Cell: TypeAlias = Slot | int
Delta: TypeAlias = dict[Cell, Value]


@dataclass(frozen=True, slots=True)
class Bound:
    """A function of the program with the object (or class) that it was read from: its first argument."""

    function: Value
    receiver: Value


@dataclass(frozen=True, slots=True)
class Partial:
    """`functools.partial(function, *arguments, **keywords)`."""

    function: Value
    arguments: tuple[Value, ...]
    keywords: tuple[tuple[str, Value], ...]


class Namespace:
    """What `globals()`, `locals()` and `vars()` give: whoever may change it may bind any name."""


NAMESPACE = Namespace()


@dataclass(frozen=True, slots=True)
class Decorated:
    """What `property`, `staticmethod` or `classmethod` makes of a function in the body of a class."""

    kind: str
    function: Value
    setter: Value = None


@dataclass(frozen=True, slots=True)
class Super:
    """`super()`: attributes of `receiver` are looked up in the classes that follow `cls`."""

    cls: Value
    receiver: Value


class Absent:
    """Marks a cell that holds nothing: a name that is not bound."""

    def __repr__(self) -> str:
        return "ABSENT"


ABSENT = Absent()
WRITTEN = "written"
FILES: Slot = (-2, "files")
MOST_REMEMBERED = 16


@dataclass(frozen=True, slots=True)
class Buffer:
    """Memory that one expression allocated.

    nbytes: its size. node: the expression. summary: True where it stands for one of several buffers (a join), so
    that counting its holders proves nothing. module: the scope of the module whose text has the expression.
    """

    nbytes: Dim
    node: ast.AST | None
    summary: bool = False
    module: int = 0


class Store:
    """Cells: `(scope, name)` holds what a name is bound to, an address holds a list or a dict.

    `history` is what cells that were set more than once have held one after the other, `outlived` are
    references that it could not keep, `merged` buffers that it does not name any more. `counts` are the numbers of
    holders of every buffer and address, kept in step with the cells; a list or dict that nothing holds is no holder.
    `watched` cells are those that code which runs at unknown times may see: `guard` says what such a cell holds when
    it is given a value. `discard` is told of references that a join could not keep.
    `summaries` are addresses that stand for several lists, dicts or objects: what is set is one thing they may hold.
    `unsure` are names that may have been deleted.
    `modules` are the names of the modules of the program by the ids of their scopes.
    `shared` are buffers that somebody may hold of whom nothing is known, `determined` those of which elements have been
    known.
    """

    def __init__(self) -> None:
        self.cells: dict[Cell, Value] = {}
        self.counts: dict[int, int] = {}
        self.buffers: dict[int, Buffer] = {}
        self.logs: list[list[tuple[Cell, Value]]] = []
        self.history: dict[Cell, tuple[Value, ...]] = {}
        self.summaries: set[int] = set()
        self.unsure: set[Cell] = set()
        self.modules: dict[int, str] = {0: "__main__"}
        self.shared: set[int] = set()
        self.determined: set[int] = set()
        self.outlived: list[Value] = []
        self.merged: set[int] = set()
        self.watched: set[Cell] = set()
        self.guard: Callable[[Cell, Value], Value] = lambda cell, value: value
        self.discard: Callable[[Value], None] = lambda value: None
        self._holders: dict[int, Cell] = {}
        self._journal: list[tuple[Cell, Value]] = []
        self._dropped: list[int] = []
        self.last_id = 0

    def new_id(self) -> int:
        """An id that nothing else has: of a scope, an address, a buffer or an array object."""
        self.last_id += 1
        return self.last_id

    def allocate(self, value: Value) -> Ref:
        """A new list or dict; it is freed at the end of the statement unless something holds it then."""
        address = self.new_id()
        self.set(address, value)
        self._dropped.append(address)
        return Ref(address)

    def keep(self, value: Value) -> int:
        """The address of a cell that is held for ever."""
        address = self.new_id()
        self.counts[address] = 1
        self.set(address, value)
        return address

    def new_buffer(self, nbytes: Dim, node: ast.AST | None, *, summary: bool = False, module: int = 0) -> int:
        """The id of new memory of `nbytes` bytes."""
        buffer = self.new_id()
        self.buffers[buffer] = Buffer(nbytes, node, summary, module)
        return buffer

    def get(self, cell: Cell) -> Value:
        """What a cell holds, or ABSENT."""
        return self.cells.get(cell, ABSENT)

    def set(self, cell: Cell, value: Value) -> None:
        """Let a cell hold a value; ABSENT unbinds it."""
        if cell in self.watched and value is not ABSENT:
            value = self.guard(cell, value)
        old = self.cells.get(cell, ABSENT)
        if cell in self.summaries and old is not ABSENT is not value:
            value = self.joined((old, value))
        if old is value:
            return
        self._journal.append((cell, old))
        for log in self.logs:
            log.append((cell, value))
        if old is not ABSENT and value is not ABSENT:
            self._remember(cell, old, value)
        self._put(cell, old, value)

    def begin(self, cell: Cell, value: Value) -> None:
        """What a cell holds that has never been set, on every way that has led here or may have done so."""
        self.cells.setdefault(cell, value)

    def write(self, buffer: int | None) -> None:
        """Elements in a buffer may have changed: what was known of them holds no longer."""
        if buffer in self.determined:
            self.set((buffer, WRITTEN), True)

    def contents(self, array: Array) -> Contents | None:
        """The elements of an array, where they are known."""
        if array.contents is None or (array.buffer, WRITTEN) in self.cells:
            return None
        return array.contents

    def holders(self, buffer: int) -> int:
        """How many cells hold an array that looks into the buffer."""
        return self.counts.get(buffer, 0)

    def holder(self, buffer: int) -> Cell | None:
        """The cell that has held the buffer longest and still does."""
        cell = self._holders.get(buffer)
        if cell is not None and self.is_live(cell) and _holds(self.cells.get(cell, ABSENT), buffer):
            return cell
        return next((cell for cell, value in self.cells.items() if _holds(value, buffer) and self.is_live(cell)), None)

    def is_live(self, cell: Cell) -> bool:
        """False for a list or dict that nothing holds, and for what is said of such a buffer."""
        if isinstance(cell, tuple):
            return cell[1] != WRITTEN or self.counts.get(cell[0], 0) > 0
        return self.counts.get(cell, 0) > 0

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
        lost: list[Value] = []
        for cell in dict.fromkeys(itertools.chain.from_iterable(deltas)):
            before = self.before(cell)
            self.set(cell, self._joined([delta.get(cell, before) for delta in deltas], lost))
        for value in lost:
            self.discard(value)

    def joined(self, values: Iterable[Value]) -> Value:
        """What is known of a cell that holds one of `values`."""
        lost: list[Value] = []
        result = self._joined(list(values), lost)
        for value in lost:
            self.discard(value)
        return result

    def generalised(self, value: Value) -> Value:
        """One value that stands for all options of a value."""
        general = generalise(options(value))
        for part in _vanished([value], general):
            self.discard(part)
        self.share(set(_buffers(value)) - set(_buffers(general)))
        return general

    def summary(self, a: Array, b: Array) -> Array:
        """The array that stands for two that are alike but for their memory."""
        if a.buffer == b.buffer and a.certain and b.certain:
            return Array(a.shape, a.dtype, a.strides, a.buffer, False, self.new_id(), a.type)
        for array in (a, b):
            if array.buffer is not None and self.buffers[array.buffer].summary:
                return array if array.contents is None else without_contents(array)
        sizes = [self.buffers[array.buffer].nbytes for array in (a, b) if array.buffer is not None]
        nbytes = sizes[0] if len(sizes) == 2 and sizes[0] == sizes[1] else a.nbytes
        buffer = self.new_buffer(nbytes, None, summary=True)
        return Array(a.shape, a.dtype, a.strides, buffer, a.certain and b.certain, self.new_id(), a.type)

    def dropped(self) -> int:
        """How many lists and dicts wait to be freed: those before a statement may still be in use around it."""
        return len(self._dropped)

    def collect(self, first: int = 0) -> None:
        """Free the lists and dicts that nothing holds any more, but for the `first` ones."""
        while len(self._dropped) > first:
            address = self._dropped.pop()
            if not self.counts.get(address):
                self.set(address, ABSENT)

    def change_arrays(self, change: Callable[[Array], Array]) -> None:
        """Change array objects in place (`a.shape = ...`), wherever they are held."""
        for cell, value in list(self.cells.items()):
            changed = _changed(value, change)
            if changed is not value:
                self.set(cell, changed)

    def _joined(self, values: list[Value], lost: list[Value], merged: MutableSet[int] | None = None) -> Value:
        """`lost` gets references that the join could not keep, `merged` buffers that it names no more."""
        result: Value = ABSENT
        refers = False
        for value in values:
            if value is ABSENT:
                continue
            refers = refers or type(value) not in _PLAIN
            result = value if result is ABSENT or result is value else join(result, value, self.summary)
        if refers:
            lost += _vanished(values, result)
        if any(value is not result and value is not ABSENT for value in values):
            kept = set(_buffers(result))
            vanished = {buffer for value in values for buffer in _buffers(value)} - kept
            if merged is None:
                self.share(vanished)
            else:
                merged |= vanished
        return result

    def share(self, buffers: Iterable[int]) -> None:
        """Who holds some buffers, or writes to them, nobody can tell any more."""
        for buffer in buffers:
            self.shared.add(buffer)
            self.write(buffer)

    def remember(self, cell: Cell) -> None:
        """Let the history know what a cell holds that is about to be unbound."""
        value = self.cells.get(cell, ABSENT)
        if value is not ABSENT:
            self._remember(cell, value, value)

    def _remember(self, cell: Cell, old: Value, value: Value) -> None:
        known = self.history.get(cell, (old,))
        if known[-1] is not value:
            self.history[cell] = (*known, value) if len(known) < MOST_REMEMBERED else (self._recalled(known), value)

    def recalled(self, cell: Cell) -> Value:
        """What a cell has ever held, as one value."""
        return self._recalled(self.history[cell])

    def _recalled(self, values: tuple[Value, ...]) -> Value:
        if all(isinstance(value, int | SomeInt) for value in values):
            return SOME_INT
        return self._joined(list(values), self.outlived, self.merged)

    def before(self, cell: Cell) -> Value:
        """What a cell means to a branch that did not set it: an unbound module name may be a builtin."""
        value = self.cells.get(cell, ABSENT)
        if value is ABSENT and isinstance(cell, tuple) and cell[0] in self.modules:
            return getattr(builtins, cell[1], ABSENT)
        return value

    def _put(self, cell: Cell, old: Value, value: Value) -> None:
        held = isinstance(cell, tuple) or self.counts.get(cell, 0) > 0
        if value is ABSENT:
            self.cells.pop(cell, None)
        else:
            self.cells[cell] = value
            if held:
                self._hold(value, 1, cell)
        if old is not ABSENT and held:
            self._hold(old, -1, cell)

    def _hold(self, value: Value, step: int, cell: Cell) -> None:
        kind = type(value)
        if kind is Array:
            buffer = value.buffer  # type: ignore[attr-defined]
            if buffer is not None:
                self._count(buffer, step, cell)
        elif kind is Ref:
            self._hold_object(value.address, step, cell)  # type: ignore[attr-defined]
        elif kind not in _PLAIN:
            for part in parts(value):
                self._hold(part, step, cell)

    def _hold_object(self, address: int, step: int, cell: Cell) -> None:
        """A list or dict holds what is in it as long as something holds itself."""
        count = self._count(address, step, cell)
        if count == 0 or (count == 1 and step == 1):
            if count == 0:
                self._dropped.append(address)
            held = self.cells.get(address, ABSENT)
            if held is not ABSENT:
                self._hold(held, step, address)

    def _count(self, key: int, step: int, cell: Cell) -> int:
        count = self.counts.get(key, 0) + step
        self.counts[key] = count
        if count == 1 and step == 1:
            self._holders[key] = cell
        return count


_PLAIN = frozenset(
    {Array, Scalar, SomeInt, Symbolic, Unknown, Parameter, Lengths, Typed, int, float, bool, str, type(None)}
)


def _parts_of_dict(value: Entries) -> tuple[Value, ...]:
    missing = () if value.missing is None else (value.missing,)
    if value.entries is None:
        return (value.element, *missing)
    return (*(part for entry in value.entries for part in entry), *missing)


_PARTS: dict[type, Callable[[Any], tuple[Value, ...]]] = {
    tuple: lambda value: value,
    Union: lambda value: value.options,
    Sequence: lambda value: (value.element,) if value.items is None else value.items,
    Entries: _parts_of_dict,
    Instance: lambda value: tuple(held for _, held in value.attributes or ()),
    Bound: lambda value: (value.function, value.receiver),
    Super: lambda value: (value.receiver,),
    Partial: lambda value: (value.function, *value.arguments, *(held for _, held in value.keywords)),
    Decorated: lambda value: tuple(part for part in (value.function, value.setter) if part is not None),
    Made: lambda value: value.given,
    Method: lambda value: (value.receiver,),
}


def parts(value: Value) -> tuple[Value, ...]:
    """The values that a value is made of."""
    found = _PARTS.get(type(value))
    if found is not None:
        return found(value)
    return value if isinstance(value, tuple) else ()


def references(value: Value) -> Iterable[Value]:
    """What a value holds that can be changed or called: lists and dicts (not what is in them), functions."""
    kind = type(value)
    if kind in _PLAIN:
        return
    inner = parts(value)
    if inner:
        for part in inner:
            yield from references(part)
    else:
        yield value


def _buffers(value: Value) -> Iterable[int]:
    """The buffers of the arrays that a value holds (those in lists and dicts aside)."""
    if type(value) is Array:
        if value.buffer is not None:
            yield value.buffer
    elif type(value) not in _PLAIN:
        for part in parts(value):
            yield from _buffers(part)


def _vanished(values: Iterable[Value], result: Value) -> list[Value]:
    """The references among `values` that are not in what they were joined to."""
    kept = list(references(result))
    return [
        reference
        for value in values
        if value is not result
        for reference in references(value)
        if not any(reference is other or reference == other for other in kept)
    ]


def agree(a: Value, b: Value) -> bool:
    """True where a loop that starts from `a` and comes back with `b` has nothing new to say."""
    if a is ABSENT or b is ABSENT:
        return a is b
    return same(a, b) or alike_in_contents(a, b)


def _holds(value: Value, buffer: int) -> bool:
    if isinstance(value, Array):
        return value.buffer == buffer
    return any(_holds(part, buffer) for part in parts(value))


def _changed(value: Value, change: Callable[[Array], Array]) -> Value:
    if isinstance(value, Array):
        return change(value)
    if isinstance(value, tuple):
        items = tuple(_changed(item, change) for item in value)
        return items if any(a is not b for a, b in zip(items, value, strict=True)) else value
    if all(_changed(part, change) is part for part in parts(value)):
        return value
    if isinstance(value, Sequence):
        return Sequence(None, UNKNOWN, value.count, value.kind)
    if isinstance(value, Instance):
        return Instance(value.cls, tuple((name, _changed(held, change)) for name, held in value.attributes or ()))
    return Entries(None) if isinstance(value, Entries) else UNKNOWN
