"""Libraries besides NumPy that rules exist for, SciPy first, and where those rules come from.

A distribution brings rules by an entry point of the group `bytelens.rules`. Its name is the module that the rules are
about, its value a module that registers them when it is imported, or a function that does so when it is called.
Library and rules are imported when an analysed program first imports the library.
See https://packaging.python.org/en/latest/specifications/entry-points/
"""

from __future__ import annotations

import importlib
import importlib.util
import logging
import sys
import warnings
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, redirect_stdout
from importlib.machinery import ModuleSpec
from pathlib import Path
from types import BuiltinFunctionType, FunctionType, ModuleType, NoneType
from typing import TYPE_CHECKING

import numpy as np

from ..values.kinds import UNKNOWN, Value
from .guests import guarded
from .registry import admitting, find_rule

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint

logger = logging.getLogger(__name__)

GROUP = "bytelens.rules"
# Known without the metadata of an installed distribution too: editors run these sources as they are.
_CHAPTERS = ("constants", "fft", "integrate", "linalg", "ndimage", "optimize", "signal", "special")
BUNDLED = {f"scipy.{chapter}": f"bytelens.rules.scipy.{chapter}" for chapter in _CHAPTERS}
_CALLABLES = (type, FunctionType, BuiltinFunctionType, np.ufunc, type(np.concatenate))
_CONSTANTS = frozenset({bool, int, float, complex, str, bytes, NoneType})


class Libraries:
    """The modules of the libraries that rules exist for, imported at first use, once.

    trusted: whether entry points of other distributions may be loaded, which runs their code; what comes with
    ByteLens always is. To be set before the first use.
    """

    def __init__(self, trusted: bool = True) -> None:
        self.trusted = trusted
        self._others: dict[str, list[EntryPoint]] | None = None
        self._modules: dict[str, ModuleType | None] = {}
        self._absent: set[tuple[str, str]] = set()

    def module(self, name: str) -> ModuleType | None:
        """A module of a library, its rules registered; None where there are no rules for it or it is not installed."""
        if name not in self._modules:
            self._modules[name] = self._import(name) if self._concerns(name) else None
        return self._modules[name]

    def attribute(self, module: ModuleType, name: str) -> Value:
        """An attribute of such a module, or a module in it. UNKNOWN for what rules and analysis have no use for."""
        value = vars(module).get(name, UNKNOWN)
        if value is UNKNOWN and (module.__name__, name) not in self._absent:
            value = self._lazy_attribute(module, name)
        top = module.__name__.partition(".")[0]
        if isinstance(value, ModuleType):
            inside = value.__name__.startswith(f"{top}.")
            return (self.module(value.__name__) if inside else None) or UNKNOWN
        if isinstance(value, _CALLABLES) or find_rule(value) is not None:
            return value
        # Other libraries may rebind their numbers at any time.
        is_constant = type(value) in _CONSTANTS and module.__name__ in BUNDLED
        return value if is_constant and not name.startswith("__") else UNKNOWN

    def _lazy_attribute(self, module: ModuleType, name: str) -> Value:
        """What the module makes when it is first asked for, or a module in it that nobody has imported yet."""
        full_name = f"{module.__name__}.{name}"
        if self._concerns(full_name) and hasattr(module, "__path__"):
            found: Value = self.module(full_name)
            if found is not None:
                return found
        value = UNKNOWN
        if any(_is_within(module.__name__, known) for known in self._names()) and not name.startswith("__"):
            with _importing(), _failures_logged(full_name, logging.INFO):
                value = getattr(module, name, UNKNOWN)
        if value is UNKNOWN:
            self._absent.add((module.__name__, name))
        return value

    def _concerns(self, name: str) -> bool:
        """Whether rules are about a module, or about one inside it or around it."""
        if name.partition(".")[0] in sys.stdlib_module_names:
            return False
        return any(_is_within(name, known) or _is_within(known, name) for known in self._names())

    def _import(self, name: str) -> ModuleType | None:
        parent = name.rpartition(".")[0]
        if parent and self.module(parent) is None:
            return None
        module = None
        with _importing(), _failures_logged(name, logging.INFO):
            spec = importlib.util.find_spec(name)
            if spec is not None and not _is_shadowed(name, spec):
                module = importlib.import_module(name)
        if module is not None:
            self._load_rules(name)
        return module

    def _load_rules(self, name: str) -> None:
        if name in BUNDLED:
            with _importing(), _failures_logged(f"the rules for {name}", logging.WARNING):
                importlib.import_module(BUNDLED[name])
        for entry in self._entry_points().get(name, ()):
            with _importing(), _failures_logged(f"the rules for {name} ({entry.value})", logging.WARNING):
                _load(entry)

    def _names(self) -> Iterable[str]:
        return BUNDLED.keys() | self._entry_points().keys()

    def _entry_points(self) -> dict[str, list[EntryPoint]]:
        if not self.trusted:
            return {}
        if self._others is None:
            self._others = {}
            with _importing(), _failures_logged("the entry points", logging.WARNING):
                self._others = _found_entry_points()
        return self._others


LIBRARIES = Libraries()


def _found_entry_points() -> dict[str, list[EntryPoint]]:
    from importlib.metadata import entry_points

    found: dict[str, list[EntryPoint]] = {}
    for entry in entry_points(group=GROUP):
        if entry.value not in BUNDLED.values():
            found.setdefault(entry.name, []).append(entry)
    return found


def _load(entry: EntryPoint) -> None:
    with admitting(guarded):
        register = entry.load()
        if not isinstance(register, ModuleType):
            register()


def _is_within(name: str, package: str) -> bool:
    return name == package or name.startswith(f"{package}.")


def _is_shadowed(name: str, spec: ModuleSpec) -> bool:
    """Whether the program's own directory has a module of that name, which is then the one that it imports."""
    here = Path.cwd() / name.replace(".", "/")
    own = next((path for path in (here.with_suffix(".py"), here / "__init__.py") if path.is_file()), None)
    return own is not None and (spec.origin is None or own.resolve() != Path(spec.origin).resolve())


@contextmanager
def _importing() -> Iterator[None]:
    """Import as `python -P` does: nothing of the working directory. What is printed meanwhile goes to stderr."""
    here = sys.path[:1] if sys.path and sys.path[0] in ("", str(Path.cwd())) else []
    del sys.path[: len(here)]
    try:
        with redirect_stdout(sys.stderr), warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        sys.path[:0] = here


@contextmanager
def _failures_logged(what: str, level: int) -> Iterator[None]:
    """Go on after whatever an import raises."""
    try:
        yield
    except (Exception, SystemExit) as error:
        logger.log(level, "Could not load %s: %r", what, error)
