"""What a line costs."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from ..values.amounts import NO_BYTES, UNKNOWN_AMOUNT, Amount


@dataclass(frozen=True, slots=True)
class LineCost:
    """Bytes of one run of a statement, what it calls included; of several runs, the worst, number by number.

    allocates: new buffers that something still holds when it is done. frees: what it released of those that lived
    before. peak: the most bytes above those at its start, at any moment within it.
    """

    allocates: Amount
    frees: Amount
    peak: Amount

    @property
    def temporary(self) -> Amount:
        """What the peak exceeds the allocated bytes by."""
        return self.peak.minus(self.allocates)

    def or_worse(self, other: LineCost) -> LineCost:
        """The worse of two runs."""
        if self is other:
            return self
        return LineCost(
            self.allocates.or_more(other.allocates), self.frees.or_more(other.frees), self.peak.or_more(other.peak)
        )

    def mapped(self, change: Callable[[object], object]) -> LineCost:
        """The cost with other lengths in the place of some."""
        return LineCost(self.allocates.mapped(change), self.frees.mapped(change), self.peak.mapped(change))


FREE = LineCost(NO_BYTES, NO_BYTES, NO_BYTES)
NOT_KNOWN = LineCost(UNKNOWN_AMOUNT, UNKNOWN_AMOUNT, UNKNOWN_AMOUNT)
