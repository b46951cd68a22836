"""What is assumed of a program, in the place of what its text says."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, TypeAlias

import numpy as np

Constant: TypeAlias = "bool | int | float | str | tuple[Constant, ...] | None"
DType: TypeAlias = "np.dtype[Any]"


@dataclass(frozen=True, slots=True)
class Literal:
    """A literal of the text with another value.

    line: from 1; column: from 0, in UTF-8 bytes, as `ast` counts. text: what stands there. value: what is assumed.
    """

    line: int
    column: int
    text: str
    value: Constant


@dataclass(frozen=True, slots=True)
class Assumptions:
    """What is assumed; false where it is nothing.

    names: each with its value. `n` is a variable, a parameter or the length of an axis wherever it is called n; `f.n`
        is only that of the function (or class) `f`; `args.n` is also the attribute where it is read so, and
        `x.shape[0]` a length that has no name of its own.
    dtype: the element type of every new array of floating-point numbers, or None.
    """

    names: tuple[tuple[str, Constant], ...] = ()
    literals: tuple[Literal, ...] = ()
    dtype: DType | None = None

    def __bool__(self) -> bool:
        return bool(self.names or self.literals or self.dtype is not None)

    def and_also(self, other: Assumptions) -> Assumptions:
        """Both; what `other` says of the same thing counts."""
        places = {(literal.line, literal.column): literal for literal in (*self.literals, *other.literals)}
        return Assumptions(
            tuple({**dict(self.names), **dict(other.names)}.items()),
            tuple(sorted(places.values(), key=lambda literal: (literal.line, literal.column))),
            self.dtype if other.dtype is None else other.dtype,
        )

    def with_literals(self, literals: tuple[Literal, ...]) -> Assumptions:
        """The same with other literals, since the text has changed."""
        return self if literals == self.literals else replace(self, literals=literals)

    def length(self, function: str | None, name: str) -> int | None:
        """What is assumed of a length that has a name, in a function (None: in the module)."""
        if not self.names:
            return None
        names = dict(self.names)
        value = names.get(f"{function}.{name}", names.get(name))
        return value if type(value) is int and value >= 0 else None


NOTHING = Assumptions()
