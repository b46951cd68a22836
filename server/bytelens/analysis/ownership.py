"""Who holds the memory of an array that a name has just been bound to."""

from __future__ import annotations

from dataclasses import dataclass

from ..values.arrays import Array
from ..values.dims import Dim, SomeInt
from ..values.kinds import Instance, Mapping, Ref, Sequence, Union, Value
from ..values.ownership import Ownership
from .forms import Cell, Slot, parts
from .machine import Machine
from .scopes import Frame
from .store import Buffer


@dataclass(frozen=True, slots=True)
class Holding:
    """How an array stands to its buffer; see `estimates.Variant`."""

    ownership: Ownership
    view_of: str | None = None
    root_nbytes: Dim | None = None


UNKNOWN_HOLDING = Holding(Ownership.UNKNOWN)
_OWNER = Holding(Ownership.OWNER)


def holding(machine: Machine, frame: Frame, array: Array, cell: Cell | None) -> Holding:
    """Owner where nobody else holds the buffer and the array spans all of it, else a view or an alias.

    cell: where the array was just put, or None where that place is not modelled.
    """
    if array.buffer is None or not array.certain:
        return UNKNOWN_HOLDING
    store = machine.store
    buffer = store.buffers[array.buffer]
    if buffer.summary:
        return UNKNOWN_HOLDING
    others = store.holders(array.buffer) - (cell is not None and _is_held(store.get(cell), array.identity))
    if others <= 0 and array.buffer in store.shared:
        return UNKNOWN_HOLDING
    if others <= 0:
        machine.give_up_traces(array.buffer)
        return _alone(machine, array, buffer)
    if array.identity == array.buffer > frame.last_id and store.holder(array.buffer) == cell:
        return UNKNOWN_HOLDING if array.buffer in store.shared else _OWNER
    other = _other_holder(machine, frame, array.buffer, cell)
    if other is None or other in store.unsure:
        return UNKNOWN_HOLDING
    if not isinstance(other, tuple) or other[0] != frame.scope.id:
        machine.give_up_traces(array.buffer)
    name = _name_of(machine, frame, other, array.buffer)
    if name is None:
        return UNKNOWN_HOLDING
    held = _held(store.get(other), array.buffer)
    if held is not None and held.identity == array.identity:
        return Holding(Ownership.ALIAS, name, buffer.nbytes)
    return Holding(Ownership.VIEW, name, buffer.nbytes)


def _is_held(value: Value, identity: int) -> bool:
    if isinstance(value, Array):
        return value.identity == identity
    return any(_is_held(part, identity) for part in parts(value))


def _alone(machine: Machine, array: Array, buffer: Buffer) -> Holding:
    if array.identity == array.buffer:
        return _OWNER
    nbytes = array.nbytes
    if isinstance(nbytes, SomeInt) or isinstance(buffer.nbytes, SomeInt):
        return UNKNOWN_HOLDING
    if nbytes == buffer.nbytes:
        return _OWNER
    return Holding(Ownership.VIEW, machine.text_of(buffer.node, buffer.module), buffer.nbytes)


def _other_holder(machine: Machine, frame: Frame, buffer: int, cell: Cell | None) -> Cell | None:
    """Another cell that holds the buffer: a local one in a function, else the one that has held it longest."""
    store = machine.store
    for name in sorted(frame.scope.bound or ()):
        local = (frame.scope.id, name)
        if local != cell and _held(store.get(local), buffer) is not None:
            return local
    longest = store.holder(buffer)
    if longest == cell or longest is None or _held(store.get(longest), buffer) is None:
        longest = None
    elif not _is_elsewhere(machine, longest):
        return longest
    others = (
        other
        for other in store.cells.all()
        if other != cell and _held(store.get(other), buffer) and store.is_live(other)
    )
    if longest is None:
        return next(others, None)
    return next((other for other in others if not _is_elsewhere(machine, other)), longest)


def _held(value: Value, buffer: int) -> Array | None:
    """The array on a buffer that a value surely holds."""
    if isinstance(value, Array):
        return value if value.buffer == buffer and value.certain else None
    if isinstance(value, Union) or (isinstance(value, Sequence) and value.items is None):
        return None
    return next((found for part in parts(value) if (found := _held(part, buffer)) is not None), None)


def _name_of(machine: Machine, frame: Frame, cell: Cell, buffer: int) -> str | None:
    """The name of a cell, or the path to it as a program writes it: `self.W`, `p['W1']`; the list's for its items."""
    if isinstance(cell, tuple):
        return _spelled(machine, cell)
    owner = _name_of_object(machine, frame, cell)
    return None if owner is None else owner + (_path(machine.store.get(cell), buffer) or "")


def _name_of_object(machine: Machine, frame: Frame, address: int) -> str | None:
    """The name that a list, dict or object is bound to: a local one in a function, if there is one."""
    cells, wanted = machine.store.cells, Ref(address)
    for name in sorted(frame.scope.bound or ()):
        if cells.get((frame.scope.id, name)) == wanted:
            return name
    held_by = [other for other, value in cells.all().items() if isinstance(other, tuple) and value == wanted]
    if not machine.store.unsure.isdisjoint(held_by):
        return None
    held_by.sort(key=lambda other: _is_elsewhere(machine, other))
    return _spelled(machine, held_by[0]) if held_by else None


def _spelled(machine: Machine, cell: Slot) -> str:
    """The name of a cell, with that of the module if it is another one."""
    return f"{machine.store.modules[cell[0]]}.{cell[1]}" if _is_elsewhere(machine, cell) else cell[1]


def _is_elsewhere(machine: Machine, cell: Cell) -> bool:
    return isinstance(cell, tuple) and cell[0] != machine.module and cell[0] in machine.store.modules


def _path(value: Value, buffer: int) -> str | None:
    """The way from an object to the array on a buffer that it holds."""
    steps: list[tuple[str, Value]] = []
    if isinstance(value, Instance):
        steps = [(f".{name}", held) for name, held in value.attributes or ()]
    elif isinstance(value, Mapping):
        steps = [(f"[{key!r}]", held) for key, held in value.entries or ()]
    for step, held in steps:
        if _held(held, buffer) is not None:
            return step + (_path(held, buffer) or "")
    return None
