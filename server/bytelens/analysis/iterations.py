"""Iterations of a loop, one beside the other."""

from __future__ import annotations

import ast
from dataclasses import dataclass
from typing import TypeAlias
from weakref import WeakKeyDictionary

from .forms import WRITTEN, Cell, Delta, agree
from .machine import Machine
from .names import cell_of
from .replay import sizes
from .scopes import Frame

LoopNode: TypeAlias = ast.For | ast.AsyncFor | ast.While
_DEFINITIONS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda, ast.ClassDef)
_targets_read: WeakKeyDictionary[ast.AST, bool] = WeakKeyDictionary()
_sizes: WeakKeyDictionary[ast.AST, int] = WeakKeyDictionary()


@dataclass(frozen=True, slots=True)
class Iteration:
    """What an iteration has left behind: the cells that it has changed, and how much has been seen and has escaped."""

    ends: Delta
    seen: tuple[int, ...]

    @staticmethod
    def of(machine: Machine, mark: int, last_id: int, targets: frozenset[Cell]) -> Iteration:
        """The iteration that began at a mark, when ids above `last_id` were not taken.

        That memory has been written to is no difference: it stays so.
        """
        ends = {
            cell: value
            for cell, value in machine.store.changes_since(mark).items()
            if not is_of_iteration(cell, last_id)
            and cell not in targets
            and not (isinstance(cell, tuple) and cell[1] == WRITTEN)
        }
        recorder = machine.recorder
        return Iteration(ends, (recorder.news, len(recorder.silent), *sizes(machine)))

    def repeats(self, last: Iteration) -> bool:
        """Whether the next iteration has nothing new to show, as this one had nothing after the last."""
        if self.seen != last.seen or self.ends.keys() != last.ends.keys():
            return False
        return all(agree(value, last.ends[cell]) for cell, value in self.ends.items())


def is_of_iteration(cell: Cell, last_id: int) -> bool:
    """Whether a cell belongs to what has been made since the id was the last one."""
    return (cell if isinstance(cell, int) else cell[0]) > last_id


def looks_at_target(node: ast.For | ast.AsyncFor) -> bool:
    """Whether the body of a loop mentions what the loop binds, other than to bind it."""
    known = _targets_read.get(node)
    if known is None:
        bound = {child.id for child in ast.walk(node.target) if isinstance(child, ast.Name)}
        plain = all(isinstance(child, ast.Name | ast.Tuple | ast.expr_context) for child in ast.walk(node.target))
        body = (child for statement in node.body for child in ast.walk(statement))
        known = not plain or any(
            (isinstance(child, ast.Name) and child.id in bound) or isinstance(child, _DEFINITIONS) for child in body
        )
        _targets_read[node] = known
    return known


def target_cells(frame: Frame, node: LoopNode) -> frozenset[Cell]:
    """The cells of the names that a loop binds."""
    if isinstance(node, ast.While):
        return frozenset()
    names = (child.id for child in ast.walk(node.target) if isinstance(child, ast.Name))
    return frozenset(cell_of(frame, name) for name in names)


def size(node: LoopNode) -> int:
    """The number of statements in the body of a loop, and in what is in it."""
    known = _sizes.get(node)
    if known is None:
        statements = (child for statement in node.body for child in ast.walk(statement) if isinstance(child, ast.stmt))
        known = _sizes[node] = sum(1 for _ in statements)
    return known
