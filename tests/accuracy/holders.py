"""Who else holds the memory of an array at the moment when a running program binds it."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from types import FrameType, FunctionType
from typing import Any

import numpy as np

DEPTH = 4
Slot = tuple[int, Any]


@dataclass(frozen=True, slots=True)
class Neighbours:
    """The other holders of an array's memory, by the name that leads to each.

    aliases: names that hold the same object. sharers: names that hold another array on the same memory. names: all
    names that are bound. spans_its_root: the array takes up all of its memory.
    """

    aliases: frozenset[str]
    sharers: frozenset[str]
    names: frozenset[str]
    spans_its_root: bool

    @property
    def is_alone(self) -> bool:
        """Nothing else looks into the memory."""
        return not self.aliases and not self.sharers

    def is_alias_of(self, name: str | None) -> bool:
        """The object has another name: this one, where one is said."""
        return bool(self.aliases) if name is None else name in self.aliases

    def is_view_of(self, name: str | None) -> bool:
        """The memory is that of `name` (or of what only a source text names)."""
        if name is None or name not in self.names:
            return not self.spans_its_root
        return name in self.sharers

    def __str__(self) -> str:
        return f"same as {sorted(self.aliases)}, shares with {sorted(self.sharers)}"


def neighbours(value: Any, target: str, program: str) -> Neighbours | None:
    """The other holders of an array that `target` has just been bound to, seen from the program's innermost frame."""
    if type(value) is not np.ndarray:
        return None
    root = _root(value)
    aliases: dict[Slot, set[str]] = {}
    sharers: set[str] = set()
    names: set[str] = set()
    for slot, name, held in _held(program):
        names.add(name)
        if held is value:
            aliases.setdefault(slot, set()).add(name)
        elif isinstance(held, np.ndarray) and _root(held) is root:
            sharers.add(name)
    others = _without_target(aliases, target)
    return Neighbours(
        frozenset(set().union(*others)), frozenset(sharers), frozenset(names), root.nbytes == value.nbytes
    )


def _without_target(aliases: dict[Slot, set[str]], target: str) -> list[set[str]]:
    """The names that lead to each slot, but for what the target itself stands for (and closures that hold it).

    Where no name is spelt as the target is (`rows[k]`), one item or attribute is what it stands for.
    """
    others = [names for names in aliases.values() if target not in names]
    if len(others) == len(aliases) and not target.isidentifier():
        own = next((names for names in others if not any(name.isidentifier() for name in names)), None)
        own = own or next((names for names in others if not all(name.isidentifier() for name in names)), None)
        others = [names for names in others if names is not own]
    return others


def _held(program: str) -> Iterator[tuple[Slot, str, Any]]:
    frame: FrameType | None = sys._getframe(2)
    spaces: dict[int, dict[str, Any]] = {}
    while frame is not None:
        if frame.f_code.co_filename == program:
            bottom = frame.f_globals
            if frame.f_locals is not bottom:
                spaces[id(frame)] = _locals(frame)
        frame = frame.f_back
    spaces[id(bottom)] = bottom
    for number, space in spaces.items():
        for name, value in list(space.items()):
            if not name.startswith("__"):
                yield from _inside((number, name), name, value, DEPTH)


def _locals(frame: FrameType) -> dict[str, Any]:
    """The names of a frame. Within a comprehension of the module, Python 3.12 lists the module's own among them."""
    if frame.f_code.co_name != "<module>":
        return dict(frame.f_locals)
    return {name: value for name, value in frame.f_locals.items() if frame.f_globals.get(name) is not value}


def _inside(slot: Slot, name: str, value: Any, depth: int) -> Iterator[tuple[Slot, str, Any]]:
    yield slot, name, value
    if depth == 0:
        return
    parts: list[tuple[Any, Any]] = []
    path = "{name}[{key!r}]"
    if isinstance(value, list | tuple):
        parts = list(enumerate(value))
    elif isinstance(value, dict):
        parts = list(value.items())
    elif isinstance(value, FunctionType) and value.__closure__:
        for inner, cell in zip(value.__code__.co_freevars, value.__closure__, strict=True):
            with contextlib.suppress(ValueError):
                yield from _inside((id(cell), inner), inner, cell.cell_contents, depth - 1)
    elif "__main__" in (type(value).__module__, getattr(value, "__module__", None)) and hasattr(value, "__dict__"):
        parts, path = list(vars(value).items()), "{name}.{key}"
    for key, part in parts[:200]:
        if isinstance(value, list | tuple):
            yield (id(value), key), name, part
        yield from _inside((id(value), key), path.format(name=name, key=key), part, depth - 1)


def _root(array: Any) -> Any:
    while isinstance(array.base, np.ndarray):
        array = array.base
    return array
