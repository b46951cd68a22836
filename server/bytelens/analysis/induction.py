"""What changes by the same amount in each iteration of a loop: counters, lists that grow, arrays that grow.

Before iteration `t` such a value is `start + step · t`. That is guessed from one pass over the body, put in the place
of the value, and holds if the next pass ends with `start + step · (t + 1)`: proof by induction. After `N` iterations
it is `start + step · N`, however many these are. Inside the loop `t` is any number below `N`: what is said there is a
bound.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from ..values.arrays import Array, c_strides, same_dtype
from ..values.dims import Dim, SomeInt, Symbolic, substitute, subtract
from ..values.kinds import Sequence, Value
from ..values.mapping import advanced, bounded, map_dims, sum_of_steps
from .forms import ABSENT, Cell, parts
from .store import Store


@dataclass(slots=True)
class Induction:
    """The guesses about one loop.

    counter: the symbol that stands for the number of iterations before the present one. count: how many there are.
    guessed: what cells held before the loop, of which a guess stands at its head. refused: cells of which a guess was
    wrong.
    """

    counter: str
    count: Dim
    guessed: dict[Cell, Value] = field(default_factory=dict)
    refused: set[Cell] = field(default_factory=set)

    @property
    def last(self) -> Dim | None:
        """The largest value of the counter, where it is known."""
        return None if isinstance(self.count, SomeInt) else subtract(self.count, 1)

    def within(self, value: Value) -> Value:
        """What is known of a value in any iteration."""
        return map_dims(value, lambda dim: bounded(dim, self.counter, self.last))

    def open(self, value: Value) -> Value:
        """What is known of a value whose guess was wrong."""
        return map_dims(value, lambda dim: bounded(dim, self.counter, None))

    def at_end(self, value: Value) -> Value:
        """A value that the last iteration has made."""
        if self.last is None:
            return self.open(value)
        return map_dims(value, lambda dim: substitute(dim, {self.counter: self.last or 0}))

    def after(self, value: Value) -> Value:
        """What a guess comes to after the loop."""
        if isinstance(self.count, SomeInt):
            return self.open(value)
        return map_dims(value, lambda dim: substitute(dim, {self.counter: self.count}))

    def settle(self, store: Store, cell: Cell, head: Value, ends: list[Value], *, may_guess: bool) -> Value:
        """What stands at the head for a cell that grows steadily; ABSENT where it does not, or nobody knows yet.

        The head itself if the guess that it is holds.
        """
        if cell in self.refused:
            return ABSENT
        if cell in self.guessed:
            kept = _kept(store, head, ends, self.counter)
            if kept is ABSENT:
                self.refused.add(cell)
                self.guessed.pop(cell)
            return kept
        guess = _guess(store, head, ends, self.counter) if may_guess else ABSENT
        if guess is not ABSENT:
            self.guessed[cell] = head
        return guess


def _guess(store: Store, head: Value, ends: list[Value], counter: str) -> Value:
    """The head in terms of the counter, if every end is further by one and the same step; else ABSENT."""
    if _is_number(head):
        step = _step([(head, end) for end in ends])
        return ABSENT if step is None else sum_of_steps(head, step, counter)  # type: ignore[arg-type]
    if isinstance(head, Array):
        return _guess_array(store, head, ends, counter)
    if isinstance(head, Sequence) and head.kind == "list":
        step = _step([(head.count, end.count if isinstance(end, Sequence) else None) for end in ends])
        if step is None or step < 0:
            return ABSENT
        members = [member for value in (head, *ends) for member in _members(value)]
        return Sequence(None, store.joined(members), sum_of_steps(head.count, step, counter))
    return ABSENT


def _guess_array(store: Store, head: Array, ends: list[Value], counter: str) -> Value:
    if head.shape is None or not all(_has_form_of(head, end) for end in ends):
        return ABSENT
    shape: list[Dim] = []
    for axis, length in enumerate(head.shape):
        step = _step([(length, end.shape[axis]) for end in ends], zero=True)  # type: ignore[attr-defined]
        if step is None or step < 0:
            return ABSENT
        shape.append(sum_of_steps(length, step, counter))
    if tuple(shape) == head.shape:
        return ABSENT
    return _summary(store, head, tuple(shape))


def _summary(store: Store, array: Array, shape: tuple[Dim, ...]) -> Array:
    """An array that stands for those of all iterations."""
    strides = c_strides(shape, array.dtype.itemsize) if array.dtype is not None and array.is_c_contiguous else None
    made = Array(shape, array.dtype, strides, type=array.type)
    return replace(made, buffer=store.new_buffer(made.nbytes, None, summary=True), identity=store.new_id())


def _kept(store: Store, head: Value, ends: list[Value], counter: str) -> Value:
    """The head, if each end is what it is one step later; for a list, with more kinds of items. ABSENT otherwise."""
    if _is_number(head):
        wanted = advanced(head, counter)  # type: ignore[arg-type]
        return head if all(_is_number(end) and end == wanted for end in ends) else ABSENT
    if isinstance(head, Array):
        shape = tuple(advanced(length, counter) for length in head.shape or ())
        alike = all(_has_form_of(head, end) and end.shape == shape for end in ends)  # type: ignore[attr-defined]
        strides = head.strides is None or all(end.is_c_contiguous for end in ends if isinstance(end, Array))
        if not alike:
            return ABSENT
        return head if strides else replace(head, strides=None)
    assert isinstance(head, Sequence)
    if not all(isinstance(end, Sequence) and end.count == advanced(head.count, counter) for end in ends):
        return ABSENT
    element = store.joined([head.element, *(member for end in ends for member in _members(end))])
    return head if element is head.element else Sequence(None, element, head.length)


def _step(pairs: list[tuple[Value, Value]], *, zero: bool = False) -> int | None:
    """The constant by which the second numbers exceed the first ones; not 0 unless that is allowed."""
    steps: set[Dim] = set()
    for before, after in pairs:
        if not _is_number(before) or not _is_number(after):
            return None
        steps.add(subtract(after, before))  # type: ignore[arg-type]
    step = steps.pop() if len(steps) == 1 else None
    return step if type(step) is int and (zero or step) else None


def _is_number(value: Value) -> bool:
    return type(value) is int or isinstance(value, Symbolic)


def _has_form_of(head: Array, end: Value) -> bool:
    if not isinstance(end, Array) or end.shape is None or head.shape is None or end.type is not head.type:
        return False
    return len(end.shape) == len(head.shape) and same_dtype(end.dtype, head.dtype)


def _members(value: Value) -> tuple[Value, ...]:
    if isinstance(value, Sequence) and value.items is None and value.length == 0:
        return ()
    return parts(value)
