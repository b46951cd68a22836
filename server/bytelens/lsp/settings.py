"""What the user has chosen, read from whatever an editor sends."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

from ..lint.configuration import code_set, size
from ..report.labels import CONTENTS, LabelOptions
from ..report.sizes import Units

T = TypeVar("T")
Warn = Callable[[str], None]

SECTION = "bytelens"
_KEYS = ("inlayHints", "emphasis", "peaks", "units", "diagnostics", "memoryBudget", "trace", "logLevel")
LOG_LEVELS = ("error", "warning", "info", "debug")

_ALL, _LARGE, _HOVER = _MODES = ("all", "large", "hover")
_LARGE_FROM = 1_000_000


@dataclass(frozen=True, slots=True)
class TraceSettings:
    """How far a trace goes: seconds, bytes of data (None: no limit), and how many steps are kept."""

    time_limit: float | None = None
    memory_limit: int | None = None
    steps: int = 1000


@dataclass(frozen=True, slots=True)
class DiagnosticSettings:
    """Whether there are diagnostics, and what is said of them in the place of `pyproject.toml`.

    select, ignore: codes; memory_budget: bytes. What is empty, or None, says nothing.
    """

    enabled: bool = True
    select: frozenset[str] = frozenset()
    ignore: frozenset[str] = frozenset()
    memory_budget: int | None = None


@dataclass(frozen=True, slots=True)
class EmphasisSettings:
    """From which share of the memory on, in percent, a line is large, or very large; 0: never."""

    large: float = 1.0
    very_large: float = 10.0


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything that can be set; the defaults are those of the VS Code extension.

    hints: whether there are any; which, `labels` says. peaks: whether there are code lenses for them.
    """

    hints: bool = True
    labels: LabelOptions = field(default_factory=LabelOptions)
    diagnostics: DiagnosticSettings = field(default_factory=DiagnosticSettings)
    trace: TraceSettings = field(default_factory=TraceSettings)
    log_level: str = "info"
    emphasis: EmphasisSettings = field(default_factory=EmphasisSettings)
    peaks: bool = True


def read_settings(sent: object, warn: Warn) -> Settings | None:
    """The settings in an object, under the key `bytelens` or bare; None where it holds none of ours.

    What is missing has its default, and so has what is of a wrong type or value, with one line to `warn`.
    """
    if not isinstance(sent, Mapping):
        return None
    section = sent.get(SECTION)
    if not isinstance(section, Mapping) and sent.keys().isdisjoint(_KEYS):
        # Some editors send an empty object, or what concerns other servers, right after the start.
        return None
    top = _Reader(section if isinstance(section, Mapping) else sent, "", warn)
    hints = _Reader(top.get("inlayHints", {}, _mapping), "inlayHints.", warn)
    mode, large_from = hints.get("mode", _ALL, _mode), hints.get("largeFrom", _LARGE_FROM, _size)
    labels = LabelOptions(
        units=top.get("units", Units.SI, _units),
        contents=hints.get("contents", CONTENTS, _contents),
        minimum_bytes=large_from if mode == _LARGE else 0,
    )
    return Settings(
        mode != _HOVER,
        labels,
        _read_diagnostics(_Reader(top.get("diagnostics", {}, _mapping), "diagnostics.", warn), top),
        _read_trace(_Reader(top.get("trace", {}, _mapping), "trace.", warn)),
        top.get("logLevel", "info", _log_level),
        _read_emphasis(_Reader(top.get("emphasis", {}, _mapping), "emphasis.", warn)),
        _Reader(top.get("peaks", {}, _mapping), "peaks.", warn).get("enabled", True, _boolean),
    )


def _read_diagnostics(diagnostics: _Reader, top: _Reader) -> DiagnosticSettings:
    return DiagnosticSettings(
        enabled=diagnostics.get("enabled", True, _boolean),
        select=diagnostics.get("select", frozenset(), _codes),
        ignore=diagnostics.get("ignore", frozenset(), _codes),
        memory_budget=top.get("memoryBudget", None, _budget),
    )


def _read_trace(trace: _Reader) -> TraceSettings:
    """A limit of 0 is none; megabytes are those of SI."""
    megabytes = trace.get("memoryLimit", 0, _count)
    return TraceSettings(
        time_limit=trace.get("timeLimit", 0.0, _amount) or None,
        memory_limit=megabytes * 1_000_000 or None,
        steps=trace.get("steps", 1000, _count),
    )


def _read_emphasis(emphasis: _Reader) -> EmphasisSettings:
    return EmphasisSettings(emphasis.get("large", 1.0, _amount), emphasis.get("veryLarge", 10.0, _amount))


def is_trusted(options: object) -> bool:
    """Whether we may run programs, and what other packages bring: unless `initializationOptions` say
    `trusted: false`.

    This is no setting, since a workspace can bring settings of its own.
    """
    return not isinstance(options, Mapping) or options.get("trusted", True) is True


def shows_traces(options: object) -> bool:
    """Whether the client shows traces by itself, with our own notifications: where `initializationOptions` say
    `showsTraces: true`."""
    return isinstance(options, Mapping) and options.get("showsTraces", False) is True


def shows_status(options: object) -> bool:
    """Whether the client shows what a document needs, with our own notification: where `initializationOptions` say
    `showsStatus: true`."""
    return isinstance(options, Mapping) and options.get("showsStatus", False) is True


def asks_what_if(options: object) -> bool:
    """Whether the client asks by itself what to assume, where a hover leads to its command: where
    `initializationOptions` say `asksWhatIf: true`."""
    return isinstance(options, Mapping) and options.get("asksWhatIf", False) is True


@dataclass(frozen=True, slots=True)
class _Reader:
    values: Mapping[str, Any]
    prefix: str
    warn: Warn

    def get(self, key: str, default: T, read: Callable[[Any], T]) -> T:
        """The value of a key, or the default; `read` raises ValueError for what it does not take."""
        value = self.values.get(key)
        if value is None:
            return default
        try:
            return read(value)
        except ValueError:
            self.warn(f"The setting {SECTION}.{self.prefix}{key} cannot be {value!r}; its default is used.")
            return default


def _mapping(value: Any) -> Mapping[str, Any]:
    if not isinstance(value, Mapping):
        raise ValueError(value)
    return value


def _boolean(value: Any) -> bool:
    if not isinstance(value, bool):
        raise ValueError(value)
    return value


def _count(value: Any) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        raise ValueError(value)
    return value


def _amount(value: Any) -> float:
    if not isinstance(value, int | float) or isinstance(value, bool) or not 0 <= value < float("inf"):
        raise ValueError(value)
    return value


def _mode(value: Any) -> str:
    if value not in _MODES:
        raise ValueError(value)
    return str(value)


def _units(value: Any) -> Units:
    return Units(value)


def _contents(value: Any) -> frozenset[str]:
    if not isinstance(value, list) or not all(isinstance(item, str) and item in CONTENTS for item in value):
        raise ValueError(value)
    return frozenset(value)


def _codes(value: Any) -> frozenset[str]:
    return code_set("", value)


def _size(value: Any) -> int:
    return size("", value)


def _budget(value: Any) -> int | None:
    return _size(value) if value != "" else None


def _log_level(value: Any) -> str:
    if value not in LOG_LEVELS:
        raise ValueError(value)
    return str(value)
