"""A statement that has run anew and left the same as before, only in other memory: it keeps the ids that it had.

So statements below that look at what it left need not run.
"""

from __future__ import annotations

from collections.abc import Container, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, TypeAlias

from ..values.arrays import Array, Scalar, same_dtype
from ..values.joining import same, same_contents
from ..values.kinds import Union, Value
from .footprints import Footprint
from .forms import Cell
from .machine import Machine
from .replay import is_equal

Cells: TypeAlias = tuple[tuple[Cell, Value], ...]
_OF_FUNCTIONS = ("functions", "methods", "escaped")


@dataclass(slots=True)
class _Pairs:
    """Ids of new memory and array objects, with those that they had the last time."""

    new: Container[int]
    old: Container[int]
    ids: dict[int, int] = field(default_factory=dict)
    back: dict[int, int] = field(default_factory=dict)

    def pair(self, now: int | None, then: int | None) -> bool:
        """Whether one id may be the other."""
        if now is None or then is None or now not in self.new:
            return now == then
        if then not in self.old:
            return False
        return self.ids.setdefault(now, then) == then and self.back.setdefault(then, now) == now

    def alike(self, now: Value, then: Value) -> bool:
        """Whether two values are the same but for their memory."""
        if now is then:
            return True
        if type(now) is not type(then):
            return False
        if isinstance(now, Array) and isinstance(then, Array):
            return (
                (now.shape, now.strides, now.certain, now.type) == (then.shape, then.strides, then.certain, then.type)
                and same_dtype(now.dtype, then.dtype)
                and same_contents(now, then)
                and self.pair(now.buffer, then.buffer)
                and self.pair(now.identity, then.identity)
            )
        if isinstance(now, Union) and isinstance(then, Union):
            return self.alike(now.options, then.options)
        if type(now) is tuple and type(then) is tuple:
            return len(now) == len(then) and all(map(self.alike, now, then))
        return same(now, then) if isinstance(now, Scalar) else is_equal(now, then)

    def cell(self, cell: Cell) -> Cell:
        """The cell that says of the old memory what one says of the new."""
        return (self.ids.get(cell[0], cell[0]), cell[1]) if isinstance(cell, tuple) else cell


def renamed(machine: Machine, now: Footprint, then: Footprint) -> Footprint | None:
    """The footprint of the statement that has just run with the ids of the last time, which the state gets too.

    None where it did not leave the same.
    """
    pairs = _Pairs(now.fresh, then.fresh)
    if not _leaves_the_same(now, then, pairs) or not pairs.ids:
        return None
    values = dict((*then.updated, *then.inserted))
    kept = replace(
        now,
        fresh=frozenset(pairs.back),
        changed=tuple(map(pairs.cell, now.changed)),
        updated=tuple((pairs.cell(cell), values[pairs.cell(cell)]) for cell, _ in now.updated),
        inserted=tuple((pairs.cell(cell), values[pairs.cell(cell)]) for cell, _ in now.inserted),
        counts=tuple((pairs.ids.get(key, key), change) for key, change in now.counts),
        buffers={pairs.ids.get(key, key): buffer for key, buffer in now.buffers.items()},
        put=tuple([_with_old(each, pairs) for each in now.put]),
        histories=tuple(
            replace(each, values=other.values) for each, other in zip(now.histories, then.histories, strict=True)
        ),
        recorder=now.recorder.renamed(pairs.ids),
    )
    _rename_state(machine, now, kept, pairs)
    return kept


def _leaves_the_same(now: Footprint, then: Footprint, pairs: _Pairs) -> bool:
    return (
        _same_cells(now.updated, then.updated, pairs)
        and _same_cells(now.inserted, then.inserted, pairs)
        and now.removed == then.removed
        and not now.outlived
        and not then.outlived
        and not any(place in _OF_FUNCTIONS for place, _, _ in now.put)
        and _same_histories(now, then, pairs)
        and _same_memory(now, then, pairs)
    )


def _same_cells(now: Cells, then: Cells, pairs: _Pairs) -> bool:
    return (
        len(now) == len(then)
        and all(pairs.alike(a, b) for (_, a), (_, b) in zip(now, then, strict=True))
        and all(pairs.cell(a) == b for (a, _), (b, _) in zip(now, then, strict=True))
    )


def _same_histories(now: Footprint, then: Footprint, pairs: _Pairs) -> bool:
    return len(now.histories) == len(then.histories) and all(
        (a.cell, a.whole, a.before is None) == (b.cell, b.whole, b.before is None) and pairs.alike(a.values, b.values)
        for a, b in zip(now.histories, then.histories, strict=True)
    )


def _same_memory(now: Footprint, then: Footprint, pairs: _Pairs) -> bool:
    """Whether the same is known of what two ids stand for, and of who holds it."""
    counts, counts_then = dict(now.counts), dict(then.counts)
    for new, old in pairs.ids.items():
        if now.buffers.get(new) != then.buffers.get(old) or counts.get(new, 0) != counts_then.get(old, 0):
            return False
    return _said_of(now, pairs, pairs.ids) == _said_of(then, pairs, pairs.back)


def _said_of(footprint: Footprint, pairs: _Pairs, ids: Mapping[int, int]) -> set[tuple[str, int, Any]]:
    """What was put into containers that is about some ids, in terms of the old ones."""
    about = [each for each in footprint.put if type(each[1]) is int and each[1] in ids]
    return {_with_old(each, pairs) for each in about} if ids is pairs.ids else set(about)


def _with_old(put: tuple[str, Any, Any], pairs: _Pairs) -> tuple[str, Any, Any]:
    place, key, value = put
    if type(key) is not int or key not in pairs.ids:
        return put
    return place, pairs.ids[key], pairs.cell(value) if type(value) is tuple else value


def _rename_state(machine: Machine, now: Footprint, kept: Footprint, pairs: _Pairs) -> None:
    store = machine.store
    for each in kept.histories:
        if each.values:
            store.history[each.cell] = store.history[each.cell][: -len(each.values)] + each.values
    store.rename([cell for cell, _ in now.inserted], kept.updated, kept.inserted, pairs.ids)
