"""A store that knows at each moment how many bytes are alive."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from random import Random
from typing import TypeAlias

from ...rules.transients.generators import MOST_KEPT
from ...values.amounts import UNKNOWN_AMOUNT, Amount, Change
from ...values.arrays import Array
from ...values.dims import Dim, SomeInt, Symbolic, multiply, upper_bound
from ...values.kinds import Ref, Union, Value
from ..forms import ABSENT, PLAIN, Cell, parts
from ..noted import NotedSet
from ..store import Store
from .memory import holds_nothing, is_generator, is_limited, is_made_of_parts

Key: TypeAlias = int | tuple[int, str]


@dataclass(frozen=True, slots=True)
class Part:
    """Bytes that are perhaps alive, or of unknown number. version: another one where it may be another part."""

    nbytes: Amount
    version: int


@dataclass(frozen=True, slots=True)
class Level:
    """The bytes alive at a moment. known: of buffers that surely are, and of known size. parts: of the others.

    doubts: a number for everything alive of which nobody can tell how much memory it keeps alive.
    """

    known: int
    parts: Mapping[Key, Part]
    doubts: frozenset[int]

    def since(self, before: Level) -> Change:
        """How many bytes more are alive than at an earlier moment."""
        difference = self.known - before.known
        change = Change(difference, difference)
        if self.parts is not before.parts:
            for key, part in self.parts.items():
                if before.parts.get(key) != part:
                    change = change.plus(part.nbytes)
            for key, part in before.parts.items():
                if self.parts.get(key) != part:
                    change = change.minus(part.nbytes)
        if self.doubts is before.doubts:
            return change
        least = change.least if before.doubts <= self.doubts else None
        return Change(least, change.most if self.doubts <= before.doubts else None)


class LiveStore(Store):
    """Counts, beside all holders of a buffer, those that surely hold it.

    held: how many these are. A buffer in `doubted` may not be there at all: it was made on one of several ways.
    """

    def __init__(self) -> None:
        super().__init__()
        self.held: dict[int, int] = {}
        self.perhaps: dict[int, tuple[int, int]] = {}
        self.doubted: set[int] = set()
        self._doubts = {0}
        self._origin = 0
        self._all_doubts: frozenset[int] | None = None
        self._known = 0
        self._parts: Mapping[Key, Part] = {}
        self._stamps: dict[tuple[Cell, int], tuple[int, ...]] = {}
        self._random = Random(0)
        self._generators = 0
        self._uses_global = False
        self._within_doubt = 0

    @property
    def level(self) -> Level:
        """What is alive now."""
        if self._all_doubts is None:
            self._all_doubts = frozenset(self._doubts)
        return Level(self._known, self._parts, self._all_doubts)

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
            self._hold_array(value, step, cell)
        if is_generator(value):
            self._count_generators(step)
        doubtful = type(value) is Union or self._stands_for_several(value)
        if not self._is_clear(value):
            self._count_doubt(cell, step)
        self._within_doubt += doubtful
        super()._hold(value, step, cell)
        self._within_doubt -= doubtful

    def _stands_for_several(self, value: Value) -> bool:
        return type(value) is Ref and value.address in self.summaries.raw

    def _is_clear(self, value: Value) -> bool:
        """Whether a value is known to keep alive what its parts do, or less, and nothing else."""
        kind = type(value)
        if kind is Ref:
            return not self._stands_for_several(value)
        return (
            kind is Array
            or kind is Union
            or is_generator(value)
            or holds_nothing(self, value)
            or is_made_of_parts(value)
        )

    def _hold_array(self, array: Array, step: int, cell: Cell) -> None:
        buffer = array.buffer
        if buffer is None or not is_limited(array):
            self._count_doubt(cell, step)
            if buffer is not None:
                self.shared.add(buffer)
        elif self._within_doubt or buffer in self.doubted or self.buffers[buffer].summary:
            self._count_perhaps(buffer, step, self._stamp(cell, buffer, step))
        else:
            self._count_held(buffer, step)

    def _count_doubt(self, cell: Cell, step: int) -> None:
        self._all_doubts = None
        stamp = self._stamp(cell, 0, step)
        if step > 0:
            self._doubts.add(stamp)
        elif -stamp in self._doubts:
            self._doubts.remove(-stamp)
        else:
            # It was no doubt when it came: nothing is a part of what was alive before any more.
            self._doubts.discard(self._origin)
            self._origin = -stamp
            self._doubts.add(self._origin)

    def _stamp(self, cell: Cell, buffer: int, step: int) -> int:
        """What tells one time of holding from others: given when it begins, taken back when it ends."""
        known = self._stamps.get((cell, buffer), ())
        if step > 0 or not known:
            stamp = self._random.getrandbits(62)
            if step > 0:
                self._stamps[cell, buffer] = (*known, stamp)
            return step * stamp
        self._stamps[cell, buffer] = known[:-1]
        return -known[-1]

    def _count_held(self, buffer: int, step: int) -> None:
        before = self.held.get(buffer, 0)
        now = self.held[buffer] = before + step
        if (before > 0) is not (now > 0):
            self._enter(buffer, 1 if now > 0 else -1)

    def _enter(self, buffer: int, step: int) -> None:
        """A buffer is surely held from now on, or not any more; others may hold it as well."""
        nbytes = self.size(buffer)
        if isinstance(nbytes, int):
            self._known += step * nbytes
        else:
            self._set_part(buffer, Part(_amount(nbytes), 0) if step > 0 else None)
        if buffer in self.perhaps:
            self._count_perhaps(buffer, 0, self._random.getrandbits(62))
        if step < 0:
            self._set_part((buffer, "overlap"), None)
        elif self.counts.raw.get(buffer, 0) > 0:
            # Others held it already, of whom less is known: it may not be more than what was alive before.
            less = Amount(0, 0).minus(_amount(nbytes))
            self._set_part((buffer, "overlap"), Part(Amount(less.least, 0), self._random.getrandbits(62)))
        if step > 0 and (buffer, "away") in self._parts:
            self._set_part((buffer, "away"), None)
        if step < 0 and buffer in self.shared.raw:
            self._set_part((buffer, "away"), Part(Amount(0, _amount(nbytes).most), self._random.getrandbits(62)))

    def _count_perhaps(self, buffer: int, step: int, stamp: int) -> None:
        """More or fewer may hold a buffer, or several of its size."""
        count, version = self.perhaps.get(buffer, (0, 0))
        self.perhaps[buffer] = count, version = count + step, version + stamp
        most = _amount(self.size(buffer)).most
        several = None if most is None else multiply(count, most)
        limit = several if isinstance(several, int | Symbolic) else None
        self._set_part((buffer, "perhaps"), Part(Amount(0, limit), version) if count else None)

    def use_global_generator(self) -> None:
        """The generator of `np.random` is there from its first use on."""
        if not self._uses_global:
            self._uses_global = True
            self._count_generators(1)

    def _count_generators(self, step: int) -> None:
        self._generators += step
        self._set_part((0, "generators"), Part(Amount(0, self._generators * MOST_KEPT), self._random.getrandbits(62)))

    def _set_part(self, key: Key, part: Part | None) -> None:
        if part is None and key not in self._parts:
            return
        others = {known: other for known, other in self._parts.items() if known != key}
        self._parts = others if part is None else {**others, key: part}

    def _joined(self, values: list[Value], lost: list[Value], merged: NotedSet[int] | None = None) -> Value:
        result = super()._joined(values, lost, merged)
        if result is not ABSENT and any(value is not result for value in values):
            everywhere = set.intersection(*({_key_of(held) for held in _leaves(value)} for value in values))
            for held in _leaves(result):
                if _key_of(held) not in everywhere:
                    self._doubt(held, set())
        return result

    def _doubt(self, value: Value, seen: set[int]) -> None:
        """A value may not be there: what it holds is not surely alive."""
        kind = type(value)
        if kind is Array:
            buffer = value.buffer  # type: ignore[attr-defined]
            if buffer is not None and buffer not in self.doubted:
                self.doubted.add(buffer)
                count = self.held.pop(buffer, 0)
                if count > 0:
                    self._enter(buffer, -1)
                    self._count_perhaps(buffer, count, self._random.getrandbits(62))
        elif kind is Ref:
            address = value.address  # type: ignore[attr-defined]
            if address not in seen:
                seen.add(address)
                self._doubt(self.get(address), seen)
        elif kind not in PLAIN and value is not ABSENT:
            for part in parts(value):
                self._doubt(part, seen)


def _leaves(value: Value) -> Iterator[Value]:
    """The arrays that a value is made of, and the lists, dicts and objects that it refers to."""
    kind = type(value)
    if kind is Array or kind is Ref:
        yield value
    elif kind not in PLAIN and value is not ABSENT:
        for part in parts(value):
            yield from _leaves(part)


def _key_of(leaf: Value) -> object:
    return leaf.buffer if isinstance(leaf, Array) else leaf


def _amount(nbytes: Dim) -> Amount:
    """The bytes of a buffer; NumPy allocates at least one."""
    if isinstance(nbytes, SomeInt):
        most = upper_bound(nbytes)
        return Amount(1, max(most, 1) if isinstance(most, int) else most)
    return Amount.of(nbytes)
