"""Where the source of a module lies that a program imports: looked for as Python would, never imported.

Python looks in the folder of the script first, before the standard library and what is installed
(https://docs.python.org/3/library/sys_path_init.html), but for what is built in or already there when a script starts.
The folders that are open in the editor, or the current one, come last: they may be on the path, or not. Where a file
may be found by two ways of starting the program that do not agree, nobody knows what it imports.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterable, MutableMapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.machinery import EXTENSION_SUFFIXES, BuiltinImporter, FrozenImporter, PathFinder
from pathlib import Path

from ..rules.extensions import BUNDLED
from .scopes import Module
from .sources import FOLDER, Sources, SourceText

_LOADED_AT_START = frozenset(
    {"abc", "codecs", "encodings", "genericpath", "io", "ntpath", "os", "posixpath", "site", "stat", "__future__"}
)
_OTHER_PATHS = re.compile(r"\bsys\s*\.\s*(?:modules|meta_path|path_hooks|path\b(?!\s*\.\s*(?:append|extend)\b))")
_OF_RULES = frozenset({"numpy", *(name.partition(".")[0] for name in BUNDLED)})
Seen = MutableMapping[str, object]
"""The paths that were looked at, files and folders, with the stamps that they had."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a module lies: its source, None where it has none that can be followed, and the folders of a package."""

    source: str | None
    folders: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Loaded:
    """A module of the program, whether or not it has been executed: its place and what it consists of."""

    module: Module
    place: Place
    source: SourceText | None


OPAQUE = Place(None)
"""A module that is there, of which nobody knows what it does."""


class Workspace:
    """The files that one program can import.

    program: its path; None for a text that is no file. roots: folders whose modules it may import too.
    """

    def __init__(self, sources: Sources, program: str | None = None, roots: Iterable[str] = ()) -> None:
        self.sources = sources
        self.roots = tuple(map(_absolute, roots))
        self.program = None if program is None else _absolute(program)
        self._folder = None if self.program is None else str(Path(self.program).parent)
        self._top, self.package = _package_around(self._folder)
        above = () if self._top is None else (self._top,)
        self._around = tuple(dict.fromkeys(path for path in (*above, *self.roots) if path))

    def changed(self, seen: Seen) -> set[str]:
        """The paths that are not any more what they were when they were looked at."""
        return {path for path, stamp in seen.items() if self.sources.stamp(path) != stamp}

    def find(self, name: str, seen: Seen) -> Place | None:
        """A module that is in no package; None where it is not one of these files."""
        if name in _LOADED_AT_START or _is_built_in(name):
            return None
        if self.package and name == self.package[0]:
            return None if name in _OF_RULES else self._search(self._around[:1], name, seen)
        own = self._search([self._folder], name, seen) if self._folder is not None else None
        if own is not None and not _is_portion(own):
            return OPAQUE if self.package and self._is_elsewhere(name, own, seen) else own
        if name in sys.stdlib_module_names:
            return None
        found = self._search(self._around, name, seen) if own is None else own
        if found is None or _is_library(name, found):
            return None
        return OPAQUE if own is not None and self._is_elsewhere(name, own, seen) else found

    def find_in(self, folders: tuple[str, ...], name: str, seen: Seen) -> Place | None:
        """A module of a package that consists of some folders; None where there is none of that name."""
        return self._search(folders, name, seen)

    def _is_elsewhere(self, name: str, own: Place, seen: Seen) -> bool:
        """Whether a program that is run as part of its package would import another module of that name."""
        other = self._search(self._around, name, seen)
        return other not in (None, own) or _is_library(name, own)

    def _search(self, folders: Iterable[str | None], name: str, seen: Seen) -> Place | None:
        portions: list[str] = []
        for folder in dict.fromkeys(folders):
            found = None if folder is None else self._in_folder(folder, name, seen)
            if found is not None and not _is_portion(found):
                return OPAQUE if found.source == self.program else found
            portions += found.folders if found is not None else ()
        return Place(None, tuple(portions)) if portions else None

    def _in_folder(self, folder: str, name: str, seen: Seen) -> Place | None:
        """What `importlib.machinery.FileFinder` finds: a package, an extension module, a module, a folder alone."""
        path = folder.rstrip(FOLDER) + FOLDER + name
        is_folder = self._stamp(path + FOLDER, seen) is not None
        if is_folder:
            source = path + FOLDER + "__init__.py"
            if self._stamp(source, seen) is not None:
                return Place(source, (path,))
        if any(self._stamp(path + suffix, seen) is not None for suffix in EXTENSION_SUFFIXES):
            return OPAQUE
        if self._stamp(path + ".py", seen) is not None:
            return Place(path + ".py")
        return Place(None, (path,)) if is_folder else None

    def _stamp(self, path: str, seen: Seen) -> object:
        if path not in seen:
            seen[path] = self.sources.stamp(path)
        return seen[path]


def finds_otherwise(text: str) -> bool:
    """Whether a program has its own ideas of where modules are: names are then looked up nobody knows where."""
    return _OTHER_PATHS.search(text) is not None


def _package_around(folder: str | None) -> tuple[str | None, tuple[str, ...]]:
    """The folder that holds the outermost package that a folder belongs to, and the names of the packages."""
    names: list[str] = []
    place = None if folder is None else Path(folder)
    while place is not None and place.name and os.path.isfile(place / "__init__.py"):  # noqa: PTH113 - never raises
        names.insert(0, place.name)
        place = place.parent
    return (str(place), tuple(names)) if names else (None, ())


def _absolute(path: str) -> str:
    return os.path.abspath(path)  # noqa: PTH100 - resolve() follows links


def _is_portion(place: Place) -> bool:
    """Whether it is a folder without `__init__.py`, which counts only where nothing else has the name."""
    return place.source is None and bool(place.folders)


@lru_cache(maxsize=1024)
def _is_built_in(name: str) -> bool:
    return BuiltinImporter.find_spec(name) is not None or FrozenImporter.find_spec(name) is not None


def _is_library(name: str, place: Place | None) -> bool:
    """Whether a name is another module than that of a place to who starts somewhere else."""
    return name in sys.stdlib_module_names or _installed(name) not in (None, place and place.source)


@lru_cache(maxsize=1024)
def _installed(name: str) -> str | None:
    """Where an installed module is loaded from; looking imports nothing."""
    here = ("", str(Path.cwd()))
    try:
        spec = PathFinder.find_spec(name, [path for path in sys.path if path not in here])
    except (ImportError, OSError, ValueError):
        return None
    return None if spec is None else spec.origin
