"""Which diagnostics look at a program, and how much what they find matters."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from .findings import Level
from .registry import Diagnostic

ALL = "ALL"


@dataclass(frozen=True, slots=True)
class Options:
    """select: codes, or `ALL`; None: all that are on by default. ignore: codes. levels: by code.

    memory_budget: the bytes that a program may use; None: those of the machine.
    """

    select: frozenset[str] | None = None
    ignore: frozenset[str] = frozenset()
    levels: Mapping[str, Level] = field(default_factory=dict)
    memory_budget: int | None = None

    def level_of(self, diagnostic: Diagnostic) -> Level:
        """How much the findings of a diagnostic matter; OFF where it is not to look."""
        if not self._is_selected(diagnostic) or self.ignore & {diagnostic.code, ALL}:
            return Level.OFF
        return self.levels.get(diagnostic.code, diagnostic.level)

    def _is_selected(self, diagnostic: Diagnostic) -> bool:
        if self.select is None:
            return diagnostic.on or diagnostic.code in self.levels
        return bool(self.select & {diagnostic.code, ALL})
