"""A store that knows at each moment how many bytes are alive."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ...values.amounts import UNKNOWN_AMOUNT, Amount
from ...values.arrays import Array
from ...values.dims import Dim, SomeInt, upper_bound
from ...values.kinds import Ref, Value
from ..forms import ABSENT, PLAIN, Cell, parts
from ..noted import NotedSet
from ..store import Store
from .memory import holds_nothing, is_made_of_parts, is_sure


@dataclass(frozen=True, slots=True)
class Level:
    """The bytes alive at a moment. known: of buffers of known size. other: the sizes of the rest, by buffer.

    doubts: how often something has come or gone meanwhile of which nobody can tell what it keeps alive.
    """

    known: int
    other: Mapping[int, Dim]
    doubts: int

    def since(self, before: Level) -> Amount:
        """How many bytes more are alive than at an earlier moment; at least 0 where that is not known."""
        if self.doubts != before.doubts:
            return Amount(max(self.known - before.known, 0), None) if self._covers(before) else UNKNOWN_AMOUNT
        change = Amount.of(self.known - before.known)
        if self.other is before.other:
            return change
        for buffer, nbytes in self.other.items():
            if buffer not in before.other:
                change = change.plus(_amount(nbytes))
        for buffer, nbytes in before.other.items():
            if buffer not in self.other:
                change = change.minus(_amount(nbytes))
        return change

    def _covers(self, before: Level) -> bool:
        return before.other.keys() <= self.other.keys()


class LiveStore(Store):
    """Counts, beside all holders of a buffer, those that surely hold it.

    held: how many these are. A buffer in `doubted` may not be there at all: it was made on one of several ways.
    """

    def __init__(self) -> None:
        super().__init__()
        self.held: dict[int, int] = {}
        self.doubted: set[int] = set()
        self.doubts = 0
        self._known = 0
        self._other: Mapping[int, Dim] = {}
        self._within_doubt = 0

    @property
    def level(self) -> Level:
        """What is alive now."""
        return Level(self._known, self._other, self.doubts)

    def is_held(self, buffer: int) -> bool:
        """Whether something surely holds a buffer."""
        return self.held.get(buffer, 0) > 0

    def size(self, buffer: int) -> Dim:
        """The bytes that NumPy has allocated for a buffer: at least one."""
        nbytes = self.buffers[buffer].nbytes
        return nbytes if nbytes != 0 else 1

    def amount(self, buffer: int) -> Amount:
        """The same, as an amount; of several possible buffers, not known."""
        return UNKNOWN_AMOUNT if self.buffers[buffer].summary else _amount(self.size(buffer))

    def _hold(self, value: Value, step: int, cell: Cell) -> None:
        if type(value) is Array:
            self._hold_array(value, step)
        if self._is_clear(value):
            super()._hold(value, step, cell)
        else:
            self.doubts += 1
            self._within_doubt += 1
            super()._hold(value, step, cell)
            self._within_doubt -= 1

    def _is_clear(self, value: Value) -> bool:
        """Whether a value is known to keep alive what its parts do, and nothing else."""
        kind = type(value)
        if kind is Ref:
            return value.address not in self.summaries.raw  # type: ignore[attr-defined]
        return kind is Array or holds_nothing(value) or is_made_of_parts(value)

    def _hold_array(self, array: Array, step: int) -> None:
        buffer = array.buffer
        if buffer is None or self._within_doubt or buffer in self.doubted or not is_sure(self, array):
            self.doubts += 1
        else:
            self._count_held(buffer, step)

    def _count_held(self, buffer: int, step: int) -> None:
        before = self.held.get(buffer, 0)
        now = self.held[buffer] = before + step
        if (before > 0) is (now > 0):
            return
        if self.counts.raw.get(buffer, 0) > (now <= 0) or (now <= 0 and buffer in self.shared.raw):
            self.doubts += 1  # others may hold it as well
        self._enter(buffer, 1 if now > 0 else -1)

    def _enter(self, buffer: int, step: int) -> None:
        nbytes = self.size(buffer)
        if isinstance(nbytes, int):
            self._known += step * nbytes
        elif step > 0:
            self._other = {**self._other, buffer: nbytes}
        else:
            self._other = {known: size for known, size in self._other.items() if known != buffer}

    def _joined(self, values: list[Value], lost: list[Value], merged: NotedSet[int] | None = None) -> Value:
        result = super()._joined(values, lost, merged)
        if result is not ABSENT and any(value is ABSENT for value in values):
            self._doubt(result, set())
        return result

    def _doubt(self, value: Value, seen: set[int]) -> None:
        """A value may not be there: what it holds is not surely alive."""
        kind = type(value)
        if kind is Array:
            buffer = value.buffer  # type: ignore[attr-defined]
            if buffer is not None and buffer not in self.doubted:
                if self.held.pop(buffer, 0) > 0:
                    self._enter(buffer, -1)
                self.doubted.add(buffer)
                self.doubts += 1
        elif kind is Ref:
            address = value.address  # type: ignore[attr-defined]
            if address not in seen:
                seen.add(address)
                self._doubt(self.get(address), seen)
        elif kind not in PLAIN and value is not ABSENT:
            for part in parts(value):
                self._doubt(part, seen)


def _amount(nbytes: Dim) -> Amount:
    """The bytes of a buffer; NumPy allocates at least one."""
    if isinstance(nbytes, SomeInt):
        most = upper_bound(nbytes)
        return Amount(1, max(most, 1) if isinstance(most, int) else most)
    return Amount.of(nbytes)
