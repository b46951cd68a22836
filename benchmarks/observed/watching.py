"""An analysis that is watched: which expressions it evaluates, and which of them to less than an exact value."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from bytelens.analysis.estimates import Analysis
from bytelens.analysis.machine import Machine
from bytelens.analysis.scopes import Frame
from bytelens.analysis.session import Session
from bytelens.analysis.sources import Sources
from bytelens.analysis.workspace import Workspace
from bytelens.syntax.parse import parse
from bytelens.values.arrays import Array, Scalar
from bytelens.values.dims import SomeInt, Symbolic
from bytelens.values.kinds import Mapping, Ref, Sequence, Typed, Union, Unknown, Value

DEEPEST = 6


@dataclass(frozen=True, slots=True)
class Watched:
    """An analysis, the tree that it read, and its expressions: all that it evaluated, and those not known exactly.

    blind: expressions that were evaluated when nothing was known of any name, and the line where names were forgotten.
    failed: the exception that the analysis raised, if any.
    """

    analysis: Analysis
    tree: ast.Module
    evaluated: set[ast.expr]
    vague: dict[ast.expr, Value]
    blind: dict[ast.expr, int]
    failed: str | None


def watch(text: str, path: str | None = None, roots: Iterable[str] = ()) -> Watched:
    """Analyse a text like `analyse`, with the files beside it, and note what its expressions evaluate to."""
    parsed, forgotten = parse(text), list[int]()
    evaluated, vague, blind = set[ast.expr](), dict[ast.expr, Value](), dict[ast.expr, int]()

    def seen(machine: Machine, node: ast.expr, value: Value) -> None:
        if machine.unknown_names and not forgotten:
            forgotten.append(machine.frame.line)
        evaluated.add(node)
        if node not in vague and _is_vague(machine, value):
            vague[node] = value
            if forgotten:
                blind[node] = forgotten[0]

    analysis, failed = Analysis(), None
    with _watching(seen):
        try:
            analysis = Session(Workspace(Sources(), path, roots)).analyse(text, parsed)
        except Exception as error:
            failed = f"{type(error).__name__}: {error}"
    return Watched(analysis, parsed.tree, evaluated, vague, blind, failed)


@contextmanager
def _watching(seen: Callable[[Machine, ast.expr, Value], None]) -> Iterator[None]:
    original = Machine.evaluate

    def evaluate(self: Machine, frame: Frame, node: ast.expr) -> Value:
        value = original(self, frame, node)
        seen(self, node, value)
        return value

    Machine.evaluate = evaluate  # type: ignore[method-assign]
    try:
        yield
    finally:
        Machine.evaluate = original  # type: ignore[method-assign]


def _is_vague(machine: Machine, value: Value, depth: int = 0) -> bool:
    if isinstance(value, Unknown | SomeInt | Symbolic) or depth > DEEPEST:
        return True
    if isinstance(value, Typed):
        return value.type is int
    if isinstance(value, Array | Scalar):
        shape = value.shape if isinstance(value, Array) else ()
        return value.dtype is None or shape is None or not all(isinstance(length, int) for length in shape)
    if isinstance(value, Ref):
        return _is_vague(machine, machine.store.get(value.address), depth + 1)
    return any(_is_vague(machine, part, depth + 1) for part in _parts(value))


def _parts(value: Value) -> tuple[Value, ...]:
    if isinstance(value, Union):
        return value.options
    if isinstance(value, tuple):
        return value
    if isinstance(value, Sequence):
        return (value.element, value.length) if value.items is None else value.items
    if isinstance(value, Mapping):
        return (SomeInt(),) if value.entries is None else tuple(entry for _, entry in value.entries)
    return ()
