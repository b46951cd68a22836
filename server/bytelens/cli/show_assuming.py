"""`--assume` and `--assume-dtype`: what `bytelens show` assumes in the place of what the text says."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Sequence
from dataclasses import dataclass

from ..assuming.assumptions import NOTHING, Assumptions
from ..assuming.wishes import Wish, found_in, read_dtype, read_wish, why_missing
from ..syntax.lines import Lines
from ..syntax.parse import parse


class UnmetError(ValueError):
    """Why what is to be assumed cannot be, for the user."""


@dataclass(frozen=True, slots=True)
class Assuming:
    """What one command assumes of its files: `everywhere`, and of what each of them has."""

    wishes: tuple[Wish, ...]
    everywhere: Assumptions

    def __bool__(self) -> bool:
        return bool(self.wishes or self.everywhere)

    def check(self, texts: Sequence[str]) -> None:
        """Raises UnmetError where something is assumed of what is in none of some texts."""
        parsed = [(parse(text).tree, Lines.of(text)) for text in texts]
        for wish in self.wishes:
            if parsed and all(found_in(tree, lines, [wish])[1] for tree, lines in parsed):
                raise UnmetError(why_missing(*parsed[0], wish))

    def of(self, text: str) -> Assumptions:
        """What is assumed of a text."""
        found = found_in(parse(text).tree, Lines.of(text), self.wishes)[0] if self.wishes else NOTHING
        return found.and_also(self.everywhere)


def read_options(arguments: Namespace) -> Assuming:
    """What they say. Raises UnmetError where they cannot be read."""
    try:
        wishes = tuple(map(read_wish, arguments.assume))
        dtype = None if arguments.assume_dtype is None else read_dtype(arguments.assume_dtype)
    except ValueError as error:
        raise UnmetError(str(error)) from None
    return Assuming(wishes, Assumptions(dtype=dtype))
