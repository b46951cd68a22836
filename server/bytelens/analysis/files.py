"""What the program may have written so far, and what it therefore finds in a file that it reads.

A file is as it is on disk until something may have written to it. That is kept in one cell of the store, so that
branches, loops, handlers and calls join it like any name. See docs/decisions/0010-files.md.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path, PurePath

from ..files import places
from ..values.joining import options, same, union
from ..values.kinds import UNKNOWN, Value
from ..values.saved import Content
from .dependencies import stamp
from .forms import FILES
from .machine import Machine

MOST_WRITTEN = 64
_SHARE = ("//", "\\\\")


@dataclass(frozen=True, slots=True)
class Files:
    """Which files are not, or may not be, as they are on disk.

    rest: whether all others may have been written to. written: what those hold that a path may name. A path whose
    content is None stays so: whoever opened it may still write.
    """

    rest: bool = False
    written: tuple[tuple[frozenset[str], Content], ...] = ()

    def after(self, paths: frozenset[str], content: Content) -> Files:
        """After a path that may name some files was written to."""
        kept = []
        for known, before in self.written:
            if known == paths:
                content = content if before is not None else None
            else:
                kept.append((known, None if overlap(known, paths) else before))
        written = (*kept, (paths, content))
        return Files(self.rest, written) if len(written) <= MOST_WRITTEN else Files(rest=True)


AS_ON_DISK = Files()


def begin(machine: Machine) -> None:
    """Nothing has been written yet."""
    machine.store.begin(FILES, AS_ON_DISK)


def state(machine: Machine) -> Value:
    """The state of all files: `Files`, one of several, or UNKNOWN where anything may have been written."""
    known = machine.store.get(FILES)
    machine.note_read(FILES, known)
    return known


def write_any(machine: Machine) -> None:
    """Any file may have been written to, or the working directory may be another one."""
    for trace in machine.traces:
        trace.writes_files = True
    if machine.store.get(FILES) is not UNKNOWN:
        machine.store.set(FILES, UNKNOWN)


def write_any_time(machine: Machine) -> None:
    """Any file may be written to from now on, at times of which nothing is known."""
    machine.volatile.add(FILES)
    machine.store.watched.add(FILES)
    write_any(machine)


def write(machine: Machine, path: Value, content: Content = None) -> None:
    """After something was written to the file that a path names, which holds `content` now, or who knows what."""
    named = [path_of(option) for option in options(path)]
    if machine.folders and all(name is not None for name in named):
        for name in named:
            _write_one(machine, str(name), content if len(named) == 1 else None)
    else:
        write_any(machine)


def found(machine: Machine, path: Value) -> Content:
    """What NumPy would load from the file that a path names; None where that is not known."""
    return _found(machine, path, _content)  # type: ignore[return-value]


def found_size(machine: Machine, path: Value) -> int | None:
    """The size in bytes of the file that a path names, where it is as on disk and lies in the folders."""
    return _found(machine, path, lambda real: places.size(real))  # type: ignore[return-value]


def path_of(value: Value) -> str | None:
    """The path that a value is, if it is a constant."""
    return str(value) if isinstance(value, str | PurePath) else None


def overlap(some: Iterable[str], others: frozenset[str]) -> bool:
    """Whether two paths may name the same file, by links too."""
    return any(a == b or _is_same(a, b) for a in some for b in others)


def _is_same(a: str, b: str) -> bool:
    if a.startswith(_SHARE) or b.startswith(_SHARE):
        return True  # who knows; to look there would tell another machine who looks
    try:
        return Path(a).samefile(b)
    except OSError:
        return os.path.realpath(a) == os.path.realpath(b)
    except ValueError:
        return True


def _write_one(machine: Machine, path: str, content: Content) -> None:
    paths = places.candidates(machine.folders, path)
    before = state(machine)
    known = [option if isinstance(option, Files) else Files(rest=True) for option in options(before)]
    after = union([option.after(paths, content) for option in known])
    if not same(after, before):
        machine.store.set(FILES, after)


def _found(machine: Machine, path: Value, on_disk: Callable[[str], object]) -> object:
    name = path_of(path)
    if name is None or not machine.folders:
        return None
    paths = places.candidates(machine.folders, name)
    held = [_held(machine, option, paths, on_disk) for option in options(state(machine))]
    return held[0] if all(other is not None and other == held[0] for other in held) else None


def _held(machine: Machine, known: Value, paths: frozenset[str], on_disk: Callable[[str], object]) -> object:
    """What is known of a file in one state of all files."""
    if not isinstance(known, Files):
        return None
    for written, content in known.written:
        if written == paths and on_disk is _content:
            return content
        if overlap(written, paths):
            return None
    return None if known.rest else _look_up(machine, paths, on_disk)


def _look_up(machine: Machine, paths: frozenset[str], on_disk: Callable[[str], object]) -> object:
    """What is known of the one file on disk that a path names; None where it names several, or one elsewhere."""
    machine.give_up_traces()
    machine.follows = False
    if not all(places.within(machine.folders, path) for path in paths):
        return None
    for path in paths:
        machine.looked_at[path] = machine.workspace.sources.stamp(path)
    real = {places.real_path(machine.folders, path) for path in paths if machine.looked_at[path] is not None}
    return on_disk(file) if len(real) == 1 and (file := real.pop()) is not None else None


def _content(path: str) -> Content:
    return places.content(path, stamp(path))
