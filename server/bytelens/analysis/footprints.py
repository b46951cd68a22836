"""What a top-level statement depended on and what it did, so that it need not run again where all that is the same.

Ids are never given twice while a text is edited, and a statement that is not run again leaves the very values that it
left before. So most of what it depends on is compared by identity.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

from ..values.arrays import Array
from ..values.kinds import Value
from .bounds import Bounds
from .forms import ABSENT, PLAIN, Cell
from .histories import Remembered, continues, extend, remembered
from .machine import Machine
from .noted import OVERWRITTEN, NotedDict, NotedSet
from .recorder import Recorder
from .replay import is_equal
from .store import Buffer, Store
from .worlds import World, enter

Noted: TypeAlias = NotedSet[Any] | NotedDict[Any, Any]


@dataclass(frozen=True, slots=True)
class Footprint:
    """A statement that was run.

    fresh: the ids of what it made. cost: steps, steps of loops, elements computed. reads: cells that were there before,
    with what they held. blind: those that it set without a look at them, with what it set first. counted: numbers of
    holders. seen, put: of the noted sets and dicts, by place and key. guarded: of the cells that it may have set, those
    that are `watched` or `summaries`.

    changed: the cells that it left changed, in order; updated, removed, inserted: the same with their values, what was
    put in anew apart, the last one last. counts: changes of the numbers of holders, but for those by what `blind` cells
    held. lines: the last ones that the module ran.
    """

    fresh: Container[int]
    world: World
    world_after: World
    bounds: Bounds
    cost: tuple[int, int, int]
    reads: tuple[tuple[Cell, Value], ...]
    blind: tuple[tuple[Cell, Value], ...]
    counted: tuple[tuple[int, int], ...]
    seen: tuple[tuple[str, Any, object], ...]
    put: tuple[tuple[str, Any, Any], ...]
    guarded: frozenset[Cell]
    changed: tuple[Cell, ...]
    updated: tuple[tuple[Cell, Value], ...]
    removed: tuple[Cell, ...]
    inserted: tuple[tuple[Cell, Value], ...]
    counts: tuple[tuple[int, int], ...]
    buffers: Mapping[int, Buffer]
    histories: tuple[Remembered, ...]
    outlived: tuple[Value, ...]
    recorder: Recorder
    lines: tuple[int, int]


def noted(machine: Machine) -> dict[str, Noted]:
    """The sets and dicts of a machine of which it is noted what is looked at and changed, by place."""
    store = machine.store
    sets = (machine.called, machine.volatile, machine.only_read, store.summaries, store.unsure, store.shared)
    dicts = (machine.functions, machine.methods, machine.escaped, machine.origins, store.first_holders)
    return {each.place: each for each in (*sets, *dicts, store.determined, store.merged, store.watched)}


def taken(
    machine: Machine, first: int, worlds: tuple[World, World], cost: tuple[int, int, int], trial: Recorder
) -> Footprint | None:
    """The footprint of the statement that has just run; None where it depended on more than can be told.

    first: the last id that there was before it.
    """
    store, notes = machine.store, machine.store.notes
    cells = store.cells
    if cells.whole or notes.whole or store.dropped():
        return None
    held = cells.raw
    left = [cell for cell in store.changes_since(store.first_mark) if cell in held or _id_of(cell) <= first]
    blind = [cell for cell in cells.blind if _id_of(cell) <= first] if cells.blind else ()
    inserted = [cell for cell in cells.inserted if cell in held]
    reads = [
        (cell, value)
        for cell, value in cells.seen.items()
        if (cell if type(cell) is int else cell[0]) <= first and value is not OVERWRITTEN  # type: ignore[index]
    ]
    guarded = _guarded(store, reads, blind)
    if guarded is None:
        return None
    return Footprint(
        fresh=range(first + 1, store.last_id + 1),
        world=worlds[0],
        world_after=worlds[1],
        bounds=machine.bounds,
        cost=cost,
        reads=tuple(reads),
        blind=tuple([(cell, cells.blind[cell][1]) for cell in blind]),
        counted=tuple([(key, count) for key, count in store.counts.seen.items() if key <= first]),
        seen=tuple([(place, key, value) for (place, key), value in notes.seen.items() if _id_of(key) <= first]),
        put=tuple([(place, key, value) for (place, key), value in notes.changed.items()]),
        guarded=guarded,
        changed=tuple(left),
        updated=tuple([(cell, held[cell]) for cell in left if cell in held and cell not in cells.inserted]),
        removed=tuple([cell for cell in left if cell not in held]),
        inserted=tuple([(cell, held[cell]) for cell in inserted]),
        counts=_changes_of_counts(store, blind),
        buffers=_new_buffers(store, first),
        histories=remembered(store, first),
        outlived=tuple(store.outlived[store.outlived_before :]),
        recorder=trial,
        lines=(machine.frame.line, machine.frame.end_line),
    )


def _id_of(cell: Any) -> int:
    """The id that a cell belongs to; 0 for what has none."""
    if type(cell) is tuple:
        cell = cell[0]
    return cell if type(cell) is int else 0


def _guarded(store: Store, reads: Iterable[tuple[Cell, Value]], blind: Iterable[Cell]) -> frozenset[Cell] | None:
    """Of the cells that a statement may have set, those that may be seen elsewhere or stand for several.

    None where some have come to be so meanwhile.
    """
    special = store.watched.raw | store.summaries.raw
    if not special:
        return frozenset()
    if any(place in ("watched", "summaries") for place, _ in store.notes.changed):
        return None
    return frozenset(special.intersection((*(cell for cell, _ in reads), *blind)))


def _new_buffers(store: Store, first: int) -> dict[int, Buffer]:
    known = store.buffers
    return {id_: known[id_] for id_ in range(first + 1, store.last_id + 1) if id_ in known}


def _changes_of_counts(store: Store, blind: Iterable[Cell]) -> tuple[tuple[int, int], ...]:
    changes = store.counts.changes
    for cell in blind:
        old = store.cells.blind[cell][0]
        if type(old) is Array and old.buffer is not None:
            changes[old.buffer] += 1
    return tuple([(key, change) for key, change in changes.items() if change])


def fits(machine: Machine, kept: Footprint, by_place: Mapping[str, Noted]) -> bool:
    """Whether all that a statement depended on is what it was."""
    store = machine.store
    counts, get = store.counts.raw, store.cells.raw.get
    for cell, value in kept.reads:
        now = get(cell, ABSENT)
        if now is not value and not is_equal(now, value):
            return False
    for key, count in kept.counted:
        if counts.get(key, 0) != count:
            return False
    for cell, new in kept.blind:
        now = get(cell, ABSENT)
        if type(now) not in PLAIN or now is new:
            return False
    for place, key, found in kept.seen:
        if by_place[place].peek(key) != found:
            return False
    if not _is_guarded_alike(store, kept):
        return False
    if machine.steps + kept.cost[0] > machine.most_steps:
        return False
    granted = kept.bounds.hold(machine.loop_steps, machine.most_loop_steps, machine.computed, kept.cost[2])
    return granted and all(continues(store, each) for each in kept.histories)


def _is_guarded_alike(store: Store, kept: Footprint) -> bool:
    """Whether the same cells among those that it may set may be seen elsewhere or stand for several."""
    watched, summaries, guarded = store.watched.raw, store.summaries.raw, kept.guarded
    if not watched and not summaries:
        return not guarded
    cells = [*(cell for cell, _ in kept.reads), *(cell for cell, _ in kept.blind)]
    return all((cell in watched or cell in summaries) is (cell in guarded) for cell in cells)


def show(machine: Machine, kept: Footprint, by_place: Mapping[str, Noted]) -> None:
    """Do what a statement did, without running it."""
    store = machine.store
    extend(store, kept.histories)
    _count_holders(store, kept)
    store.put_back(kept.changed, kept.updated, kept.removed, kept.inserted)
    store.buffers.update(kept.buffers)
    store.outlived += kept.outlived
    for place, key, value in kept.put:
        by_place[place].put(key, value)
    steps, loop_steps, computed = kept.cost
    machine.steps += steps
    machine.loop_steps += loop_steps
    machine.computed += computed
    machine.recorder.absorb(kept.recorder)
    machine.frame.line, machine.frame.end_line = kept.lines
    if kept.world_after is not kept.world:
        enter(machine, kept.world_after)


def _count_holders(store: Store, kept: Footprint) -> None:
    counts = store.counts.raw
    for cell, _ in kept.blind:
        old = store.cells.raw[cell]
        if type(old) is Array and old.buffer is not None:
            counts[old.buffer] -= 1
    for key, change in kept.counts:
        counts[key] = counts.get(key, 0) + change
