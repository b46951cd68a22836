"""What is assumed of one document, kept up with its text."""

from __future__ import annotations

from collections.abc import Sequence

from ...assuming.assumptions import NOTHING, Assumptions, Literal
from ...assuming.moving import moved
from ...assuming.rewriting import Rewriting
from ...syntax.parse import Parsed


class Supposed:
    """Another one is made where the user assumes something else. `dropped`: what was assumed of literals that an edit
    has touched, until somebody has told the user."""

    def __init__(self, assumptions: Assumptions = NOTHING) -> None:
        self._rewriting = Rewriting(assumptions)
        self.dropped: list[Literal] = []

    @property
    def assumptions(self) -> Assumptions:
        """What is assumed of the text as it is now."""
        return self._rewriting.assumptions

    def of(self, parsed: Parsed) -> Parsed:
        """The syntax that holds under what is assumed."""
        return self._rewriting.of(parsed) if self.assumptions else parsed

    def follow(self, old: Sequence[str], new: Sequence[str]) -> None:
        """The lines of the text were edited."""
        known = self.assumptions.literals
        now = {literal: moved(literal, old, new) for literal in known}
        self.dropped += [literal for literal in known if now[literal] is None]
        kept = tuple(literal for literal in now.values() if literal is not None)
        self._rewriting.assumptions = self.assumptions.with_literals(kept)
