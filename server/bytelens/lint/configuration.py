"""`[tool.bytelens]` in `pyproject.toml`.

[tool.bytelens]
select = ["ALL"]            # default: all that are on by default
ignore = ["BL005"]
memory-budget = "4GB"       # default: the machine's memory

[tool.bytelens.levels]
BL009 = "warning"           # error, warning, information, hint or off
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from .budgets import parse_size
from .findings import Level
from .options import ALL, Options
from .registry import codes

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

FILE = "pyproject.toml"


class ConfigurationError(ValueError):
    """What in a configuration cannot be followed, in one line."""


def nearest(path: Path) -> Path | None:
    """The `pyproject.toml` that is meant for a file: the nearest in its folder and those above."""
    return next((found for folder in path.absolute().parents if (found := folder / FILE).is_file()), None)


def read(path: Path) -> Options:
    """The options that a `pyproject.toml` asks for. Raises ConfigurationError where it has what nobody understands."""
    try:
        document = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigurationError(f"{path}: cannot be read: {error}") from None
    except tomllib.TOMLDecodeError as error:
        raise ConfigurationError(f"{path}: {error}") from None
    tool = document.get("tool", {})
    table = tool.get("bytelens", {}) if isinstance(tool, dict) else {}
    try:
        return options_of(table)
    except ConfigurationError as error:
        raise ConfigurationError(f"{path}: [tool.bytelens] {error}") from None


def options_of(table: object) -> Options:
    """The options that a table asks for. Raises ConfigurationError."""
    if not isinstance(table, Mapping):
        raise ConfigurationError("must be a table")
    read: dict[str, object] = {}
    for key, value in table.items():
        if key not in _KEYS:
            raise ConfigurationError(f"does not know the key {key!r}; known are {', '.join(sorted(_KEYS))}")
        read[key.replace("-", "_")] = _KEYS[key](key, value)
    return Options(**read)  # type: ignore[arg-type]


def code_set(key: str, value: object) -> frozenset[str]:
    """Codes of diagnostics. Raises ConfigurationError where there is no such code."""
    if not isinstance(value, list | tuple) or not all(isinstance(code, str) for code in value):
        raise ConfigurationError(f"{key}: must be a list of codes")
    return frozenset(_code(key, code) for code in value)


def size(key: str, value: object) -> int:
    """A number of bytes, or its text. Raises ConfigurationError."""
    if isinstance(value, int) and not isinstance(value, bool) and value > 0:
        return value
    if not isinstance(value, str):
        raise ConfigurationError(f"{key}: must be a size, as 4GB or 512MiB")
    try:
        return parse_size(value)
    except ValueError as error:
        raise ConfigurationError(f"{key}: {error}") from None


def _levels(key: str, value: object) -> dict[str, Level]:
    if not isinstance(value, Mapping):
        raise ConfigurationError(f"{key}: must be a table of codes and levels")
    return {_code(key, code): _level(key, level) for code, level in value.items()}


def _level(key: str, value: object) -> Level:
    try:
        return Level(value)
    except ValueError:
        words = ", ".join(level.value for level in Level)
        raise ConfigurationError(f"{key}: {value!r} is no level; levels are {words}") from None


def _code(key: str, value: str) -> str:
    code = value.strip().upper()
    if code != ALL and code not in codes():
        raise ConfigurationError(f"{key}: there is no diagnostic {value!r}")
    return code


_KEYS: dict[str, Callable[[str, Any], object]] = {
    "select": code_set,
    "ignore": code_set,
    "levels": _levels,
    "memory-budget": size,
}
