"""Budgets that a piece of code was granted parts of, and where it would have been granted others."""

from __future__ import annotations

import math
from dataclasses import dataclass

from .known import MOST_COMPUTED


@dataclass(slots=True)
class Bounds:
    """spent: the steps of loops before the piece. granted, denied: the largest sum on top of it that was granted since,
    and the smallest that was not. refused: something was not computed, since too much had been.
    """

    spent: int
    granted: int = 0
    denied: float = math.inf
    refused: bool = False

    def note_request(self, total: int, limit: int) -> None:
        """So many steps of loops in all have been asked for."""
        if total <= limit:
            self.granted = max(self.granted, total - self.spent)
        else:
            self.denied = min(self.denied, total - self.spent)

    def include(self, spent: int, other: Bounds) -> None:
        """A part of the piece, which begins when so many steps are spent, is not run but known by its bounds."""
        self.granted = max(self.granted, spent + other.granted - self.spent)
        self.denied = min(self.denied, spent + other.denied - self.spent)
        self.refused = self.refused or other.refused

    def hold(self, spent: int, limit: int, computed: int, cost: int) -> bool:
        """Whether the piece would be granted the same when so much is spent, and so many elements are computed.

        limit: of the steps of loops. cost: the elements that the piece computes.
        """
        if not spent + self.granted <= limit < spent + self.denied:
            return False
        return computed > MOST_COMPUTED if self.refused else not cost or computed + cost <= MOST_COMPUTED
