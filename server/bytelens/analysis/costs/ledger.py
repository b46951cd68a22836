"""What is noted of a statement while it runs."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass, field

from ...values.amounts import Amount, Change
from ...values.arrays import Array
from ...values.kinds import Value
from ..peaks import Peak
from ..spent import Spent
from .live import Level
from .memory import Buffers


@dataclass(frozen=True, slots=True)
class CallNote:
    """A call of a function of the program, by its qualified name. spent: from when its parameters were bound.

    left: by how much more was alive after it, its result aside. held: buffers of the result that something held by
    then. modelled: whether all that it did is in `spent`.
    """

    function: str
    spent: Spent
    left: Change
    held: frozenset[int]
    modelled: bool

    def peaks(self) -> Iterator[tuple[str, Peak]]:
        """The peaks of the function and of those that it called, by name."""
        yield from self.spent.inside.items()
        if self.spent.peak is not None:
            yield self.function, self.spent.peak


@dataclass(frozen=True, slots=True)
class Element:
    """An element of a list comprehension. peak: from when its evaluation began. level: by how much more was alive after
    it, itself included. calls: of functions of the program, with the level at which each began.
    """

    peak: Peak
    level: Change
    calls: tuple[tuple[CallNote, Change], ...]

    @property
    def is_free(self) -> bool:
        """Whether it needs nothing at all."""
        return not self.calls and self.peak.exact and self.peak.least.nbytes == 0  # type: ignore[union-attr]


@dataclass(slots=True)
class Ledger:
    """node: the statement. first: the last id before it. before: what was alive then.

    values: what its expressions gave, the last time; memory: what lists and the like kept alive then; until: the last
    id when they had; repeated: those that were evaluated several times. answers: what operations needed, by what rules
    said of them. calls: those of the program's functions, by expression. elements: of list comprehensions, one after
    the other; None for one that nobody knows. at: the expression that is evaluated now. left: what the target of
    `name op= value`, or of a loop, held before. opaque: something has run of which nobody can tell where in the
    statement.
    """

    node: ast.stmt
    first: int
    before: Level
    values: dict[ast.expr, Value] = field(default_factory=dict)
    memory: dict[ast.expr, Buffers | None] = field(default_factory=dict)
    until: dict[ast.expr, int] = field(default_factory=dict)
    repeated: set[ast.expr] = field(default_factory=set)
    answers: dict[ast.AST, list[Amount]] = field(default_factory=dict)
    calls: dict[ast.AST, list[CallNote]] = field(default_factory=dict)
    elements: dict[ast.expr, list[Element | None]] = field(default_factory=dict)
    at: ast.AST | None = None
    left: Value = None
    opaque: bool = False

    def holds(self, unnamed: set[int], taken_out: set[int]) -> bool:
        """Whether the interpreter may hold some buffers for the statement, which is in progress.

        unnamed: of which names were bound anew. taken_out: of lists, dicts and objects, which it may hold without them.
        """
        if self.at is None and isinstance(self.node, ast.If | ast.While | ast.Try):
            return False
        either = unnamed | taken_out
        if any(type(value) is Array and value.buffer in either for value in self.values.values()):
            return True
        held = {buffer for buffers in self.memory.values() for buffer in buffers or ()}
        return not held.isdisjoint(unnamed) or (
            not held.isdisjoint(taken_out) and any(map(_spreads, ast.walk(self.node)))
        )

    def note_value(self, node: ast.expr, value: Value, last_id: int) -> None:
        """An expression has been evaluated."""
        if node in self.values:
            self.repeated.add(node)
        self.values[node], self.until[node] = value, last_id


def _spreads(node: ast.AST) -> bool:
    return isinstance(node, ast.Starred) or (isinstance(node, ast.keyword) and node.arg is None)
