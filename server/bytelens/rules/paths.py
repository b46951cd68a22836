"""Paths of files: `os.path` and `pathlib`, as far as they follow from constants.

Sources: https://docs.python.org/3/library/os.path.html, https://docs.python.org/3/library/pathlib.html
"""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import partial
from pathlib import Path, PurePath

from ..values.kinds import Typed, Value
from .registry import Rule, Unmodelled, add_rule, rule

OF_CONSTANTS: tuple[Callable[..., object], ...] = (
    *(os.path.join, os.path.dirname, os.path.basename, os.path.normpath, os.path.splitext, os.path.split),
)
QUESTIONS = ("exists", "isfile", "isdir", "isabs", "islink")
METHODS = ("joinpath", "with_suffix", "with_name", "as_posix", "__fspath__")
ATTRIBUTES = frozenset({"name", "stem", "suffix", "parent"})
"""Attributes that are a str, or a path."""
_NOTHING_BACK = ("os.makedirs", "os.mkdir", "pathlib.Path.mkdir")


def _of_constants(function: Callable[..., object], *parts: Value) -> Value:
    """What a function gives for constants; it looks at no file."""
    if not all(isinstance(part, str | PurePath) for part in parts):
        raise Unmodelled("not all of it is known")
    return function(*parts)


def _absolute(path: Value) -> str:
    """A path that is absolute already: where the program is started, nobody knows. Shares are not looked at."""
    if not isinstance(path, str | PurePath) or not PurePath(path).is_absolute() or str(path).startswith(("//", "\\")):
        raise Unmodelled("not known to be absolute")
    return str(path)


@rule("os.path.abspath")
def abspath(path: Value) -> str:
    """Without detours."""
    return os.path.normpath(_absolute(path))


@rule("os.path.realpath")
def realpath(filename: Value, *, strict: Value = False) -> str:
    """Without links."""
    return os.path.realpath(_absolute(filename))


@rule("pathlib.Path")
def path(*parts: Value) -> Value:
    """A path of constants."""
    return _of_constants(Path, *parts)


@rule("pathlib.Path.resolve")
def resolve(self: Value, strict: Value = False) -> Path:
    """Without links."""
    return Path(_absolute(self)).resolve()


@rule("pathlib.Path.absolute")
def absolute(self: Value) -> Path:
    """As it is."""
    return Path(_absolute(self))


def _question(*values: Value) -> Typed:
    """A bool."""
    return Typed(bool)


def _nothing(*values: Value, **keywords: Value) -> None:
    """Makes folders."""


for _function in OF_CONSTANTS:
    add_rule(Rule(f"os.path.{_function.__name__}", partial(_of_constants, _function)))
for _name in QUESTIONS:
    add_rule(Rule(f"os.path.{_name}", _question))
for _name in ("exists", "is_file", "is_dir"):
    add_rule(Rule(f"pathlib.Path.{_name}", _question))
for _name in METHODS:
    add_rule(Rule(f"pathlib.PurePath.{_name}", partial(_of_constants, getattr(PurePath, _name))))
for _name in _NOTHING_BACK:
    add_rule(Rule(_name, _nothing))
