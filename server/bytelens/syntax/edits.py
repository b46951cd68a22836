"""Where two versions of a text differ, so that what is known of the old lines can be shown on the new."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Edit:
    """Rows `start` to `old_end` (0-based, exclusive) of the old text became rows `start` to `new_end` of the
    new."""

    start: int
    old_end: int
    new_end: int

    def shift(self, line: int) -> int | None:
        """The line (1-based) of the new text that a line of the old one became; None if it was edited."""
        if line <= self.start:
            return line
        return line + self.new_end - self.old_end if line > self.old_end else None


def changed_region(old: Sequence[str], new: Sequence[str]) -> Edit:
    """The smallest run of lines that holds every difference; where equal lines leave a choice, the lowest."""
    shorter = min(len(old), len(new))
    start = _common(old, new, shorter)
    end = _common(old[::-1], new[::-1], shorter - start)
    return Edit(start, len(old) - end, len(new) - end)


def _common(old: Sequence[str], new: Sequence[str], limit: int) -> int:
    pairs = zip(old[:limit], new[:limit], strict=True)
    return next((row for row, (was, now) in enumerate(pairs) if was != now), limit)
