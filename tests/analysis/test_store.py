"""The state: marks, differences, joins, and counts that always agree with the cells."""

from __future__ import annotations

from collections import Counter
from typing import Any

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from bytelens.analysis.forms import ABSENT, Cell, parts
from bytelens.analysis.store import Store
from bytelens.values.arrays import Array, new_array
from bytelens.values.kinds import UNKNOWN, Mapping, Ref, Sequence, Union, Value

NAMES: list[Cell] = [(0, name) for name in "abc"]
Step = tuple[str, int, int]
steps = st.lists(st.tuples(st.sampled_from(("array", "list", "dict", "copy", "put", "delete", "union", "collect")),
                           st.integers(0, 2), st.integers(0, 2)), max_size=12)  # fmt: skip


def run(store: Store, program: list[Step]) -> None:
    """Do a few things to the names a, b and c."""
    for action, first, second in program:
        cell, other = NAMES[first], NAMES[second]
        value = store.get(other)
        if action == "array":
            array = new_array((second,), np.dtype(float))
            buffer = store.new_buffer(array.nbytes, None)
            store.set(cell, Array(array.shape, array.dtype, array.strides, buffer, True, buffer))
        elif action == "delete":
            store.set(cell, ABSENT)
        elif action == "collect":
            store.collect()
        elif value is not ABSENT:
            derive(store, action, cell, value)


def derive(store: Store, action: str, cell: Cell, value: Value) -> None:
    """Let a name hold something made of a value, or put that into the list that it holds."""
    held = store.get(cell)
    if action == "list":
        store.set(cell, store.allocate(Sequence((value, 1))))
    elif action == "dict":
        store.set(cell, store.allocate(Mapping((("k", value),))))
    elif action == "copy":
        store.set(cell, value)
    elif action == "union":
        store.set(cell, Union((value, 5)))
    elif isinstance(held, Ref) and isinstance(store.get(held.address), Sequence) and not reaches(store, value, held):
        store.set(held.address, Sequence((value,)))


def reaches(store: Store, value: Value, target: Ref) -> bool:
    if isinstance(value, Ref):
        return value == target or reaches(store, store.get(value.address), target)
    return any(reaches(store, part, target) for part in parts(value))


def counted(store: Store) -> Counter[int]:
    """The holders of every buffer and address, counted anew from the names."""
    counts: Counter[int] = Counter()
    live: set[int] = set()
    pending = [value for cell, value in store.cells.raw.items() if isinstance(cell, tuple)]
    while pending:
        value = pending.pop()
        if isinstance(value, Array) and value.buffer is not None:
            counts[value.buffer] += 1
        elif isinstance(value, Ref):
            counts[value.address] += 1
            if value.address not in live:
                live.add(value.address)
                pending.append(store.get(value.address))
        else:
            pending.extend(parts(value))
    return counts


def agrees(store: Store) -> bool:
    return counted(store) == Counter({key: count for key, count in store.counts.raw.items() if count})


@given(steps)
def test_counts_are_those_of_the_cells(program: list[Step]) -> None:
    store = Store()
    run(store, program)
    assert agrees(store)


@given(steps, steps)
def test_rolling_back_leads_to_the_state_at_the_mark(before: list[Step], after: list[Step]) -> None:
    store = Store()
    run(store, before)
    cells = dict(store.cells.raw)
    mark = store.mark()
    run(store, after)
    store.rollback(mark)
    assert store.cells.raw == cells
    assert agrees(store)


@given(steps, steps)
def test_a_difference_applied_again_leads_to_the_same_state(before: list[Step], after: list[Step]) -> None:
    store = Store()
    run(store, before)
    mark = store.mark()
    run(store, after)
    cells = dict(store.cells.raw)
    store.apply(store.rollback(mark))
    assert store.cells.raw == cells
    assert agrees(store)


@given(steps, steps, steps)
def test_a_merge_covers_both_branches(before: list[Step], left: list[Step], right: list[Step]) -> None:
    """Each name may hold what it held at the end of either branch."""
    store = Store()
    run(store, before)
    mark = store.mark()
    ends = []
    for branch in (left, right):
        run(store, branch)
        ends.append((store.rollback(mark), dict(store.cells.raw)))
    store.merge([delta for delta, _ in ends])
    for name in NAMES:
        for delta, cells in ends:
            assert covers(store.get(name), delta.get(name, cells.get(name, ABSENT)))
    assert agrees(store)


def covers(wide: Value, narrow: Value) -> bool:
    if narrow is ABSENT or wide is UNKNOWN:
        return True
    if isinstance(wide, Union):
        return any(covers(option, part) for part in options_of(narrow) for option in wide.options)
    if isinstance(wide, Array) and isinstance(narrow, Array):
        return wide.shape == narrow.shape and wide.dtype == narrow.dtype
    return wide == narrow


def options_of(value: Value) -> tuple[Value, ...]:
    return value.options if isinstance(value, Union) else (value,)


@settings(max_examples=30)
@given(steps)
def test_what_nothing_holds_is_freed(program: list[Step]) -> None:
    store = Store()
    run(store, program)
    for name in NAMES:
        store.set(name, ABSENT)
    store.collect()
    assert not store.cells.raw


def test_lists_that_a_join_cannot_keep_are_reported_lost() -> None:
    """A list that is from then on only reached through what nobody knows may change at any time."""
    store = Store()
    lost: list[Any] = []
    store.discard = lost.append
    kept = store.allocate(Sequence((1,)))
    assert store.joined([kept, UNKNOWN]) is UNKNOWN
    assert lost == [kept]
