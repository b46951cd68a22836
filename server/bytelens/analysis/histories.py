"""What a top-level statement adds to what cells have ever held (see `footprints`)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from ..values.kinds import Value
from .forms import ABSENT, Cell
from .noted import OVERWRITTEN
from .replay import is_equal
from .store import MOST_REMEMBERED, Store


@dataclass(frozen=True, slots=True)
class Remembered:
    """What a statement added to the history of a cell.

    before: the history that it had; None where it had none. values: what was added; where `whole`, the history itself.
    repeats: the first thing to remember was what had been remembered last.
    """

    cell: Cell
    before: tuple[Value, ...] | None
    values: tuple[Value, ...]
    whole: bool
    repeats: bool = False

    @property
    def is_first(self) -> bool:
        """Whether the cell had held nothing before."""
        return self.whole and self.before is None


def remembered(store: Store, first: int) -> tuple[Remembered, ...]:
    """What the present statement has added, which began when `first` was the last id; of what is left there."""
    found = []
    for cell, (before, repeats) in store.remembered.items():
        after = store.history.get(cell)
        if after is None:
            continue
        is_new = (cell if isinstance(cell, int) else cell[0]) > first
        start = ABSENT if is_new else _start(store, cell)
        if before is None and start is ABSENT:
            if not is_new or cell in store.cells.raw:
                found.append(Remembered(cell, None, after, whole=True))
            continue
        base = (start,) if before is None else before
        grown = len(after) >= len(base) and all(now is then for now, then in zip(after, base, strict=False))
        found.append(Remembered(cell, before, after[len(base) :] if grown else after, not grown, repeats))
    return tuple(found)


def _start(store: Store, cell: Cell) -> Value:
    value = store.cells.seen[cell]
    return store.cells.blind[cell][0] if value is OVERWRITTEN else value


def continues(store: Store, kept: Remembered) -> bool:
    """Whether the present history of a cell would get the same."""
    known, before = store.history.get(kept.cell), kept.before
    if kept.is_first or known is None or before is None:
        if known is not before:
            return False
        known = () if kept.is_first else (store.cells.raw[kept.cell],)
    if kept.whole:
        return kept.is_first or (before is not None and _are_equal(known, before))
    if len(known) + len(kept.values) > MOST_REMEMBERED:
        return False
    if kept.repeats:
        return before is None or known[-1] is before[-1]
    return not kept.values or known[-1] is not kept.values[0]


def _are_equal(now: tuple[Value, ...], then: tuple[Value, ...]) -> bool:
    return len(now) == len(then) and all(a is b or is_equal(a, b) for a, b in zip(now, then, strict=True))


def extend(store: Store, kept: Iterable[Remembered]) -> None:
    """Add to histories what a statement added, before cells get what it left in them."""
    for each in kept:
        known = store.history.get(each.cell)
        if each.whole:
            store.history[each.cell] = each.values
        elif each.values:
            base = (store.cells.raw[each.cell],) if known is None else known
            store.history[each.cell] = base + each.values
