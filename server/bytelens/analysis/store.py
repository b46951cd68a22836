"""The state of the analysed program: names, the heap, and who holds which buffer.

One flat map of cells, with a journal of what changed. A mark in the journal is a snapshot; rolling back to it yields
the difference, and differences are what is joined where branches meet. So a fork costs what its branches change,
whatever the size of the state.
"""

from __future__ import annotations

import ast
import builtins
import itertools
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from ..values.arrays import Array, Contents, without_contents
from ..values.dims import SOME_INT, Dim, SomeInt
from ..values.joining import generalise, join, options
from ..values.kinds import Ref, Value
from .forms import ABSENT, PLAIN, WRITTEN, Cell, Delta, buffers_of, holds, parts, unkept, with_arrays
from .noted import Cells, Counts, NotedDict, NotedSet, Notes

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
        self.notes = Notes()
        self.cells = Cells({})
        self.counts = Counts({})
        self.buffers: dict[int, Buffer] = {}
        self.logs: list[list[tuple[Cell, Value]]] = []
        self.history: dict[Cell, tuple[Value, ...]] = {}
        self.summaries: NotedSet[int] = NotedSet(self.notes, "summaries")
        self.unsure: NotedSet[Cell] = NotedSet(self.notes, "unsure")
        self.modules: dict[int, str] = {0: "__main__"}
        self.shared: NotedSet[int] = NotedSet(self.notes, "shared")
        self.determined: NotedSet[int] = NotedSet(self.notes, "determined")
        self.outlived: list[Value] = []
        self.merged: NotedSet[int] = NotedSet(self.notes, "merged")
        self.watched: NotedSet[Cell] = NotedSet(self.notes, "watched")
        self.guard: Callable[[Cell, Value], Value] = lambda cell, value: value
        self.discard: Callable[[Value], None] = lambda value: None
        self.first_holders: NotedDict[int, Cell] = NotedDict(self.notes, "first_holders")
        self._journal: list[tuple[Cell, Value]] = []
        self._dropped: list[int] = []
        self.last_id = 0
        self.first_mark = 0
        self.remembered: dict[Cell, tuple[tuple[Value, ...] | None, bool]] = {}
        self.outlived_before = 0

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
        self.counts.add(address, 1)
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
        if cell in self.watched.raw and value is not ABSENT:
            value = self.guard(cell, value)
        cells = self.cells
        old = cells.raw.get(cell, ABSENT)
        if cell in self.summaries.raw and old is not ABSENT is not value:
            value = self.joined((cells.get(cell, ABSENT), value))
        if old is value:
            cells.seen.setdefault(cell, old)
            return
        cells.overwrite(cell, old, value)
        self._journal.append((cell, old))
        for log in self.logs:
            log.append((cell, value))
        if old is not ABSENT and value is not ABSENT:
            self._remember(cell, old, value)
        self._put(cell, old, value)

    def begin(self, cell: Cell, value: Value) -> None:
        """What a cell holds that has never been set, on every way that has led here or may have done so."""
        if cell not in self.cells:
            self.cells.raw[cell] = value

    def write(self, buffer: int | None) -> None:
        """Elements in a buffer may have changed: what was known of them holds no longer."""
        if buffer is not None and buffer in self.determined:
            self.set((buffer, WRITTEN), True)

    def contents(self, array: Array) -> Contents | None:
        """The elements of an array, where they are known."""
        if array.contents is None or array.buffer is None:
            return array.contents
        return None if (array.buffer, WRITTEN) in self.cells else array.contents

    def holders(self, buffer: int) -> int:
        """How many cells hold an array that looks into the buffer."""
        return self.counts.get(buffer, 0)

    def holder(self, buffer: int) -> Cell | None:
        """The cell that has held the buffer longest and still does."""
        cell = self.first_holders.get(buffer, None)
        if cell is not None and self.is_live(cell) and holds(self.cells.get(cell, ABSENT), buffer):
            return cell
        everywhere = self.cells.all().items()
        return next((cell for cell, value in everywhere if holds(value, buffer) and self.is_live(cell)), None)

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
        if mark < self.first_mark:
            self.cells.whole = True
        get = self.cells.raw.get
        return {cell: get(cell, ABSENT) for cell, _ in self._journal[mark:]}

    def replaced_since(self, mark: int) -> Delta:
        """What the cells that changed since a mark held then."""
        return dict(reversed(self._journal[mark:]))

    def rollback(self, mark: int) -> Delta:
        """Go back to a mark; what the changed cells held is returned."""
        delta = self.changes_since(mark)
        journal, cells = self._journal, self.cells
        while len(journal) > mark:
            cell, old = journal.pop()
            self._put(cell, cells.raw.get(cell, ABSENT), old)
            cells.restore(cell)
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
        for part in unkept([value], general):
            self.discard(part)
        kept = set(buffers_of(general))
        self.share(buffer for buffer in buffers_of(value) if buffer not in kept)
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
        for cell, value in list(self.cells.all().items()):
            changed = with_arrays(value, change)
            if changed is not value:
                self.set(cell, changed)

    def _joined(self, values: list[Value], lost: list[Value], merged: NotedSet[int] | None = None) -> Value:
        """`lost` gets references that the join could not keep, `merged` buffers that it names no more."""
        result: Value = ABSENT
        refers = False
        for value in values:
            if value is ABSENT:
                continue
            refers = refers or type(value) not in PLAIN
            result = value if result is ABSENT or result is value else join(result, value, self.summary)
        if refers:
            lost += unkept(values, result)
        if any(value is not result and value is not ABSENT for value in values):
            kept = set(buffers_of(result))
            vanished = [buffer for value in values for buffer in buffers_of(value) if buffer not in kept]
            if merged is None:
                self.share(vanished)
            else:
                merged.update(vanished)
        return result

    def share(self, buffers: Iterable[int]) -> None:
        """Who holds some buffers, or writes to them, nobody can tell any more."""
        for buffer in buffers:
            self.shared.add(buffer)
            self.write(buffer)

    def begin_statement(self) -> None:
        """Note from now on what is looked at, and what changes."""
        self.cells.begin()
        self.counts.begin()
        self.notes.begin()
        self.remembered = {}
        self.first_mark, self.outlived_before = len(self._journal), len(self.outlived)

    def put_back(
        self,
        changed: Iterable[Cell],
        updated: Iterable[tuple[Cell, Value]],
        removed: Iterable[Cell],
        inserted: Iterable[tuple[Cell, Value]],
    ) -> None:
        """Let cells hold what a statement left in them (see `footprints`); who holds what is counted elsewhere."""
        cells = self.cells.raw
        self._journal += [(cell, cells.get(cell, ABSENT)) for cell in changed]
        cells.update(updated)
        for cell in removed:
            cells.pop(cell, None)
        for cell, value in inserted:
            cells.pop(cell, None)
            cells[cell] = value

    def rename(
        self,
        before: Iterable[Cell],
        updated: Iterable[tuple[Cell, Value]],
        inserted: Iterable[tuple[Cell, Value]],
        ids: Mapping[int, int],
    ) -> None:
        """Give buffers and array objects of the present statement other ids, and cells their values with these.

        before: what has been put in, of which `inserted` takes the place.
        """
        cells = self.cells.raw
        for cell in before:
            del cells[cell]
        cells.update(updated)
        cells.update(inserted)
        for noted in (self.shared, self.determined, self.merged):
            for new in ids.keys() & noted.raw:
                noted.raw.remove(new)
                noted.raw.add(ids[new])
        for known in (self.counts.raw, self.buffers, self.first_holders.raw):
            for new in ids.keys() & known.keys():
                known[ids[new]] = known.pop(new)  # type: ignore[assignment]

    def remember(self, cell: Cell) -> None:
        """Let the history know what a cell holds that is about to be unbound."""
        value = self.cells.get(cell, ABSENT)
        if value is not ABSENT:
            self._remember(cell, value, value)

    def _remember(self, cell: Cell, old: Value, value: Value) -> None:
        known = self.history.get(cell)
        last = old if known is None else known[-1]
        if cell not in self.remembered:
            self.remembered[cell] = known, last is value
        if known is None:
            known = (old,)
        if last is not value:
            self.history[cell] = (*known, value) if len(known) < MOST_REMEMBERED else (self._recalled(known), value)

    def rewrite_history(self, cell: Cell, change: Callable[[Value], Value]) -> None:
        """Let what a cell has held be remembered in another way."""
        known = self.history.get(cell)
        if known is None:
            return
        other = tuple(map(change, known))
        if any(now is not then for now, then in zip(other, known, strict=True)):
            self.remembered.setdefault(cell, (known, True))
            self.history[cell] = other

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
            self.cells.raw.pop(cell, None)
        else:
            if old is ABSENT:
                self.cells.insert(cell)
            self.cells.raw[cell] = value
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
        elif kind not in PLAIN:
            for part in parts(value):
                self._hold(part, step, cell)

    def _hold_object(self, address: int, step: int, cell: Cell) -> None:
        """A list or dict holds what is in it as long as something holds itself."""
        count = self._count(address, step, cell)
        self.counts.get(address)
        if count == 0 or (count == 1 and step == 1):
            if count == 0:
                self._dropped.append(address)
            held = self.cells.get(address, ABSENT)
            if held is not ABSENT:
                self._hold(held, step, address)

    def _count(self, key: int, step: int, cell: Cell) -> int:
        count = self.counts.add(key, step)
        if count == 1 and step == 1:
            self.first_holders[key] = cell
        return count
