"""The table of diagnostics."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TypeAlias

from .findings import Level, Remark
from .program import Program

Finder: TypeAlias = Callable[[Program], Iterator[Remark]]


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One kind of finding.

    code: `BL001`, never given twice. name: a few words with hyphens. level: how much its findings matter, unless the
    configuration says otherwise. on: whether it looks at programs without being selected. summary: one sentence.
    """

    code: str
    name: str
    level: Level
    summary: str
    find: Finder
    on: bool = True


_DIAGNOSTICS: dict[str, Diagnostic] = {}


def diagnostic(code: str, name: str, level: Level, summary: str, *, on: bool = True) -> Callable[[Finder], Finder]:
    """Register a function that finds one kind of thing."""

    def register(find: Finder) -> Finder:
        if code in _DIAGNOSTICS:
            raise ValueError(f"{code} is taken")
        _DIAGNOSTICS[code] = Diagnostic(code, name, level, summary, find, on)
        return find

    return register


def all_diagnostics() -> tuple[Diagnostic, ...]:
    """Every diagnostic that there is, in the order of the codes."""
    from . import diagnostics  # noqa: F401 - registers them

    return tuple(_DIAGNOSTICS[code] for code in sorted(_DIAGNOSTICS))


def codes() -> frozenset[str]:
    """The codes of all diagnostics."""
    return frozenset(diagnostic.code for diagnostic in all_diagnostics())
