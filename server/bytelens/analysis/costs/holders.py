"""Who holds what is alive at a peak."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from ...values.dims import SomeInt
from ...values.kinds import Value
from ..forms import ABSENT, Cell
from ..peaks import Holder
from ..scopes import Frame

if TYPE_CHECKING:
    from .accounts import Accountant

MOST_HOLDERS = 8


def holders_before(machine: Accountant, frame: Frame, replaced: Mapping[Cell, Value]) -> tuple[Holder, ...]:
    """The names of a frame that held the most memory before a statement; replaced: what it has changed, as it was."""
    store, scope = machine.store, frame.scope.id
    found: dict[int, Holder] = {}
    names = frame.scope.bound
    if names is not None:
        cells: Iterable[Cell] = [(scope, name) for name in names]
    else:
        cells = [cell for cell in (*store.cells.raw, *replaced) if type(cell) is tuple and cell[0] == scope]
    for cell in cells:
        assert type(cell) is tuple
        _collect(machine, cell[1], replaced.get(cell, store.cells.raw.get(cell, ABSENT)), found)
    known = sorted(found.values(), key=lambda holder: -holder.nbytes if isinstance(holder.nbytes, int) else 0)
    return tuple(known[:MOST_HOLDERS])


def _collect(machine: Accountant, name: str, value: Value, found: dict[int, Holder]) -> None:
    if value is ABSENT:
        return
    for buffer in machine.memory_of(value) or ():
        nbytes = machine.store.size(buffer)
        if buffer not in found and not isinstance(nbytes, SomeInt):
            found[buffer] = Holder(name, nbytes, buffer)
