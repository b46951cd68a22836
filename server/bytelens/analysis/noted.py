"""Containers that note what is looked at and what is changed, so that a statement is known by what it depends on.

The first look at a key since `begin` tells what it held before. What is looked at as a whole (by going through it)
depends on everything, which `whole` says.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, KeysView, ValuesView
from typing import Any, Generic, TypeVar

from ..values.kinds import Value
from .forms import ABSENT, PLAIN, Cell

K = TypeVar("K")
V = TypeVar("V")
D = TypeVar("D")


class Notes:
    """What has been looked at in some sets and dicts, by place and key, with what it was; and what has been changed.

    whole: everything in one of them has been looked at.
    """

    __slots__ = ("changed", "seen", "whole")

    def __init__(self) -> None:
        self.begin()

    def begin(self) -> None:
        """Nothing has been looked at."""
        self.seen: dict[tuple[str, Any], object] = {}
        self.changed: dict[tuple[str, Any], Any] = {}
        self.whole = False


class Overwritten:
    """Marks what has been overwritten without a look at it."""


OVERWRITTEN = Overwritten()


class Cells:
    """What names and addresses hold.

    seen: what cells held that were looked at; OVERWRITTEN for those of `blind`, which tells what these held and got
    first. inserted: the cells that have been put in, the last one last; where a cell stands is where it was put in.
    """

    __slots__ = ("blind", "inserted", "raw", "seen", "whole")

    def __init__(self, raw: dict[Cell, Value]) -> None:
        self.raw = raw
        self.begin()

    def begin(self) -> None:
        """Nothing has been looked at."""
        self.seen: dict[Cell, Value] = {}
        self.blind: dict[Cell, tuple[Value, Value]] = {}
        self.inserted: dict[Cell, None] = {}
        self.whole = False

    def copy(self) -> Cells:
        """The same cells."""
        return Cells(self.raw.copy())

    def get(self, cell: Cell, default: Value = None) -> Value:
        """What a cell holds."""
        value = self.raw.get(cell, ABSENT)
        self.seen.setdefault(cell, value)
        return default if value is ABSENT else value

    def __contains__(self, cell: object) -> bool:
        value: Value = self.raw.get(cell, ABSENT)  # type: ignore[call-overload]
        self.seen.setdefault(cell, value)  # type: ignore[call-overload]
        return value is not ABSENT

    def all(self) -> dict[Cell, Value]:
        """Every cell that holds something."""
        self.whole = True
        return self.raw

    def overwrite(self, cell: Cell, old: Value, new: Value) -> None:
        """A cell is about to hold something else. It need not have been looked at, if others hold what it held."""
        if cell not in self.seen:
            if type(old) in PLAIN:
                self.seen[cell] = OVERWRITTEN
                self.blind[cell] = old, new
            else:
                self.seen[cell] = old

    def insert(self, cell: Cell) -> None:
        """A cell that holds nothing is about to hold something."""
        self.inserted.pop(cell, None)
        self.inserted[cell] = None

    def restore(self, cell: Cell) -> None:
        """A cell holds again what it held before."""
        if cell in self.blind:
            self.seen[cell] = self.blind.pop(cell)[0]


class Counts:
    """Numbers by id. changes: by how much they have changed; where they come to is no look at them."""

    __slots__ = ("changes", "raw", "seen")

    def __init__(self, raw: dict[int, int]) -> None:
        self.raw = raw
        self.begin()

    def begin(self) -> None:
        """Nothing has been looked at."""
        self.seen: dict[int, int] = {}
        self.changes: dict[int, int] = {}

    def copy(self) -> Counts:
        """The same numbers."""
        return Counts(self.raw.copy())

    def get(self, key: int, default: int = 0) -> int:
        """The number of an id."""
        count = self.raw.get(key, default)
        if key not in self.seen:
            self.seen[key] = count - self.changes.get(key, 0)
        return count

    def add(self, key: int, step: int) -> int:
        """Count up or down. What comes up from 0, or may do so where others hold less, is looked at."""
        change = self.changes.get(key, 0)
        count = self.raw[key] = self.raw.get(key, 0) + step
        self.changes[key] = change + step
        if step == 1 and (change < 0 or count == 1) and key not in self.seen:
            self.seen[key] = count - change - 1
        return count


class NotedSet(Generic[K]):
    """A set. news: what was not in it before, in order."""

    __slots__ = ("news", "notes", "place", "raw")

    def __init__(self, notes: Notes, place: str, raw: Iterable[K] = ()) -> None:
        self.notes, self.place, self.raw = notes, place, set(raw)
        self.news: list[K] = []

    def copy(self) -> NotedSet[K]:
        """The same set."""
        return NotedSet(self.notes, self.place, self.raw)

    def __contains__(self, key: object) -> bool:
        found = key in self.raw
        if (self.place, key) not in self.notes.changed:
            self.notes.seen.setdefault((self.place, key), found)
        return found

    def __len__(self) -> int:
        return len(self.raw)

    def __iter__(self) -> Iterator[K]:
        self.notes.whole = True
        return iter(self.raw)

    def add(self, key: K) -> None:
        """Put something in."""
        if key not in self.raw:
            self.raw.add(key)
            self.news.append(key)
        self.notes.changed[self.place, key] = True

    def discard(self, key: K) -> None:
        """Take something out, if it is there."""
        self.raw.discard(key)
        self.notes.changed[self.place, key] = False

    def update(self, keys: Iterable[K]) -> None:
        """Put several things in."""
        for key in keys:
            self.add(key)

    def isdisjoint(self, keys: Iterable[K]) -> bool:
        """Whether it has none of some things."""
        return not any(key in self for key in keys)

    def peek(self, key: K) -> object:
        """What a note of a key would say."""
        return key in self.raw

    def put(self, key: K, value: object) -> None:
        """Do what a note says of a change."""
        if value:
            self.raw.add(key)
        else:
            self.raw.discard(key)


class NotedDict(Generic[K, V]):
    """A dict."""

    __slots__ = ("notes", "place", "raw")

    def __init__(self, notes: Notes, place: str, raw: dict[K, V] | None = None) -> None:
        self.notes, self.place = notes, place
        self.raw: dict[K, V] = {} if raw is None else raw

    def copy(self) -> NotedDict[K, V]:
        """The same dict."""
        return NotedDict(self.notes, self.place, self.raw.copy())

    def get(self, key: K, default: D) -> V | D:
        """What is under a key."""
        self.notes.seen.setdefault((self.place, key), self.raw.get(key, ABSENT))
        return self.raw.get(key, default)

    def __contains__(self, key: K) -> bool:
        self.notes.seen.setdefault((self.place, key), self.raw.get(key, ABSENT))
        return key in self.raw

    def __getitem__(self, key: K) -> V:
        self.notes.seen.setdefault((self.place, key), self.raw.get(key, ABSENT))
        return self.raw[key]

    def __setitem__(self, key: K, value: V) -> None:
        self.notes.seen.setdefault((self.place, key), self.raw.get(key, ABSENT))
        self.raw[key] = self.notes.changed[self.place, key] = value

    def __len__(self) -> int:
        return len(self.raw)

    def __iter__(self) -> Iterator[K]:
        return iter(self.keys())

    def keys(self) -> KeysView[K]:
        """All keys, in the order in which they were put in."""
        self.notes.whole = True
        return self.raw.keys()

    def values(self) -> ValuesView[V]:
        """All values."""
        self.notes.whole = True
        return self.raw.values()

    def peek(self, key: K) -> object:
        """What a note of a key would say."""
        return self.raw.get(key, ABSENT)

    def put(self, key: K, value: V) -> None:
        """Do what a note says of a change."""
        self.raw[key] = value
